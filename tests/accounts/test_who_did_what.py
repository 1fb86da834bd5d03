"""One list of who did what, for administrators: in words, filtered, and with nobody's data but staff's names."""

import ast
import csv
import io
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from contacts.models import Message
from corner import audit
from corner.models import AuditEntry
from corner.who_did_what.words import WORDS, in_words
from tests.accounts.conftest import type_code, type_password

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
REPORT = "/admin/who-did-what/"


@pytest.fixture
def admin(administrator, client):
    client.force_login(administrator)
    return client


@pytest.fixture
def ann(make_user):
    return make_user("ann", groups=["Editors"], first_name="Ann", last_name="Able")


def lines(client, **asked):
    """The report as a file: its rows."""
    answer = client.get(REPORT, {**asked, "export": "csv"})
    return list(csv.DictReader(io.StringIO(b"".join(answer).decode())))


def test_signing_in_and_failing_to_are_in_it(admin, ann, has_app):
    has_app(ann)
    guest = Client()
    type_password(guest, "ann", "wrong")
    type_password(guest, "somebody else", "wrong")
    type_password(guest, "ann")
    type_code(guest, "000000")
    found = {(row["Who"], row["What"], row["About"]) for row in lines(admin)}
    assert ("Nobody who was signed in", "Tried to sign in, and it was not right", "Ann Able") in found
    assert ("Nobody who was signed in", "Tried to sign in, and it was not right", "No account of this site") in found
    assert ("Nobody who was signed in", "Typed a wrong code when signing in", "Ann Able") in found


def test_wagtails_history_and_ours_stand_in_one_order(admin, ann, make_information_page):
    page = make_information_page("Parks")
    log(page, "wagtail.publish", user=ann)
    audit.record("message.answered", ann, ann)
    log(page, "wagtail.unpublish", user=ann)
    assert [row["What"] for row in lines(admin, doer=ann.pk)] == [
        "Unpublish",
        "Marked a message as answered",
        "Publish",
    ]
    assert lines(admin, doer=ann.pk)[0]["About"].endswith(": Parks")


def test_it_says_nothing_of_residents(admin, ann):
    message = Message.objects.create(
        kind=Message.Kind.ASK, nonce="3f2504e0-4f89-41d3-9a0c-0305e82c3301", name="Halina", email="h@example.net",
        language="pl", erase_after=timezone.localdate(), text="I am afraid",
    )  # fmt: skip
    audit.record("message.answered", message, ann)
    log(message, "wagtail.edit", user=ann, title="Halina h@example.net")
    shown = admin.get(REPORT).content.decode() + str(lines(admin))
    assert "Halina" not in shown
    assert "h@example.net" not in shown
    assert f"Message {message.pk}" in shown


def test_filters_by_person_act_and_day(admin, ann, make_user):
    bea = make_user("bea", groups=["Editors"])
    for user in (ann, bea):
        audit.record("consent.recorded", user, user)
        audit.record("message.answered", user, user)
    AuditEntry.objects.filter(actor=bea, action="message.answered").update(at="2026-01-10T12:00:00Z")
    assert {row["Who"] for row in lines(admin, doer=ann.pk)} == {"Ann Able"}
    assert {row["What"] for row in lines(admin, action="consent.recorded")} == {"Recorded a consent"}
    on_the_day = lines(admin, moment_from="2026-01-10", moment_to="2026-01-10")
    assert [(row["Who"], row["What"]) for row in on_the_day] == [("bea", "Marked a message as answered")]


def test_pages_of_it_ask_the_same_however_long_it_is(admin, ann):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert admin.get(REPORT).status_code == 200
        return len(queries)

    audit.record("consent.recorded", ann, ann)
    few = asked()
    for _each in range(60):
        audit.record("consent.recorded", ann, ann)
        log(ann, "wagtail.edit", user=ann)
    assert asked() <= few + 1
    page = admin.get(REPORT).content.decode()
    assert page.count("<td>Ann Able</td>") + page.count("Ann Able\n") <= 100  # 50 lines, each with doer and person
    assert "Page 1 of" in page


def test_no_spreadsheet_runs_what_stands_in_it(admin, make_user, make_information_page):
    log(make_information_page("=HYPERLINK(1)"), "wagtail.publish", user=make_user("evil", first_name="=cmd"))
    [row] = [row for row in lines(admin) if "cmd" in row["Who"]]
    assert row["Who"].startswith("'=")


def test_what_is_gone_is_named_by_its_number(admin, ann):
    audit.record("account.invited", ann, None)
    pk = ann.pk
    ann.delete()
    assert f"Account {pk}, which is gone" in {row["About"] for row in lines(admin)}
    AuditEntry.objects.create(action="old.thing", record="gone.model:3")
    assert ("old.thing", "gone.model:3") in {(row["What"], row["About"]) for row in lines(admin)}


def test_it_is_among_the_reports_of_administrators_only(admin, ann, client):
    assert REPORT in admin.get("/admin/").content.decode()
    client.force_login(ann)
    assert REPORT not in client.get("/admin/").content.decode()
    assert client.get(REPORT)["Location"] == "/admin/"
    assert client.get(reverse("who_did_what_results"))["Location"] == "/admin/"


def written_actions():
    """Every action that code writes down by name: the first argument of `audit.record`, `record`, `move`, `_warn`."""
    for room in ("site/corner", "contacts", "library", "techniques", "casestudies", "events", "home", "exchange"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    if name in ("record", "_warn", "move"):
                        for given in node.args[:3]:
                            if isinstance(given, ast.Constant) and "." in str(given.value):
                                yield given.value


def test_everything_that_is_written_down_has_words():
    from events.models import Attendee, SignUp

    found = set(written_actions())
    assert len(found) > 40
    found |= {f"signup.{state}" for state in ("confirmed", "waiting", "held")}  # a new sign-up's state
    assert SignUp.State.HELD == "held"
    found |= {f"attendee.{value}" for value in Attendee.Attendance.values}
    missing = sorted(found - set(WORDS))
    assert missing == [], "say in corner/who_did_what/words.py what these are called"


def test_wagtails_acts_have_wagtails_words():
    assert in_words("wagtail.publish") == "Publish"
    assert in_words("nobody.knows") == "nobody.knows"
