"""What is on, for news readers (RSS 2.0)."""

from datetime import time, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.models import EventDate, Occasion

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://testserver"


@pytest.fixture
def channel(client, events_index):
    """The feed of the query given, read as XML by another library than the one that wrote it."""

    def fetch(query="", page=events_index):
        answer = client.get(f"{page.url}feed.rss{query}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
        root = ElementTree.fromstring(answer.content)
        assert (root.tag, root.get("version")) == ("rss", "2.0")
        return root.find("channel")

    return fetch


def titles(channel):
    return [item.findtext("title").split(" – ")[0] for item in channel.iter("item")]


def test_what_an_entry_says(make_event, date_of, channel):
    page = make_event(
        "Tea & cake <now>", dates=[EventDate(day=timezone.localdate() + timedelta(9), start_time=time(9))]
    )
    occasion = date_of(page)
    (item,) = channel().iter("item")
    assert item.findtext("title").startswith("Tea & cake <now> – ")
    assert item.findtext("title").endswith(", 9am")
    assert item.findtext("link") == f"{SITE}{page.url}"
    assert "<p>Central Library, Civic Centre, Southampton, SO14 7LW</p>" in item.findtext("description")
    assert (item.find("guid").get("isPermaLink"), item.findtext("guid")) == ("false", occasion.ical_uid)
    assert parsedate_to_datetime(item.findtext("pubDate")) == page.first_published_at.replace(microsecond=0)


def test_what_the_feed_says_of_itself(events_index, channel):
    found = channel("?kind=workshop")
    assert found.findtext("title") == "What is on – Workshop – Southampton Coproduction Corner"
    assert found.findtext("link") == f"{SITE}{events_index.url}?kind=workshop"
    assert found.findtext("description") == events_index.intro
    assert found.findtext("language") == "en-GB"
    assert found.find(f"{ATOM}link").attrib == {
        "href": f"{SITE}{events_index.url}feed.rss?kind=workshop",
        "rel": "self",
    }


def test_the_next_stands_first_and_what_is_over_is_gone(make_event, channel):
    make_event("Later", 9)
    make_event("Sooner", 2)
    make_event("Over", -2)
    assert titles(channel()) == ["Sooner", "Later"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("?kind=training", ["Training"]), ("?calm=yes", ["Social", "Training"]), ("?online=yes", ["Online"])],
)
def test_it_takes_the_filters_of_the_list(make_event, channel, query, found):
    make_event("Social", 1, kind="social")
    make_event("Training", 2, kind="training")
    make_event("Online", 3, mode="online", calm_space="no", capacity_online=4)
    assert titles(channel(query)) == found


def test_each_language_has_its_own(make_event, events_index, polish_home, translate, channel):
    translate(make_event("Tea", 3), "pl", title="Herbata")
    make_event("Coffee", 5)
    found = channel(page=events_index.get_translation(polish_home.locale))
    assert found.findtext("language") == "pl"
    assert titles(found) == ["Herbata", "Coffee"]
    assert [item.findtext("link").split("/")[3] for item in found.iter("item")] == ["pl", "events"]


def test_what_is_off_or_invented_says_so(make_event, channel):
    day = timezone.localdate() + timedelta(days=9)
    make_event("Tea", dates=[EventDate(day=day, start_time=time(9), status="cancelled")], is_sample=True)
    (item,) = channel().iter("item")
    assert item.findtext("title").endswith(" – Cancelled – Sample")


def test_nothing_private_stands_inside(client, make_event, events_index, date_of, signed_up, channel):
    signed_up(date_of(make_event("Open")), name="Amina", email="amina@example.org")
    Occasion.objects.update(joining_link="https://meet.example.org/abc")
    hidden = make_event("Invited only")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    make_event("Gone").unpublish()
    assert titles(channel()) == ["Open"]
    content = client.get(f"{events_index.url}feed.rss").content.decode().lower()
    assert not [secret for secret in ("amina", "meet.example", "sign-up", "invited") if secret in content]


def test_a_feed_below_a_restricted_list_is_for_nobody_else(client, make_event, events_index):
    make_event()
    PageViewRestriction.objects.create(page=events_index, restriction_type="login")
    for name in ("feed.rss", "calendar.ics"):
        assert client.get(f"{events_index.url}{name}").status_code == 302


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x01", "\x1f", "\ufffe", "\u2028"])
def test_signs_that_xml_does_not_know_are_left_out(make_event, events_index, channel, sign):
    make_event(f"Tea{sign}cake", intro=f"One{sign}two")
    events_index.intro = f"Three{sign}four"
    events_index.save()
    assert len(titles(channel())) == 1


def test_it_is_kept_as_the_calendar_is(client, make_event, events_index):
    make_event()
    address = f"{events_index.url}feed.rss"
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=300"
    assert first["X-Robots-Tag"] == "noindex"
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    make_event()
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_empty_feed_has_a_steady_mark_too(client, events_index):
    address = f"{events_index.url}feed.rss"
    assert client.get(address)["ETag"] == client.get(address)["ETag"]


def test_only_reading_is_allowed(client, events_index):
    assert client.head(f"{events_index.url}feed.rss").status_code == 200
    assert client.post(f"{events_index.url}feed.rss").status_code == 405


def test_the_list_names_it_for_browsers(client, events_index):
    html = client.get(f"{events_index.url}?kind=social").content.decode()
    link = f'<link rel="alternate" type="application/rss+xml" title="What is on" href="{SITE}{events_index.url}feed.rss'
    assert f"{link}?kind=social" in html.split("</head>")[0]


def test_it_does_not_ask_more_for_more_dates(client, make_event, events_index):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(f"{events_index.url}feed.rss")
        return len(found)

    make_event()
    queries()
    few = queries()
    for _ in range(3):
        make_event()
    assert queries() == few
