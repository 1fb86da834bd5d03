"""The list of events: what is to come, what is over, and only what the reader asked for."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.models import EventDate, Places

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(client, events_index):
    """The titles on the list, in order, for the query given."""

    def titles(query="", url=None):
        answer = client.get(f"{url or events_index.url}{query}")
        assert answer.status_code == 200
        return re.findall(r"<h4><a [^>]*>(.*?)</a></h4>", answer.content.decode())

    return titles


def test_what_comes_first_stands_first_under_its_month(client, make_event, events_index, listed):
    make_event("Later", starts_in_days=70)
    make_event("Sooner", starts_in_days=2)
    make_event("Over", starts_in_days=-2)
    assert listed() == ["Sooner", "Later"]
    html = client.get(events_index.url).content.decode()
    months = re.findall(r'<h3 class="month-name" id="m([\d-]+)">', html)
    assert months == [f"{timezone.localdate() + timedelta(days=days):%Y-%m}" for days in (2, 70)]


def test_what_is_over_is_on_the_other_side_the_latest_first(make_event, listed):
    make_event("Long ago", dates=[EventDate(day=date(2024, 7, 1), month_only=True)])
    make_event("Last week", starts_in_days=-7)
    make_event("To come")
    assert listed("?when=past") == ["Last week", "Long ago"]


def test_an_event_with_three_dates_stands_there_three_times(make_event, listed):
    today = timezone.localdate()
    make_event("Weekly", dates=[EventDate(day=today + timedelta(days=7 * n), start_time=time(18)) for n in (1, 2, 3)])
    assert listed() == ["Weekly"] * 3


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?kind=training", ["Training"]),
        ("?kind=training&kind=social", ["Social", "Training"]),
        ("?online=yes", ["Online"]),
        ("?calm=yes", ["Social", "Training"]),
        ("?calm=yes&kind=social", ["Social"]),
        ("?kind=training&online=yes", []),
    ],
)
def test_filters(make_event, listed, query, titles):
    make_event("Social", 1, kind="social")
    make_event("Training", 2, kind="training")
    make_event("Online", 3, mode="online", calm_space="no", capacity_online=4)
    assert listed(query) == titles


@pytest.mark.parametrize(
    "query",
    [
        "?kind=nonsense",
        "?calm=maybe",
        "?online=%00",
        "?when=tomorrow",
        "?page=-1",
        "?page=9999999999999",
        "?page=x",
        "?kind='",
    ],
)
def test_values_that_are_no_choice_of_ours_are_ignored(make_event, listed, query):
    make_event("Tea")
    assert listed(query) == ["Tea"]


@pytest.mark.parametrize("query", ["?kind=bogus", "?kind='", "?kind=%00&kind=social"])
def test_a_kind_that_does_not_exist_is_said_and_left_out(client, make_event, events_index, listed, query):
    make_event("Tea", kind="social")
    make_event("Course", starts_in_days=9, kind="training")
    html = client.get(f"{events_index.url}{query}").content.decode()
    assert "Choose from the list." in html
    assert '<details class="filters" open>' in html
    assert listed(query) == ["Tea", "Course"]


def test_what_was_chosen_stays_chosen(client, make_event, events_index):
    make_event(kind="social")
    html = client.get(f"{events_index.url}?kind=social").content.decode()
    assert '<details class="filters" open>' in html
    assert re.search(r'value="social"[^>]* checked', html)


def test_nothing_found_says_what_to_do(client, events_index, make_event):
    make_event(kind="social")
    assert "Nothing fits what you chose." in client.get(f"{events_index.url}?kind=training").content.decode()


def test_a_long_past_has_pages_and_keeps_the_filters(client, events_index, make_event, listed):
    rows = [EventDate(day=timezone.localdate() - timedelta(days=number), start_time=time(9)) for number in range(1, 23)]
    make_event("Weekly", dates=rows, kind="social")
    first = client.get(f"{events_index.url}?when=past&kind=social").content.decode()
    assert len(listed("?when=past&kind=social")) == 20
    assert 'rel="next" href="/events/?kind=social&amp;when=past&amp;page=2"' in first
    assert len(listed("?kind=social&when=past&page=2")) == 2


def test_calm_space_payment_and_places_are_said_in_the_list(client, events_index, make_event):
    make_event(calm_space_details="The back room.", payment="yes", payment_details="£20", capacity=9)
    make_event(capacity=1, starts_in_days=20)
    Places.objects.filter(capacity=1).update(taken=1)
    words = " ".join(re.sub(r"<[^>]+>", " ", client.get(events_index.url).content.decode()).split())
    assert "Calm space Yes. The back room. Payment £20 9 places left" in words
    assert "No Full" in words


def test_a_restricted_event_is_nowhere(make_event, listed):
    event = make_event("Invited only")
    assert listed() == ["Invited only"]
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    assert listed() == []


def test_a_polish_reader_finds_untranslated_events_marked_as_english(
    client, make_event, events_index, polish_home, translate, listed
):
    translate(make_event("Tea", 3), "pl", title="Herbata")
    make_event("Coffee", 5)
    polish = events_index.get_translation(polish_home.locale)
    assert listed(url=polish.url) == ["Herbata", "Coffee"]
    assert 'lang="en-GB" dir="ltr">Coffee' in client.get(polish.url).content.decode()


def test_an_event_that_is_unpublished_leaves_the_list(make_event, listed):
    make_event("Tea").unpublish()
    assert listed() == []
