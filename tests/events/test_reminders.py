"""A reminder some days before, once, and to nobody for whom it would be untrue."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from corner.mail.sending import send_due
from corner.models import OutgoingEmail
from events import signing_up
from events.reminders import remind_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(make_event):
    return make_event(title="Tea in the park", starts_in_days=10, capacity=2)


@pytest.fixture
def occasion(page, date_of):
    return date_of(page)


@pytest.fixture
def amina(occasion, signed_up):
    return signed_up(occasion, email="amina@example.org")


def reminders():
    return OutgoingEmail.objects.filter(kind="signup.reminder")


def before(occasion, **ahead):
    return time_machine.travel(occasion.starts_at - timedelta(**ahead), tick=False)


def test_two_days_before_and_once(occasion, amina):
    with before(occasion, days=2, hours=1):
        remind_due()
        assert not reminders().exists()
    with before(occasion, days=2):
        remind_due()
        remind_due()
    mail = reminders().get()
    assert mail.to == "amina@example.org"
    assert "Tea in the park" in mail.subject
    assert "10:30" in mail.text or "10.30" in mail.text


@pytest.mark.parametrize(("days", "count"), [(0, 0), (5, 1)])
def test_staff_choose_when(make_event, date_of, signed_up, days, count):
    occasion = date_of(make_event(starts_in_days=10, reminder_days=days))
    signed_up(occasion)
    with before(occasion, days=4):
        remind_due()
    assert reminders().count() == count


def test_who_just_got_a_place_is_not_told_twice(occasion, amina, signed_up):
    with before(occasion, days=1):
        signed_up(occasion, email="late@example.org")
        remind_due()
    assert [mail.to for mail in reminders()] == ["amina@example.org"]


def test_whoever_waits_is_not_reminded_of_a_place_they_do_not_have(occasion, amina, signed_up, wish):
    signed_up(occasion)
    signing_up.sign_up(wish(occasion, email="waits@example.org"))
    with before(occasion, days=1):
        remind_due()
    assert not reminders().filter(to="waits@example.org").exists()


def test_it_does_not_leave_once_somebody_has_cancelled(occasion, amina):
    with before(occasion, days=1):
        remind_due()
        signing_up.cancel(amina)
        send_due()
        assert reminders().get().state == "dropped"


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_it_does_not_leave_for_a_date_that_does_not_go_ahead(page, occasion, amina, status):
    with before(occasion, days=1):
        remind_due()
        row = page.dates.get()
        row.status = status
        page.dates = [row]
        page.save_revision().publish()
        send_due()
        assert reminders().get().state == "dropped"


def test_when_the_date_moves_people_are_reminded_of_the_new_day(page, occasion, amina):
    with before(occasion, days=1):
        remind_due()
    row = page.dates.get()
    row.day += timedelta(days=7)
    page.dates = [row]
    page.save_revision().publish()
    occasion.refresh_from_db()
    with before(occasion, days=1):
        remind_due()
    assert reminders().count() == 2
    assert timezone.localdate(occasion.starts_at) == row.day
