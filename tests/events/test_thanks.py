"""The morning after, everybody who came is thanked: with the record, and with the way to say how it was."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core import mail as post
from django.utils import timezone

from corner.clock import LOCAL
from corner.mail.sending import send_due
from corner.models import OutgoingEmail
from events.feedback import feedback_url
from events.models import EventDate, EventPage, Occasion, SignUp
from events.thanks import thank_due

pytestmark = pytest.mark.django_db

STORY = [("paragraph", "<p>We chose three things.</p>")]


@pytest.fixture
def page(make_event):
    """An event from 10:30am to 1pm, a week from now."""
    return make_event(title="Tea in the park", starts_in_days=7, capacity=9, largest_party=3)


@pytest.fixture
def occasion(page, date_of):
    return date_of(page)


@pytest.fixture
def amina(occasion, signed_up):
    return signed_up(occasion, name="Amina", email="amina@example.org", number_of_places=2)


def thanks():
    return OutgoingEmail.objects.filter(kind="signup.thanks")


def at(occasion, days, hour, minute=0):
    """So many days after the date, at a clock time of Southampton."""
    moment = datetime.combine(occasion.day + timedelta(days=days), time(hour, minute), LOCAL)
    return time_machine.travel(moment, tick=False)


def record(page):
    page = EventPage.objects.get(pk=page.pk)
    page.record = STORY
    page.save_revision().publish()


def note(signup, *attendances):
    for attendee, attendance in zip(signup.attendees.all(), attendances, strict=True):
        attendee.attendance = attendance
        attendee.save()


def test_the_morning_after_and_once(page, occasion, amina):
    record(page)
    with at(occasion, 1, 8, 59):
        thank_due()
        assert not thanks().exists()
    with at(occasion, 1, 9):
        thank_due()
        thank_due()
        mail = thanks().get()
        assert mail.to == "amina@example.org"
        assert mail.subject == "Thank you for coming: Tea in the park"
        assert "Here you can read what happened and what was agreed:\nhttp://testserver/events/" in mail.text
        assert feedback_url(occasion, "en-gb") in mail.text
        send_due()
    assert post.outbox[-1].subject == mail.subject
    occasion.refresh_from_db()
    assert occasion.thanked_at


def test_nine_in_the_morning_is_nine_in_southampton_in_summer_too(make_event, date_of, signed_up):
    with time_machine.travel(datetime(2027, 7, 1, 12, tzinfo=LOCAL), tick=False):
        page = make_event(record=STORY)
        occasion = date_of(page)
        signed_up(occasion)
    for hour, count in ((8, 0), (9, 1)):
        with at(occasion, 1, hour):
            thank_due()
        assert thanks().count() == count


def test_what_ends_after_midnight_is_thanked_for_when_people_have_slept(make_event, date_of, signed_up):
    day = timezone.localdate() + timedelta(days=3)
    rows = [EventDate(day=day, start_time=time(22), end_time=time(1))]
    occasion = date_of(make_event(dates=rows, record=STORY))
    signed_up(occasion)
    for hour, count in ((2, 0), (9, 1)):
        with at(occasion, 1, hour):
            thank_due()
        assert thanks().count() == count


def test_it_waits_a_week_for_the_record_and_then_goes_without(occasion, amina):
    with at(occasion, 8, 8, 59):
        thank_due()
        assert not thanks().exists()
    with at(occasion, 8, 9):
        thank_due()
    assert "We are still writing down what happened. You will find it here:" in thanks().get().text


def test_as_soon_as_the_record_stands_there_it_goes(page, occasion, amina):
    with at(occasion, 3, 15):
        thank_due()
        assert not thanks().exists()
        record(page)
        thank_due()
    assert "Here you can read what happened" in thanks().get().text


def test_a_record_that_came_before_the_mail_left_is_in_it(page, occasion, amina):
    with at(occasion, 8, 9):
        thank_due()
        record(page)
        send_due()
    assert "Here you can read what happened" in post.outbox[-1].body


def test_two_weeks_later_it_is_too_late(occasion, amina):
    with at(occasion, 14, 13, 1):
        thank_due()
    assert not thanks().exists()


@pytest.mark.parametrize(
    ("attendances", "count"),
    [
        (["unknown", "unknown"], 1),
        (["came", "did-not-come"], 1),
        (["unknown", "did-not-come"], 1),
        (["did-not-come", "did-not-come"], 0),
    ],
)
def test_a_party_is_thanked_unless_nobody_of_it_came(page, occasion, amina, attendances, count):
    record(page)
    note(amina, *attendances)
    with at(occasion, 1, 9):
        thank_due()
    assert thanks().count() == count


def test_whoever_had_no_place_or_came_without_an_address_gets_no_mail(page, occasion, amina, signed_up):
    record(page)
    for state in ("cancelled", "not-reached"):
        SignUp.objects.filter(pk=signed_up(occasion).pk).update(state=state)
    SignUp.objects.filter(pk=signed_up(occasion).pk).update(email="", email_key="", phone="023 8000 0000")
    SignUp.objects.filter(pk=signed_up(occasion).pk).update(email="", email_key="")
    with at(occasion, 1, 9):
        thank_due()
    assert [mail.to for mail in thanks()] == ["amina@example.org"]


@pytest.mark.parametrize("changes", [{"status": "cancelled"}, {"status": "postponed"}, {"month_only": True}])
def test_nobody_is_thanked_for_what_did_not_take_place(page, occasion, amina, changes):
    record(page)
    Occasion.objects.update(**changes)
    with at(occasion, 1, 9):
        thank_due()
    assert not thanks().exists()


def test_it_does_not_leave_once_it_is_noted_that_nobody_came(page, occasion, amina):
    record(page)
    with at(occasion, 1, 9):
        thank_due()
        note(amina, "did-not-come", "did-not-come")
        send_due()
    assert thanks().get().state == "dropped"


def test_an_event_that_does_not_ask_has_no_link_to_the_form(page, occasion, amina):
    record(page)
    EventPage.objects.update(ask_for_feedback=False)
    with at(occasion, 1, 9):
        thank_due()
    assert "/feedback/" not in thanks().get().text
    assert "/feedback/" not in thanks().get().html


def test_in_the_persons_language(page, occasion, signed_up, polish_home, translate):
    translate(page, "pl", title="Herbata")
    signed_up(occasion, language="pl")
    with at(occasion, 8, 9):
        thank_due()
    mail = thanks().get()
    assert mail.subject.endswith("Herbata")
    assert "/pl/sign-ups/feedback/" in mail.text
