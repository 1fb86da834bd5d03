"""What people have is brought to this version, on both databases: nobody is lost, and pages open."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.upgrades import kept
from tools import postgres

pytestmark = pytest.mark.long

COMPARED = {
    "sign-ups": "SELECT id, state, name, email, phone, number_of_places, token_version FROM events_signup ORDER BY id",
    "people": "SELECT id, signup_id, name FROM events_attendee ORDER BY id",
    "mail": "SELECT id, kind, state FROM corner_outgoingemail ORDER BY id",
    "pages": "SELECT id, path, slug, title FROM wagtailcore_page ORDER BY path",
    "translations": "SELECT id, data FROM wagtail_localize_stringtranslation ORDER BY id",
    "messages": "SELECT id, kind, name, text FROM contacts_message ORDER BY id",
    "revisions": "SELECT id, object_id FROM wagtailcore_revision ORDER BY id",
    "rights": "SELECT group_id, permission_id FROM auth_group_permissions ORDER BY group_id, permission_id",
}
#: Run with the new code on the upgraded site: pages open, and somebody signs up.
VISIT = """
import manage, django, json, sys, uuid
django.setup()
from django.test import Client
from django.db import connection
from events.models import EventPage, Occasion
from events.requests import SignUpRequest
from events.signing_up import sign_up
statuses = {}
for page in EventPage.objects.live()[:4]:
    path = page.get_url()
    statuses[path] = Client(HTTP_HOST="localhost").get(path).status_code
statuses["/"] = Client(HTTP_HOST="localhost").get("/", follow=True).status_code
statuses["ready"] = Client(HTTP_HOST="localhost").get("/health/ready/").status_code
# the dates of the kept site pass, so one is moved to next week
from django.utils import timezone
from datetime import timedelta
soon = timezone.now() + timedelta(days=7)
date = Occasion.objects.filter(status="scheduled", places__way="in-person", places__capacity__gte=20).latest("pk")
moved = {"day": soon.date(), "starts_at": soon, "ends_at": soon + timedelta(hours=2)}
moved |= {"opens_at": None, "closes_at": soon}
Occasion.objects.filter(pk=date.pk).update(**moved)
out = sign_up(SignUpRequest(occasion_id=date.pk, way="in-person", name="New", email="new@example.org",
                            nonce=uuid.uuid4(), language="en-gb"))
found = {}
with connection.cursor() as cursor:
    for name, sql in json.loads(sys.argv[1]).items():
        cursor.execute(sql)
        found[name] = [[str(value) for value in row] for row in cursor.fetchall()]
print(json.dumps({"statuses": statuses, "signed_up": bool(out.signup), "outcome": str(out.result), "found": found}))
"""


@pytest.fixture
def old(tmp_path):
    kept.unpack(tmp_path / "site.sqlite3")
    return tmp_path / "site.sqlite3"


def run(tmp_path, database, *command):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "corner.settings.development",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": database,
    }
    done = subprocess.run(
        [sys.executable, *command], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def insist_it_is_all_there(tmp_path, database, before):
    import json

    said = json.loads(run(tmp_path, database, "-c", VISIT, json.dumps(COMPARED)).splitlines()[-1])
    assert set(said["statuses"].values()) == {200}, said["statuses"]
    assert said["signed_up"], said["outcome"]
    for name, rows in before.items():
        assert set(map(tuple, rows)) <= set(map(tuple, said["found"][name])), name


def as_text(path):
    return {
        name: [["None" if value is None else str(value) for value in row] for row in kept.rows(path, sql)]
        for name, sql in COMPARED.items()
    }


def test_on_sqlite(old, tmp_path):
    before = as_text(old)
    run(tmp_path, f"sqlite:///{old}", "manage.py", "migrate", "--verbosity=0")
    insist_it_is_all_there(tmp_path, f"sqlite:///{old}", before)


def test_on_postgresql_moved_there(old, tmp_path):
    """The move brings it to this version, too."""
    before = as_text(old)
    with postgres.own_server() as port:
        said = run(tmp_path, postgres.url(port), "manage.py", "move_database", "--from", str(old))
        assert "Differences: 0" in said
        insist_it_is_all_there(tmp_path, postgres.url(port), before)
    assert as_text(old) == before, "the old file is only read"
