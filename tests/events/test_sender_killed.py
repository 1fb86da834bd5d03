"""A date is cancelled, and the sender is killed in the middle of telling people: nobody is forgotten."""

import os
import signal
import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from corner.models import OutgoingEmail
from events.models import EventPage, SignUp
from events.reminders import remind_due
from tests.events import racing
from tests.events.ical_reader import read

pytestmark = pytest.mark.django_db(transaction=True)

State = OutgoingEmail.State
PLACES, OFFERED, WAITING = 30, 5, 15
EVERYBODY = PLACES + OFFERED + WAITING
KILLED_AFTER = 20


@pytest.fixture
def page(make_event):
    return make_event("Tea in the park", starts_in_days=1, capacity=PLACES)


def publish_with(page, capacity=None, status=None):
    page = EventPage.objects.get(pk=page.pk)
    (row,) = rows = list(page.dates.all())
    page.capacity_in_person = capacity or page.capacity_in_person
    row.status = status or row.status
    page.dates = rows
    page.save_revision().publish()


@pytest.fixture
def fifty(page, date_of, signed_up):
    """Who has a place, who is offered one, who waits; all that was written to them before has left."""
    people = [signed_up(date_of(page), email=f"person{number}@example.org") for number in range(EVERYBODY)]
    publish_with(page, capacity=PLACES + OFFERED)
    states = Counter(SignUp.objects.values_list("state", flat=True))
    assert states == {"confirmed": PLACES, "offered": OFFERED, "waiting": WAITING}
    OutgoingEmail.objects.update(state=State.SENT, sent_at=timezone.now())
    return people


@pytest.fixture
def email_settings(away, settings):
    names = ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_TIMEOUT", "DEFAULT_FROM_EMAIL")
    return {name: getattr(settings, name) for name in names}


def restart(email_settings):
    sender = racing.begin(racing.send_mail, email_settings)
    sender.join(timeout=100)
    assert sender.exitcode == 0


def test_everybody_hears_that_it_is_cancelled(client, page, fifty, date_of, signed_up, start_server, email_settings):
    """Twenty mails are taken. The sender dies with the next: the server took it, and nobody wrote that down."""
    SignUp.objects.filter(state="confirmed").update(confirmed_at=timezone.now() - timedelta(days=9))
    remind_due()
    reminders = OutgoingEmail.objects.filter(kind="signup.reminder")
    assert reminders.count() == PLACES, "reminders stand in the outbox, and have not left"
    by_phone = signed_up(date_of(page), name="Halina", email="", phone="023 8000 0004")
    publish_with(page, status="cancelled")
    assert list(by_phone.calls.values_list("kind", "outcome")) == [("signup.date_cancelled", "to-do")]

    server, started, victim = start_server(), threading.Event(), []

    def kill_the_sender(message):
        started.wait(timeout=60)
        if len(server.taken) == KILLED_AFTER + 1:
            os.kill(victim[0].pid, signal.SIGKILL)

    server.has_taken = kill_the_sender
    victim.append(racing.begin(racing.send_mail, email_settings))
    started.set()
    victim[0].join(timeout=100)
    assert victim[0].exitcode == -signal.SIGKILL
    server.has_taken = lambda message: None
    told = OutgoingEmail.objects.filter(kind="signup.date_cancelled")
    assert Counter(told.values_list("state", flat=True)) == {
        "sent": KILLED_AFTER,
        "sending": 1,
        "queued": EVERYBODY - KILLED_AFTER - 1,
    }

    restart(email_settings)
    assert len(server.taken) == EVERYBODY, "the one in flight is still leased"
    OutgoingEmail.objects.filter(state=State.SENDING).update(lease_until=timezone.now() - timedelta(seconds=1))
    restart(email_settings)
    restart(email_settings)

    assert set(server.recipients) == {person.email for person in fifty}
    assert set(told.values_list("state", flat=True)) == {"sent"}
    (twice,) = [address for address, number in Counter(server.recipients).items() if number > 1]
    first, second = [message for message in server.taken if message["To"] == twice]
    assert first["Message-ID"] == second["Message-ID"]
    assert len(server.taken) == EVERYBODY + 1

    assert {message["Subject"] for message in server.taken} == {"It will not happen: Tea in the park"}
    assert set(reminders.values_list("state", flat=True)) == {"dropped"}

    (event,) = read(client.get(f"{page.get_parent().get_url()}calendar.ics").content).components
    assert (event["UID"], event["STATUS"]) == (date_of(page).ical_uid, "CANCELLED")
    assert "https://schema.org/EventCancelled" in client.get(page.url).content.decode()
