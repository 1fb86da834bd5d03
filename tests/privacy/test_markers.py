"""Nothing personal outlives its end: a word of its own stands in every personal field, and afterwards nowhere at all.

`make faults` prints what these find (tools/faults/retention.py reads the file that FIGURES names).
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from corner import data_register, forgetting, jobs
from corner.mail import keeping as mail_keeping
from corner.models import ConsentRecord, OutgoingEmail, SiteSettings
from events import person
from events.models import Agreement, EventPage, SignUp
from tests.languages.conftest import a_picture  # noqa: F401  a fixture
from tests.privacy.markers import Markers, _plain, in_files, in_tables, plant
from tests.privacy.site_of_markers import PERSON, party, rows  # noqa: F401  fixtures

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

#: Fields that hold no word: yes or no, a day, a number of a row. What becomes of them is asked for each below.
NO_WORDS = {
    "events.SignUp.would_like_to_help_host",
    "events.SignUp.safeguarding_concern",
    "auth.User.last_login",
    "auth.User.date_joined",
    "auth.User.is_staff",
    "auth.User.is_superuser",
    "auth.User.is_active",
    "corner.AuditEntry.actor",
    "corner.Receipt.actor",
    "wagtailadmin.EditingSession.user",
}
TEN_YEARS = timedelta(days=3650)


@pytest.fixture(autouse=True)
def own_media(settings):
    """No uploads but its own: files of other tests, whose rows are gone, are surprisingly many to the worker."""
    cache.clear()  # of what tests before this one made
    settings.FIELD_KEYS = []  # in clear: the needs are to be seen
    with tempfile.TemporaryDirectory(prefix="media-", dir=settings.DATA_DIR) as folder:
        settings.MEDIA_ROOT = Path(folder)
        yield


@pytest.fixture
def planted(rows):  # noqa: F811
    markers = Markers()
    assert set(plant(markers, rows)) == NO_WORDS
    OutgoingEmail.objects.update(state="sent", sent_at=timezone.now())
    markers.where[PERSON] = "what Amina typed"
    return markers


def figure(**measured):
    """Write down what was measured, for whoever wants to print it."""
    if path := os.environ.get("FIGURES"):
        with Path(path).open("a") as file:
            file.write(json.dumps(measured) + "\n")


def everywhere():
    """All tables and, on SQLite, all files; the connection is let go of, so that its log is in the file."""
    yield from in_tables()
    connection.close()
    yield from in_files()


def what_people_do():
    """What ends where no clock does: somebody takes a consent back, leaves the network, tidies up."""
    for consent in ConsentRecord.objects.filter(withdrawn_on=None):
        consent.withdrawn_on = timezone.localdate()
        consent.save()
    from corner.models import Picture

    Picture.objects.update(is_withheld=True)  # as the picture's form does when somebody does not agree any more
    for user in get_user_model().objects.filter(is_superuser=True):
        user.delete()
    for document in get_document_model().objects.all():
        document.delete()
    EventPage.objects.update(safeguarding_lead="")
    Agreement.objects.update(who_will_do_it="")
    SiteSettings.objects.update(safeguarding_contact="")


def the_worker_runs():
    failed = []
    for job in jobs.registered():
        if job.name != "send-mail":
            try:
                job.run()
            except Exception as error:
                failed.append((job.name, error))
    OutgoingEmail.objects.filter(state="queued").update(state="sent", sent_at=timezone.now())
    assert not failed


def time_goes_by():
    """Years, and then a month more: what was ended on the first day leaves names in histories for a while."""
    now = timezone.now()
    for later in (TEN_YEARS, TEN_YEARS + timedelta(days=60)):
        with time_machine.travel(now + later, tick=False):
            the_worker_runs()


def test_retention_leaves_nothing_anywhere(planted, client):
    for page in EventPage.objects.live():
        client.get(page.url)  # what readers were shown may be in a cache
    found_before = set(planted.found(everywhere()))
    assert found_before == set(planted.where.values())  # looking finds: the control
    what_people_do()
    time_goes_by()
    left = sorted(planted.found(everywhere()))
    figure(what="planted", number=len(planted.where))
    figure(what="left after retention", number=len(left))
    assert left == []
    assert set(SignUp.objects.values_list("would_like_to_help_host", "safeguarding_concern")) == {(False, False)}
    assert SignUp.objects.get().number_of_places == 2  # that somebody came stays
    assert not [key for key in vars(cache).get("_cache", {}) if PERSON in key]


def test_a_field_that_a_rule_forgets_is_found(planted, monkeypatch):
    """The negative control: the rule for mails no longer knows of the words as HTML."""
    monkeypatch.delitem(mail_keeping.NO_WORDS, "html")
    what_people_do()
    time_goes_by()
    left = set(planted.found(everywhere()))
    figure(what="left when a rule forgets one field", number=len(left))
    assert "corner.OutgoingEmail.html" in left


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's own vacuum does it")
def test_without_sweeping_words_stay_in_the_index(planted, monkeypatch):
    """The negative control of looking into the files: a full text index keeps what was deleted until its parts are
    merged. SQLite merges some by itself after many writes, and is told not to."""
    monkeypatch.setattr(forgetting, "sweep", lambda: None)
    _merge_nothing()
    what_people_do()
    time_goes_by()
    assert list(planted.found(everywhere()))


def _merge_nothing():
    with connection.cursor() as cursor:
        for table in forgetting.full_text(cursor):
            for setting, parts in (("automerge", 0), ("crisismerge", 1999)):
                cursor.execute(f'INSERT INTO "{table}"("{table}", rank) VALUES (%s, %s)', [setting, parts])


def test_each_rule_takes_out_what_it_stands_for(planted):
    """A rule that names a function which does not touch the field is no rule."""
    what_the_clock_ends = [rule for rule in data_register.rules() if rule.act]
    names = {each.model + "." + each.field: each.purpose.rule for each in data_register.held()}
    left = {}
    for rule in what_the_clock_ends:
        mine = planted.of(lambda name, rule=rule: names.get(name) == rule.name)
        assert mine or rule.name in {"tombstones"}, rule.name
        with transaction.atomic():
            if rule.name in ("people on pages", "pictures of people", "consents", "words for translators", "histories"):
                what_people_do()
            if rule.name in ("words for translators", "histories"):
                _delete_people()
            with time_machine.travel(timezone.now() + TEN_YEARS, tick=False):
                rule.act()
            # Its own tables: copies in an index or a history are others' to end.
            tables = {apps.get_model(name.rsplit(".", 1)[0])._meta.db_table for name in mine.values()}
            left |= dict.fromkeys(planted.found(in_tables(tables), mine), rule.name)
            transaction.set_rollback(True)
    figure(what="left by single rules", number=len(left))
    assert left == {}


def _delete_people():
    from contacts.models import PersonPage

    for page in PersonPage.objects.all():
        page.delete()


def test_erasing_one_person_takes_all_of_theirs_and_nobody_elses(planted, party, make_message, administrator):  # noqa: F811
    other = "zamarkaben17"
    party(other)
    make_message(name=other, email=f"{other}@example.org", text=f"From {other}")
    hers, his = {PERSON: "hers"}, {other: "his"}
    # Her row holds markers by now; the address is what she is found by.
    mine = SignUp.objects.exclude(name=other).get()
    SignUp.objects.filter(pk=mine.pk).update(email=f"{PERSON}@example.org", email_key=f"{PERSON}@example.org")
    his_before = sum(text.count(other.encode()) for text in in_tables())
    # Said without a name, and so nobody's: not hers to be found by.
    connection.cursor().execute("UPDATE events_feedback SET words = ''")
    person.erase_person(f"{PERSON}@example.org", administrator)
    forgetting.sweep()
    assert list(planted.found(everywhere(), hers)) == []
    assert list(planted.found(everywhere(), his)) == ["his"]
    assert sum(text.count(other.encode()) for text in in_tables()) == his_before
    of_hers = (
        "events.SignUp.",
        "events.Attendee.",
        "events.AccessNeed.",
        "events.ResponsibleAdult.",
        "events.CallTask.",
    )
    left = planted.found(everywhere(), planted.of(lambda name: name.startswith(of_hers)))
    left = sorted(left)
    figure(what="left after erasing one person", number=len(left))
    assert left == []


def test_a_copy_for_developers_has_nobody_in_it_and_the_site_starts_on_it(planted, tmp_path):
    SignUp.objects.update(email="Amina@example.net", email_key="amina@example.net")
    copy = tmp_path / "copy.sqlite3"
    call_command("anonymised_copy", str(copy))
    with closing(sqlite3.connect(copy)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        texts = [b"\n".join(_plain(cell) for row in database.execute(f'SELECT * FROM "{table}"') for cell in row)
                 for table in tables]  # fmt: skip
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        [(places, email, key)] = database.execute("SELECT number_of_places, email, email_key FROM events_signup")
        assert database.execute("SELECT count(*) FROM wagtailcore_page").fetchone()[0] == Page.objects.count()
    assert places == 2
    assert email == key != "amina@example.net"  # the same address is the same everywhere
    left = sorted(planted.found([*texts, copy.read_bytes().lower()]))
    figure(what="left in an anonymised copy", number=len(left))
    assert left == []
    asked = "from django.test import Client; print(Client().get('/', follow=True).status_code)"
    run = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", asked],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{copy}", "TEST_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "200" in run.stdout, run.stderr
    with pytest.raises(CommandError, match="is there already"):
        call_command("anonymised_copy", str(copy))
