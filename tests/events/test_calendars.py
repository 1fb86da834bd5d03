"""Dates that people put into their own calendars."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from corner.mail import kinds
from corner.models import OutgoingEmail
from events.models import EventDate, EventPage, Occasion
from events.signing_up import cancel

pytestmark = pytest.mark.django_db


def only_event(content):
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return event


def attachment(mail):
    ((_name, content, content_type),) = kinds.get(mail.kind).attachments(mail)
    return content, content_type


@pytest.fixture
def summer_and_winter(make_event):
    days = [date(2031, 7, 5), date(2031, 12, 6)]
    page = make_event(dates=[EventDate(day=day, start_time=time(10), end_time=time(12)) for day in days])
    return page, list(Occasion.objects.of_page(page).order_by("day"))


def test_times_are_utc_on_both_sides_of_the_clock_change(client, summer_and_winter):
    page, dates = summer_and_winter
    for occasion, hour in zip(dates, (9, 10), strict=True):
        answer = client.get(f"{page.url}calendar/{occasion.pk}.ics")
        assert answer["Content-Type"].startswith("text/calendar")
        assert f"T{hour:02}0000Z" in answer.content.decode()
        assert "VTIMEZONE" not in answer.content.decode()
        assert only_event(answer.content)["DTSTART"].dt == datetime(
            2031, occasion.day.month, occasion.day.day, hour, tzinfo=UTC
        )


def test_a_download_is_published_and_about_nobody(client, make_event, date_of, signed_up):
    page = make_event(title="Tea")
    signed_up(date_of(page), name="Amina", email="amina@example.org")
    Occasion.objects.update(joining_link="https://meet.example.org/abc")
    content = client.get(f"{page.url}calendar/{date_of(page).pk}.ics").content.decode()
    assert Calendar.from_ical(content)["METHOD"] == "PUBLISH"
    for secret in ("ATTENDEE", "Amina", "amina", "meet.example.org", "sign-ups/"):
        assert secret not in content


def test_the_uid_is_one_for_everyone_and_every_language(client, make_event, date_of, polish_home, translate):
    page = make_event(title="Tea")
    polish = translate(page, "pl", title="Herbata")
    contents = [client.get(f"{each.url}calendar/{date_of(page).pk}.ics").content for each in (page, polish)]
    assert [str(only_event(content)["SUMMARY"]) for content in contents] == ["Tea", "Herbata"]
    assert len({str(only_event(content)["UID"]) for content in contents}) == 1


def test_the_mail_invites_the_one_person(make_event, date_of, signed_up):
    signed_up(date_of(make_event()), email="amina@example.org")
    content, content_type = attachment(OutgoingEmail.objects.get())
    assert content_type == "text/calendar; method=REQUEST"
    assert Calendar.from_ical(content)["METHOD"] == "REQUEST"
    assert str(only_event(content)["ATTENDEE"]) == "mailto:amina@example.org"
    assert b"sign-ups/" not in content


def test_the_file_says_what_holds_when_the_mail_leaves(make_event, date_of, signed_up):
    page = make_event()
    signed_up(date_of(page))
    (row,) = page.dates.all()
    row.start_time = time(11)
    page.dates = [row]
    page.save_revision().publish()
    content, _ = attachment(OutgoingEmail.objects.get(kind="signup.confirmed"))
    assert timezone.localtime(only_event(content)["DTSTART"].dt).time() == time(11)
    assert only_event(content)["SEQUENCE"] == 1


def test_cancelling_takes_it_out_of_the_calendar(make_event, date_of, signed_up):
    signup = signed_up(date_of(make_event()))
    cancel(signup)
    content, content_type = attachment(OutgoingEmail.objects.get(kind="signup.cancelled"))
    assert content_type == "text/calendar; method=CANCEL"
    assert Calendar.from_ical(content)["METHOD"] == "CANCEL"
    assert str(only_event(content)["STATUS"]) == "CANCELLED"
    assert str(only_event(content)["UID"]) == signup.occasion.ical_uid


def test_the_feed_has_what_anybody_may_read_and_nothing_else(client, events_index, make_event, date_of):
    from wagtail.models import PageViewRestriction

    make_event(title="Open")
    make_event(title="Over", starts_in_days=-7)
    hidden, gone = make_event(title="Invited only"), make_event(title="Unpublished")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    gone.unpublish()
    make_event(
        title="Called off",
        dates=[EventDate(day=timezone.localdate() + timedelta(days=9), start_time=time(9), status="cancelled")],
    )
    answer = client.get(f"{events_index.url}calendar.ics")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {(str(event["SUMMARY"]), str(event["STATUS"])) for event in events} == {
        ("Open", "CONFIRMED"),
        ("Called off", "CANCELLED"),
    }
    assert "public" in answer["Cache-Control"]


def test_an_unknown_date_has_no_file(client, make_event):
    page = make_event()
    assert client.get(f"{page.url}calendar/999999.ics").status_code == 404
    assert client.post(f"{page.url}calendar/999999.ics").status_code == 405


def test_a_date_without_a_clock_time_is_a_whole_day(client, make_event, date_of):
    page = make_event(dates=[EventDate(day=date(2024, 7, 20))], not_recorded=True)
    event = only_event(client.get(f"{page.url}calendar/{date_of(page).pk}.ics").content)
    assert event["DTSTART"].dt == date(2024, 7, 20)


def test_the_feed_does_not_ask_more_for_more_dates(client, events_index, make_event):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(f"{events_index.url}calendar.ics")
        return len(found)

    make_event()
    queries()
    few = queries()
    for _ in range(3):
        make_event()
    assert queries() == few


def test_an_alias_gives_no_file_of_an_event_that_only_some_may_read(client, events_index, make_event, date_of):
    from wagtail.models import PageViewRestriction

    page = make_event(title="Invited only")
    alias = page.create_alias(parent=events_index, update_slug="open-door")
    address = f"{EventPage.objects.get(pk=alias.pk).url}calendar/{date_of(page).pk}.ics"
    assert client.get(address).status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(address).status_code == 302  # to the login, as the page itself
