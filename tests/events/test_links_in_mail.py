"""Mail scanners follow every link of a mail, before anybody reads it: nothing may happen by that (rule 3 of design.md).

Every kind of mail about sign-ups, in three languages, about people in every state. A kind that is registered later is
in the sweep by itself; if it needs to know more than the sign-up, it fails until `MORE` says what.
"""

import html
import re
import uuid
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from corner.mail import kinds
from events import mails
from events.models import HostMessage, Occasion, SignUp

pytestmark = pytest.mark.django_db

LANGUAGES = ["en-gb", "pl", "ar"]
KINDS = [kind.name for kind in kinds.registered() if kind.name.startswith("signup.")]
#: Tables that hold nothing of people's: who is logged in.
NOT_LOOKED_AT = {"django_session"}
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


@pytest.fixture
def pages(make_event, polish_home, arabic_home, translate):
    page = make_event("Tea in the park", mode="both", capacity=40, capacity_online=None)
    return {"en-gb": page, "pl": translate(page, "pl"), "ar": translate(page, "ar")}


@pytest.fixture
def people(pages, date_of, signed_up):
    """One in each state and language; of two that are offered a place, one has let the time go by."""
    occasion, turns = date_of(pages["en-gb"]), iter(range(1, 99))
    now = timezone.now()
    found = []
    for language in LANGUAGES:
        for state in [*SignUp.State.values, "offered too late"]:
            signup = signed_up(occasion, language=language, email=f"{uuid.uuid4()}@example.org")
            offer_ends = now + timedelta(hours=-1 if state == "offered too late" else 1)
            changes = {"state": state.split(" ")[0]}
            changes |= {"position": next(turns)} if state == "waiting" else {}
            changes |= {"offer_expires_at": offer_ends} if changes["state"] == "offered" else {}
            SignUp.objects.filter(pk=signup.pk).update(**changes)
            found.append(SignUp.objects.select_related("occasion").get(pk=signup.pk))
    Occasion.objects.update(joining_link="https://meet.example.org/abc")
    return found


@pytest.fixture
def more(people):
    """What a kind knows besides the sign-up."""
    occasion = people[0].occasion
    message = HostMessage.objects.create(occasion=occasion, nonce=uuid.uuid4(), subject="Cups", text="Bring a cup.")
    return {"signup.host_message": {"message": message.pk}}


def everything():
    """Every row of every table."""
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in NOT_LOOKED_AT:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                tables[table] = sorted(map(repr, cursor.fetchall()))
    return tables


def addresses_in(mail):
    """In its text, its HTML and its calendar file."""
    files = [
        content.replace(b"\r\n ", b"").decode() for _name, content, _type in kinds.get(mail.kind).attachments(mail)
    ]
    return {
        address.rstrip(".,")
        for part in (mail.text, html.unescape(mail.html), *files)
        for address in ADDRESS.findall(part)
    }


def test_following_every_link_of_every_mail_changes_nothing(people, more, settings):
    assert len(KINDS) >= 12
    found = {}
    for number, kind in enumerate(KINDS):
        for signup in people:
            mail = mails._queue(kind, signup, cause=f"sweep {number}", **more.get(kind, {}))
            assert mail.language == signup.language
            for address in addresses_in(mail):
                found.setdefault(address, f"{kind} in {signup.language} to who is {signup.state}")
    own = settings.WAGTAILADMIN_BASE_URL
    assert [address for address in found if not address.startswith(own)] == []
    personal = [address for address in found if "/sign-ups/" in address]
    assert len(personal) >= len(people), "each person's own page is among them"

    before = everything()
    for address, where in found.items():
        parts = urlsplit(address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        for method in ("get", "head"):
            answer = getattr(Client(), method)(path)
            assert answer.status_code in (200, 302), (method, where, path)
            after = everything()
            changed = [table for table in after if after[table] != before[table]]
            assert changed == [], (method, where, path)


def test_a_change_would_be_seen(people):
    """The negative control."""
    before = everything()
    SignUp.objects.filter(pk=people[0].pk).update(name="Somebody else")
    after = everything()
    assert [table for table in after if after[table] != before[table]] == ["events_signup"]
