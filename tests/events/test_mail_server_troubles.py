"""The mail server refuses, and whoever signs up does not notice: they have their place, and the mail comes later."""

from datetime import timedelta

import pytest
from django.urls import reverse

from corner.mail.sending import send_due
from corner.models import OutgoingEmail
from events.models import SignUp

pytestmark = pytest.mark.django_db

State = OutgoingEmail.State


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def signs_up(visit, make_event, own):
    """Somebody with this address signs up on the site."""
    page = make_event("Tea in the park", responsible_organisation=own)

    def make(email):
        visitor = visit(page)
        return visitor, visitor.press("send", email=email)

    return make


@pytest.fixture
def what_staff_see(client, staff_of, own):
    colleague = staff_of(own)

    def look(name="wagtailadmin_home"):
        client.force_login(colleague)
        return client.get(reverse(name)).content.decode()

    return look


def the_mail():
    return OutgoingEmail.objects.get(kind="signup.confirmed")


def time_passes(**time):
    """So much later, as far as the outbox can tell."""
    mail = the_mail()
    later = timedelta(**time)
    OutgoingEmail.objects.update(created_at=mail.created_at - later, next_try=mail.next_try - later)


def sees_success(client, answer):
    assert answer.status_code == 303
    assert "You have a place" in client.get(answer["Location"]).content.decode()
    return True


@pytest.mark.parametrize("trouble", ["later", "drop", "drop-late", "hang"])
def test_a_server_in_trouble_delays_the_mail_and_nothing_else(
    client, signs_up, start_server, what_staff_see, settings, trouble
):
    if trouble == "hang":
        settings.EMAIL_TIMEOUT = 2
    server = start_server()
    visitor, answer = signs_up(f"{trouble}@example.org")
    assert sees_success(visitor.client, answer)
    assert SignUp.objects.get().state == "confirmed"
    assert send_due() == 0
    assert "should have left by now" not in what_staff_see()
    time_passes(minutes=16)
    assert "1 mail should have left by now" in what_staff_see()
    assert f"{trouble}@example.org" in what_staff_see("events_mail")

    server.is_well, taken_before = True, len(server.taken)
    assert send_due() == 1
    assert [message["To"] for message in server.taken[taken_before:]] == [f"{trouble}@example.org"]
    assert len({message["Message-ID"] for message in server.taken}) == 1
    assert "should have left by now" not in what_staff_see()


def test_a_server_that_is_away_costs_no_try(client, signs_up, away, start_server, what_staff_see):
    visitor, answer = signs_up("amina@example.org")
    assert sees_success(visitor.client, answer)
    assert send_due() == 0
    time_passes(hours=9)
    assert "1 mail should have left by now" in what_staff_see()
    assert "cannot reach the mail server" in what_staff_see("events_mail")
    server = start_server()
    assert send_due() == 1
    assert server.recipients == ["amina@example.org"]


def test_an_address_that_the_server_refuses_is_said_to_staff_and_can_be_tried_again(
    client, signs_up, start_server, what_staff_see
):
    server = start_server()
    visitor, answer = signs_up("never@example.org")
    assert sees_success(visitor.client, answer)
    assert send_due() == 0
    assert the_mail().state == State.FAILED
    assert SignUp.objects.get().state == "confirmed", "the place is theirs all the same"
    assert "1 mail could not be sent" in what_staff_see()
    assert "The address may be wrong" in what_staff_see("events_mail")

    server.is_well = True
    client.post(reverse("events_mail_again", args=[the_mail().pk]))
    assert send_due() == 1
    assert server.recipients == ["never@example.org"]
    assert "could not be sent" not in what_staff_see()


def test_one_bad_address_keeps_nobody_elses_mail(client, make_event, date_of, signed_up, start_server):
    server = start_server()
    occasion = date_of(make_event())
    for name in ("never", "later", "drop", "fine"):
        signed_up(occasion, email=f"{name}@example.org")
    send_due()
    assert server.recipients == ["fine@example.org"]


def test_nobody_signs_up_and_nothing_is_written_when_the_mail_cannot_be_written_down(
    visit, make_event, monkeypatch, client
):
    """State and mail are one transaction: never a place without its mail (rule 4 of design.md)."""
    from corner.mail import outbox

    def fail(*args, **kwargs):
        raise RuntimeError

    visitor = visit(make_event())
    monkeypatch.setattr(outbox, "queue", fail)
    visitor.client.raise_request_exception = False
    assert visitor.press("send").status_code == 500
    assert not SignUp.objects.exists()
    assert not OutgoingEmail.objects.exists()
