"""Staff see which mail of their organisation left and which did not, and can have it tried again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from corner.mail import kinds
from corner.mail.sending import send_due
from corner.models import AuditEntry, OutgoingEmail
from events.admin.kinds import KINDS
from events.admin.mail import error_in_words

pytestmark = pytest.mark.django_db

State = OutgoingEmail.State
FAILED = {"state": State.FAILED, "attempts": 3, "last_error": "550 5.1.1"}


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def colleague(staff_of, own):
    return staff_of(own)


@pytest.fixture
def stranger(staff_of, make_organisation):
    return staff_of(make_organisation("Other group"))


@pytest.fixture
def occasion(make_event, date_of, own):
    return date_of(make_event("Tea in the park", responsible_organisation=own))


@pytest.fixture
def amina(occasion, signed_up):
    return signed_up(occasion, name="Amina", email="amina@example.org")


@pytest.fixture
def ben(occasion, signed_up):
    return signed_up(occasion, name="Ben", email="ben@example.org")


def mail_to(signup):
    return OutgoingEmail.objects.get(kind="signup.confirmed", about__signup=signup.pk)


def make(signup, **changes):
    OutgoingEmail.objects.filter(pk=mail_to(signup).pk).update(**changes)
    return mail_to(signup)


def opened(client, user, name="events_mail", query=""):
    client.force_login(user)
    return client.get(reverse(name) + query).content.decode()


def test_a_colleague_sees_what_became_of_each_mail_but_not_its_words(client, colleague, amina, ben):
    make(amina, **FAILED)
    html = opened(client, colleague)
    for words in (
        "amina@example.org",
        "You have a place: Tea in the park",
        "not sent",
        "The mail server does not take it. The address may be wrong.",
        "550 5.1.1",
        "ben@example.org",
        "waiting to be sent",
    ):
        assert words in html, words
    assert "We look forward" not in html
    assert "/sign-ups/" not in html.replace("/admin/sign-ups/", ""), "no personal link"
    assert html.index("amina@example.org") < html.index("ben@example.org"), "what failed stands first"


def test_another_organisation_sees_nothing_of_it(client, stranger, amina):
    make(amina, **FAILED)
    for name in ("events_mail", "events_signups", "wagtailadmin_home"):
        html = opened(client, stranger, name)
        assert "amina@" not in html
        assert "could not be sent" not in html


def test_an_administrator_sees_mail_of_no_organisation_too(client, administrator, colleague, amina):
    make(amina, organisation_key=None, **FAILED)
    assert "amina@example.org" in opened(client, administrator)
    assert "1 mail could not be sent" in opened(client, administrator, "wagtailadmin_home")
    assert "amina@example.org" not in opened(client, colleague)


@pytest.mark.parametrize(("state", "seen"), [("failed", True), ("sent", False), ("rubbish", True)])
def test_it_can_be_narrowed_to_one_state(client, colleague, amina, state, seen):
    make(amina, **FAILED)
    assert ("amina@example.org" in opened(client, colleague, query=f"?state={state}")) == seen


def test_a_mail_that_failed_is_tried_again_and_leaves(client, colleague, amina, mailoutbox):
    mail = make(amina, **FAILED)
    client.force_login(colleague)
    url = reverse("events_mail_again", args=[mail.pk])
    assert client.get(url).status_code == 405
    client.post(url)
    client.post(url)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (State.QUEUED, 0, "")
    assert send_due() == 1
    assert [message.to for message in mailoutbox] == [["amina@example.org"]]
    assert AuditEntry.objects.get(action="mail.tried_again").actor == colleague


@pytest.mark.parametrize("changes", [{"state": State.SENT}, {**FAILED, "to": "", "text": ""}])
def test_nothing_else_is_sent_again(client, colleague, amina, changes):
    mail = make(amina, **changes)
    client.force_login(colleague)
    client.post(reverse("events_mail_again", args=[mail.pk]))
    assert mail_to(amina).state == changes["state"]
    assert not AuditEntry.objects.filter(action="mail.tried_again").exists()


def test_a_stranger_has_nothing_tried_again(client, stranger, amina):
    mail = make(amina, **FAILED)
    client.force_login(stranger)
    assert client.post(reverse("events_mail_again", args=[mail.pk])).status_code == 404
    assert mail_to(amina).state == State.FAILED


@pytest.mark.parametrize("name", ["wagtailadmin_home", "events_signups"])
def test_staff_are_warned_where_they_begin(client, colleague, amina, ben, name):
    assert reverse("events_mail") not in opened(client, colleague, "wagtailadmin_home")
    make(amina, **FAILED)
    make(ben, created_at=timezone.now() - timedelta(minutes=16))
    html = opened(client, colleague, name)
    assert "1 mail could not be sent" in html
    assert "1 mail should have left by now" in html
    assert reverse("events_mail") in html
    assert "@example.org" not in html


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({**FAILED, "next_try": timedelta(days=-13)}, True),
        ({**FAILED, "next_try": timedelta(days=-15)}, False),
        ({"created_at": timedelta(minutes=-14)}, False),
        ({"created_at": timedelta(minutes=-16), "next_try": timedelta(hours=1)}, True),
        ({"created_at": timedelta(hours=-2), "state": State.SENT}, False),
        ({"created_at": timedelta(hours=-2), "state": State.SENDING}, True),
    ],
)
def test_what_is_worth_a_warning(client, colleague, amina, changes, warned):
    now = timezone.now()
    make(amina, **{name: now + value if isinstance(value, timedelta) else value for name, value in changes.items()})
    html = opened(client, colleague, "wagtailadmin_home")
    assert ("could not be sent" in html or "should have left" in html) == warned
    assert ("mail-trouble-section" in html and reverse("events_mail") in html) == warned


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("", ""),
        ("given up", "tried many times"),
        ("550 5.1.1", "does not take it"),
        ("451 4.2.0", "busy, or asks us to try later"),
        ("ConnectionRefusedError", "cannot reach the mail server"),
        ("SMTPServerDisconnected in smtplib.py line 1", "cannot reach the mail server"),
        ("ZeroDivisionError in mails.py line 3", "Something went wrong here"),
    ],
)
def test_errors_are_said_in_plain_words(error, words):
    assert words in error_in_words(error)
    assert bool(words) == bool(error_in_words(error))


def test_every_kind_of_mail_has_words_for_staff():
    assert {kind.name for kind in kinds.registered()} == KINDS.keys()
