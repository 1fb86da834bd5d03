"""A date is cancelled in English: nobody sets out because their language still says that it goes ahead.

The Polish and the Arabic page were published before, and nobody touches them.
"""

import json
import re
from datetime import time, timedelta
from html import unescape

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from corner.dates import long_date
from events.models import EventDate, EventPage, Occasion, SignUp
from tests.fixtures.site import translate

pytestmark = pytest.mark.django_db

PREFIX = {"en-gb": "", "pl": "/pl", "ar": "/ar"}
TITLE = {"en-gb": "Lanterns", "pl": "Latarnie", "ar": "فوانيس"}


@pytest.fixture
def event(make_event, polish_home, arabic_home, searchable):
    """An event on two days, in three languages."""
    today = timezone.localdate()
    rows = [EventDate(day=today + timedelta(days=days), start_time=time(9)) for days in (5, 12)]
    page = make_event(TITLE["en-gb"], slug="lanterns", dates=rows)
    for code in ("pl", "ar"):
        translate(page, code, title=TITLE[code])
    return page


def cancel(event, *numbers):
    """Staff mark these dates (from 0, in order) as cancelled on the English page, and publish."""
    page = EventPage.objects.get(pk=event.pk)
    rows = list(page.dates.order_by("day"))
    for number in numbers:
        rows[number].status = "cancelled"
    page.dates = rows
    page.save_revision().publish()


def dates_of(event):
    return list(Occasion.objects.of_page(event).order_by("day"))


def read(client, address):
    return unescape(client.get(address).content.decode())


def cancelled_in(code):
    with override(code):
        return gettext("Cancelled. It will not happen.")


def told_to_search_engines(html):
    """The `eventStatus` of every date in the structured data of a page."""
    data = [json.loads(found) for found in re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html)]
    return re.findall(r"Event(Cancelled|Scheduled)", json.dumps(data))


def test_its_page_and_the_list_say_so(client, event):
    places = [
        (code, f"{prefix}{rest}") for code, prefix in PREFIX.items() for rest in ("/events/lanterns/", "/events/")
    ]
    assert all(cancelled_in(code) not in read(client, place) for code, place in places)
    cancel(event, 0, 1)
    for code, place in places:
        words = read(client, place)
        assert cancelled_in(code) in words, place
        assert TITLE[code] in words, place


def test_one_of_two_dates_is_off_and_the_other_goes_ahead(client, event):
    cancel(event, 0)
    off, on = dates_of(event)
    for code in PREFIX:
        html = read(client, f"{PREFIX[code]}/events/lanterns/")
        with override(code):
            assert html.count(cancelled_in(code)) == 1
            assert long_date(off.day) in html
            assert long_date(on.day) in html
        assert f"/sign-up/{off.pk}/" not in html
        assert f"/sign-up/{on.pk}/" in html


def test_the_home_page_no_longer_calls_people_to_it(client, event):
    assert all(TITLE[code] in read(client, f"{PREFIX[code]}/") for code in PREFIX)
    cancel(event, 0, 1)
    for code in PREFIX:
        assert TITLE[code] not in read(client, f"{PREFIX[code]}/"), code


def test_search_says_so(client, event):
    cancel(event, 0, 1)
    for code in PREFIX:
        words = read(client, f"{PREFIX[code]}/search/?q={TITLE[code]}")
        assert TITLE[code] in words
        with override(code):
            assert gettext("Cancelled") in words, code


def test_search_names_the_date_that_goes_ahead(client, event):
    """Not the first one, which is off: who reads that would not look any further."""
    cancel(event, 0)
    _off, on = dates_of(event)
    for code in PREFIX:
        words = read(client, f"{PREFIX[code]}/search/?q={TITLE[code]}")
        with override(code):
            assert long_date(on.day) in words
            assert gettext("Cancelled") not in words


def test_the_calendar_file_and_the_feed_say_so(client, event):
    cancel(event, 0)
    off, on = dates_of(event)
    for code in PREFIX:
        for date, status in ((off, "CANCELLED"), (on, "CONFIRMED")):
            file = read(client, f"{PREFIX[code]}/events/lanterns/calendar/{date.pk}.ics")
            assert f"STATUS:{status}" in file
            assert TITLE[code] in file
        feed = read(client, f"{PREFIX[code]}/events/calendar.ics")
        assert sorted(re.findall("STATUS:([A-Z]+)", feed)) == ["CANCELLED", "CONFIRMED"]


def test_search_engines_are_told(client, event):
    addresses = [f"{prefix}/events/lanterns/" for prefix in PREFIX.values()]
    assert all("Cancelled" not in told_to_search_engines(read(client, address)) for address in addresses)
    cancel(event, 0, 1)
    for address in addresses:
        assert set(told_to_search_engines(read(client, address))) == {"Cancelled"}, address


def test_who_has_the_form_open_is_not_signed_up(client, event, visit):
    forms = {code: visit(EventPage.objects.get(locale__language_code=code)) for code in PREFIX}
    assert all(form.page.status_code == 200 for form in forms.values())
    cancel(event, 0, 1)
    for code, form in forms.items():
        answer = form.press("send")
        assert answer.status_code == 409
        with override(code):
            assert gettext("It will not happen on that day.") in unescape(answer.content.decode())
        assert 'name="email"' not in form.open().content.decode()
    assert not SignUp.objects.exists()


def test_who_signed_up_in_polish_hears_of_it_in_polish(event, signed_up):
    from corner.models import OutgoingEmail

    off, _on = dates_of(event)
    ola = signed_up(off, name="Ola", language="pl")
    cancel(event, 0)
    ola.refresh_from_db()
    assert ola.state == SignUp.State.DATE_CANCELLED
    mail = OutgoingEmail.objects.get(kind="signup.date_cancelled")
    assert mail.language == "pl"
    assert TITLE["pl"] in mail.subject + mail.text


def test_a_translator_who_publishes_the_old_page_again_does_not_bring_it_back(client, event):
    polish = EventPage.objects.get(locale__language_code="pl")
    old = polish.save_revision()
    cancel(event, 0, 1)
    old.publish()
    polish = EventPage.objects.get(pk=polish.pk)
    assert {row.status for row in polish.dates.all()} == {"scheduled"}  # its own copies are stale …
    assert cancelled_in("pl") in read(client, "/pl/events/lanterns/")  # … and are not asked
    assert {date.status for date in dates_of(event)} == {"cancelled"}


def test_an_event_that_is_taken_off_the_site_is_off_in_every_language(client, event):
    event.unpublish()
    for code in PREFIX:
        assert TITLE[code] not in read(client, f"{PREFIX[code]}/events/")
        assert TITLE[code] not in read(client, f"{PREFIX[code]}/events/calendar.ics")
        answer = client.get(f"{PREFIX[code]}/events/lanterns/")
        assert answer.status_code == 404
        assert TITLE[code] not in answer.content.decode()
        address = f"{PREFIX[code]}/events/lanterns/sign-up/{dates_of(event)[0].pk}/"
        assert client.post(address, {"name": "Ola"}).status_code == 404
