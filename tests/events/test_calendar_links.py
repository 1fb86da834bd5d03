"""The links that fill in a date in somebody else's calendar."""

from datetime import date, time, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from events.models import EventDate, Occasion

pytestmark = pytest.mark.django_db


@pytest.fixture
def links(client):
    """By calendar: the links on the page of an event."""

    def find(page):
        main = BeautifulSoup(client.get(page.url).content.decode(), "html.parser").main
        found = main.find_all("a", href=lambda href: href.startswith("https://") and "calendar" in href)
        assert all(link["rel"] == ["noreferrer"] for link in found)
        return [(urlsplit(link["href"]).hostname, link) for link in found]

    return find


def asked(link):
    return {name: value for name, (value,) in parse_qs(urlsplit(link["href"]).query, strict_parsing=True).items()}


def on(day, status="scheduled", end=time(12)):
    return [EventDate(day=day, start_time=time(10, 30), end_time=end, status=status)]


def test_both_have_title_times_place_and_the_page(make_event, links):
    page = make_event("Tea & cake; 5% <more> “شاي”", dates=on(date(2031, 7, 5)))
    (google_host, google), (outlook_host, outlook) = links(page)
    assert (google_host, outlook_host) == ("calendar.google.com", "outlook.live.com")
    where = "Central Library, Civic Centre, Southampton, SO14 7LW"
    address = f"http://testserver{page.url}"
    assert asked(google) == {
        "action": "TEMPLATE",
        "text": "Tea & cake; 5% <more> “شاي”",
        "dates": "20310705T093000Z/20310705T110000Z",  # in summer the city is an hour before UTC
        "details": address,
        "location": where,
    }
    assert asked(outlook) == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": "Tea & cake; 5% <more> “شاي”",
        "startdt": "2031-07-05T09:30:00Z",
        "enddt": "2031-07-05T11:00:00Z",
        "body": address,
        "location": where,
    }


def test_an_end_that_nobody_wrote_down_is_not_made_up(make_event, links):
    google, outlook = (asked(link) for _host, link in links(make_event(dates=on(date(2031, 12, 6), end=None))))
    assert google["dates"] == "20311206T103000Z/20311206T103000Z"
    assert "enddt" not in outlook


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_only_what_goes_ahead_is_offered(make_event, links, status):
    assert links(make_event(dates=on(date(2031, 7, 5), status))) == []


def test_nothing_for_what_is_over(make_event, links):
    assert links(make_event(starts_in_days=-3)) == []


def test_each_of_several_dates_has_its_own_and_says_which(make_event, links):
    today = timezone.localdate()
    days = [today + timedelta(days=number) for number in (7, 14)]
    found = links(make_event(dates=[*on(days[0]), *on(days[1], "cancelled")]))
    assert len(found) == 2
    assert f"{days[0].day} {days[0]:%B %Y}" in found[0][1].get_text()


def test_the_title_is_the_readers_and_the_joining_link_nobodys(make_event, polish_home, translate, links):
    page = make_event("Tea", mode="both", capacity_online=5)
    Occasion.objects.update(joining_link="https://meet.example.org/abc")
    polish = translate(page, "pl", title="Herbata")
    google = asked(links(polish)[0][1])
    assert (google["text"], google["details"]) == ("Herbata", f"http://testserver{polish.url}")
    assert "meet.example" not in str(links(page))
