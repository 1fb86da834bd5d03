"""Every calendar file that the site writes, read by somebody else: the strict reader beside this file."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import PageViewRestriction

from corner.mail import kinds
from corner.models import OutgoingEmail
from events.models import EventDate, Occasion
from events.signing_up import cancel
from tests.events.ical_reader import NotACalendar, read

pytestmark = pytest.mark.django_db

HARD = "Tea, cake; and \\n a “chat” at 5:30 – ستة أشخاص في الحديقة 公园里的六个人 " * 2


@pytest.fixture
def file_of(client, date_of):
    def fetch(page):
        return read(client.get(f"{page.url}calendar/{date_of(page).pk}.ics").content)

    return fetch


@pytest.fixture
def feed(client, events_index):
    def fetch(query="", page=events_index):
        answer = client.get(f"{page.url}calendar.ics{query}")
        assert answer.status_code == 200
        return read(answer.content)

    return fetch


def titles(calendar):
    return {event["SUMMARY"] for event in calendar.components}


# --- One date -----------------------------------------------------------------------------------------------


def test_words_come_out_as_they_went_in(make_event, file_of):
    page = make_event(HARD.strip(), intro="First: a; b, c\\d")
    (event,) = file_of(page).components
    assert event["SUMMARY"] == HARD.strip()
    assert event["DESCRIPTION"] == f"First: a; b, c\\d\n\nhttp://testserver{page.url}"
    assert event["LOCATION"] == "Central Library, Civic Centre, Southampton, SO14 7LW"


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x7f", "\x85", "\u2028", "\r", "\r\n", "\n", "\t"])
def test_signs_that_people_paste_without_seeing_them_break_no_file(make_event, venue, file_of, sign):
    venue.name = f"Central{sign}ATTENDEE:mailto:a@b.c"
    venue.save()
    (event,) = file_of(make_event(f"Tea{sign}X-EVIL:yes", intro=f"One{sign}two")).components
    assert event["SUMMARY"].startswith("Tea")
    assert "X-EVIL" not in event
    assert not event.all("ATTENDEE")


def test_times_are_the_citys_on_both_sides_of_the_clock_change(client, make_event):
    days = [date(2031, 7, 5), date(2031, 12, 6)]
    page = make_event(dates=[EventDate(day=day, start_time=time(10), end_time=time(12)) for day in days])
    files = [
        read(client.get(f"{page.url}calendar/{occasion.pk}.ics").content)
        for occasion in Occasion.objects.of_page(page).order_by("day")
    ]
    assert [file.components[0]["DTSTART"] for file in files] == [
        datetime(2031, 7, 5, 9, tzinfo=UTC),
        datetime(2031, 12, 6, 10, tzinfo=UTC),
    ]


def test_without_a_clock_time_it_is_a_whole_day(make_event, file_of):
    page = make_event(dates=[EventDate(day=date(2024, 7, 20))], not_recorded=True)
    (event,) = file_of(page).components
    assert (event["DTSTART"], event["DTEND"]) == (date(2024, 7, 20), date(2024, 7, 21))


def test_without_an_end_none_is_made_up(make_event, file_of):
    page = make_event(dates=[EventDate(day=date(2031, 7, 5), start_time=time(10))])
    assert "DTEND" not in file_of(page).components[0]


def test_the_organiser_is_the_network_and_nobody_attends(make_event, date_of, signed_up, file_of):
    page = make_event()
    signed_up(date_of(page), name="Amina", email="amina@example.org")
    (event,) = file_of(page).components
    assert event["ORGANIZER"] == "mailto:coproduction@southamptonvs.org.uk"


def test_an_invented_event_says_so(make_event, file_of):
    assert file_of(make_event("Tea", is_sample=True)).components[0]["SUMMARY"] == "Tea (Sample)"


# --- In mail ------------------------------------------------------------------------------------------------


def attached(kind):
    mail = OutgoingEmail.objects.get(kind=kind)
    ((_name, content, _type),) = kinds.get(kind).attachments(mail)
    return read(content)


def test_what_is_mailed_holds_the_standard_too(make_event, date_of, signed_up):
    signup = signed_up(date_of(make_event(HARD.strip())), email="amina@example.org")
    invited = attached("signup.confirmed")
    cancel(signup)
    called_off = attached("signup.cancelled")
    assert (invited["METHOD"], called_off["METHOD"]) == ("REQUEST", "CANCEL")
    assert invited.components[0]["UID"] == called_off.components[0]["UID"] == signup.occasion.ical_uid
    assert invited.components[0]["ATTENDEE"] == "mailto:amina@example.org"


# --- Feeds --------------------------------------------------------------------------------------------------


def test_a_feed_says_what_it_is_and_when_to_ask_again(feed):
    calendar = feed()
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Southampton Coproduction Corner"
    assert calendar["REFRESH-INTERVAL"] == calendar["X-PUBLISHED-TTL"] == "PT1H"
    assert feed("?kind=workshop&online=yes")["NAME"] == "Southampton Coproduction Corner: Workshop, Online"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Social", "Training", "Online"}),
        ("?kind=training", {"Training"}),
        ("?kind=training&kind=social", {"Social", "Training"}),
        ("?online=yes", {"Online"}),
        ("?calm=yes", {"Social", "Training"}),
        ("?calm=yes&kind=social", {"Social"}),
        ("?kind=showcase", set()),
        # What is no choice of ours counts as not asked for, as on the list itself.
        ("?kind=nonsense&kind=social", {"Social", "Training", "Online"}),
        ("?when=past&page=9&view=month&month=1999-01", {"Social", "Training", "Online"}),
    ],
)
def test_a_feed_takes_the_filters_of_the_list(make_event, feed, query, found):
    make_event("Social", 1, kind="social")
    make_event("Training", 2, kind="training")
    make_event("Online", 3, kind="workshop", mode="online", calm_space="no", capacity_online=4)
    make_event("Over", starts_in_days=-3)
    assert titles(feed(query)) == found


def test_a_date_that_was_called_off_stays_in_the_feed_and_says_so(make_event, feed):
    row = EventDate(day=timezone.localdate() + timedelta(days=9), start_time=time(9), status="cancelled")
    make_event("Called off", dates=[row])
    assert [event["STATUS"] for event in feed().components] == ["CANCELLED"]


def test_each_language_has_its_feed(make_event, events_index, polish_home, translate, feed):
    translate(make_event("Tea", 3, kind="social"), "pl", title="Herbata")
    make_event("Coffee", 5, kind="social")
    make_event("Course", 6, kind="training")
    polish = events_index.get_translation(polish_home.locale)
    in_polish = feed("?kind=social", polish)
    assert titles(in_polish) == {"Herbata", "Coffee"}
    languages = [event.all("SUMMARY")[0].parameters["LANGUAGE"] for event in in_polish.components]
    assert sorted(languages) == ["en-GB", "pl"]
    assert {event["UID"] for event in in_polish.components} == {
        event["UID"] for event in feed("?kind=social").components
    }


def test_a_translation_that_alone_is_restricted_gives_no_word_away(
    make_event, events_index, polish_home, translate, feed
):
    page = make_event("Tea")
    polish = translate(page, "pl", title="Herbata")
    PageViewRestriction.objects.create(page=polish, restriction_type="login")
    assert not page.get_view_restrictions().exists()
    assert titles(feed("", events_index.get_translation(polish_home.locale))) == {"Tea"}


def test_who_has_the_feed_already_is_told_so_in_a_line(client, make_event, events_index, date_of):
    page = make_event("Tea")
    address = f"{events_index.url}calendar.ics"
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=300"
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Occasion.objects.filter(pk=date_of(page).pk).update(ical_sequence=1, status="cancelled")
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_the_moment_it_was_made_makes_no_new_feed(client, make_event, events_index):
    make_event()
    address = f"{events_index.url}calendar.ics"
    first = client.get(address)
    with time_machine.travel(timezone.now() + timedelta(minutes=7)):
        later = client.get(address)
    assert first.content != later.content
    assert first["ETag"] == later["ETag"]


def test_the_list_offers_the_feed_of_what_was_chosen(client, make_event, events_index):
    make_event(kind="social")
    html = client.get(f"{events_index.url}?kind=social&calm=yes").content.decode()
    assert 'href="webcal://' in html
    assert 'dir="ltr" id="calendar-address">http' in html
    for address in ("events/calendar.ics", "events/feed.rss"):
        assert f"{address}?kind=social&amp;calm=yes" in html
    assert "kind=" not in client.get(events_index.url).content.decode().split('aria-labelledby="subscribe"')[1]


@pytest.mark.parametrize(
    "query",
    [
        "?kind=%00",
        "?kind='",
        "?kind[]=x",
        "?%ED%A0%80=%FF",
        "?month=9999-99&view=month",
        "?online=%0d%0aX:1",
        "?" + "q" * 3000,
    ],
)
def test_hostile_questions_get_a_feed_all_the_same(client, make_event, events_index, query):
    make_event("Tea")
    assert titles(read(client.get(f"{events_index.url}calendar.ics{query}").content)) == {"Tea"}
    assert client.get(f"{events_index.url}feed.rss{query}").status_code == 200


# --- The reader itself --------------------------------------------------------------------------------------

GOOD = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:1\r\nSEQUENCE:0\r\n"
    b"DTSTAMP:20260101T000000Z\r\nDTSTART:20260105T100000Z\r\nSUMMARY:Te\r\n a\r\nSTATUS:CONFIRMED\r\n"
    b"ORGANIZER:mailto:a@b.c\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_the_reader_takes_what_is_right():
    assert read(GOOD).components[0]["SUMMARY"] == "Tea"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"\r\nUID", b"\nUID"),
        (b"Te\r\n a", b"x" * 80),
        (b"Te\r\n a", b"Tea, cake"),
        (b"Te\r\n a", b"Tea\\x"),
        (b"Te\r\n a", b"\xc3\r\n \xa9"),
        (b"Te\r\n a", b"Tea\x0bcake"),
        (b"Te\r\n a", "Tea\u2028cake".encode()),
        (b"20260105T100000Z", b"20260105T100000"),
        (b"DTSTART:", b"DTSTART;TZID=Europe/London:"),
        (b"UID:1\r\n", b""),
        (b"UID:1\r\n", b"UID:1\r\nUID:2\r\n"),
        (b"UID:1\r\n", b"UID:1\r\nATTENDEE:mailto:a@b.c\r\n"),
        (b"ORGANIZER:mailto:a@b.c\r\n", b""),
        (b"CONFIRMED", b"MAYBE"),
        (b"STATUS", b"DTEND:20260105T090000Z\r\nSTATUS"),
        (b"STATUS", b"DTEND;VALUE=DATE:20260106\r\nSTATUS"),
        (b"METHOD:PUBLISH", b"METHOD:REQUEST"),
        (b"END:VEVENT\r\n", b""),
        (b"BEGIN:VEVENT", b"BEGIN:VTIMEZONE\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"),
        (b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
    ],
)
def test_the_reader_refuses_what_is_wrong(right, wrong):
    assert GOOD.count(right) == 1
    with pytest.raises(NotACalendar):
        read(GOOD.replace(right, wrong))
