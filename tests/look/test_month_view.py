"""The list of events as a month: a table on a desk, a list of days on a phone."""

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from events.models import EventDate, Places
from events.months import EACH_WAY, month_asked, shifted

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DECEMBER = "?view=month&month=2026-12"


@pytest.fixture(autouse=True)
def monday_in_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def month(client, events_index):
    """The page with the month of the query given."""

    def read(query="?view=month", page=events_index):
        answer = client.get(f"{page.url}{query}")
        assert answer.status_code == 200
        return BeautifulSoup(answer.content.decode(), "html.parser")

    return read


@pytest.fixture
def on(make_event):
    def make(title, *days, **fields):
        return make_event(title, dates=[EventDate(day=day, start_time=time(10, 30)) for day in days], **fields)

    return make


def shown(page):
    """The titles on each day, by date."""
    return {
        cell.time["datetime"]: [link.get_text() for link in cell.find_all("a")]
        for cell in page.table.find_all("td")
        if cell.find("a")
    }


def words(tag):
    return " ".join(tag.get_text(" ").split())


def way(page, rel):
    link = page.find("a", rel=rel)
    return link and link["href"]


# --- The table ----------------------------------------------------------------------------------------------


def test_weeks_begin_on_monday_and_every_day_has_its_cell(month):
    table = month(DECEMBER).table
    assert words(table.caption) == "December 2026: 0 dates"
    heads = table.thead.find_all("th")
    assert [head.get_text() for head in heads][::6] == ["Monday", "Sunday"]
    assert {head["scope"] for head in heads} == {"col"}
    rows = table.tbody.find_all("tr")
    assert {len(row.find_all("td")) for row in rows} == {7}
    cells = [cell for row in rows for cell in row.find_all("td")]
    days = [cell.time["datetime"] for cell in cells if cell.time]
    assert days == [f"2026-12-{day:02}" for day in range(1, 32)]
    assert cells[1].time["datetime"] == "2026-12-01"  # a Tuesday
    assert not cells[0].contents


def test_each_date_stands_on_its_day_the_earliest_first(month, on, make_event):
    on("Weekly", date(2026, 12, 1), date(2026, 12, 8), date(2027, 1, 5))
    make_event("Breakfast", dates=[EventDate(day=date(2026, 12, 8), start_time=time(8))])
    page = month(DECEMBER)
    assert shown(page) == {"2026-12-01": ["Weekly"], "2026-12-08": ["Breakfast", "Weekly"]}
    assert words(page.caption) == "December 2026: 3 dates"
    assert "10:30am Weekly" in words(page.table)


def test_an_evening_belongs_to_the_day_of_the_city(month, make_event):
    row = EventDate(day=date(2027, 6, 30), start_time=time(0, 15))  # in UTC it is still the 29th
    make_event("Night walk", dates=[row])
    assert shown(month("?view=month&month=2027-06")) == {"2027-06-30": ["Night walk"]}


def test_today_is_said_in_words(month):
    today = month().find_all(attrs={"aria-current": "date"})
    assert [words(cell) for cell in today] == ["Monday 23 Today"]
    assert not month(DECEMBER).find_all(attrs={"aria-current": "date"})


def test_a_month_that_is_over_shows_what_was(month, make_event):
    make_event("Autumn walk", dates=[EventDate(day=date(2026, 10, 3), start_time=time(9))])
    make_event("Long ago", dates=[EventDate(day=date(2026, 10, 1), month_only=True)], not_recorded=True)
    page = month("?view=month&month=2026-10")
    assert shown(page) == {"2026-10-03": ["Autumn walk"]}
    assert words(page.caption) == "October 2026: 2 dates"
    assert words(page.find(id="some-day").parent) == "We only know the month Long ago"
    assert "This is over" not in words(page.main)


def test_why_not_to_set_out_is_said_beside_the_title(month, make_event, on):
    make_event("Off", dates=[EventDate(day=date(2026, 12, 1), start_time=time(9), status="cancelled")])
    on("Full", date(2026, 12, 2), capacity=1, waiting_list="none")
    Places.objects.filter(capacity=1).update(taken=1)
    on("Open", date(2026, 12, 3))
    cells = {cell.time["datetime"]: words(cell) for cell in month(DECEMBER).find_all("td") if cell.find("a")}
    assert cells["2026-12-01"].endswith("Off Cancelled. It will not happen.")
    assert cells["2026-12-02"].endswith("Full Full")
    assert cells["2026-12-03"].endswith("Open")


def test_a_restricted_event_is_not_there(month, on):
    event = on("Invited only", date(2026, 12, 1))
    assert shown(month(DECEMBER))
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    assert shown(month(DECEMBER)) == {}


def test_in_polish_what_is_english_is_marked(month, on, events_index, polish_home, translate):
    translate(on("Tea", date(2026, 12, 1)), "pl", title="Herbata")
    on("Coffee", date(2026, 12, 2))
    page = month(DECEMBER, events_index.get_translation(polish_home.locale))
    assert shown(page) == {"2026-12-01": ["Herbata"], "2026-12-02": ["Coffee"]}
    assert page.table.find("a", string="Coffee")["lang"] == "en-GB"
    assert page.thead.th.get_text().lower() == "poniedziałek"


# --- Going on -----------------------------------------------------------------------------------------------


def test_the_months_beside_it_are_one_step_away_over_the_new_year(month):
    page = month(DECEMBER)
    assert way(page, "prev") == "/events/?view=month&month=2026-11"
    assert way(page, "next") == "/events/?view=month&month=2027-01"
    assert "Month before: November 2026" in words(page.main)
    assert page.find("a", string="This month")["href"] == "/events/?view=month&month=2026-11"
    assert not month().find("a", string="This month")


def test_nobody_walks_for_ever(month):
    assert way(month("?view=month&month=2024-11"), "prev") is None
    assert way(month("?view=month&month=2024-11"), "next")
    assert way(month("?view=month&month=2028-11"), "next") is None
    assert way(month("?view=month&month=2028-11"), "prev")


@pytest.mark.parametrize(
    "asked",
    ["2024-10", "2028-12", "0000-00", "0001-01", "9999-12", "2026-13", "2026-00", "2026-1", "2026-12-01", "202612",
     "", "-", "now", "٢٠٢٦-١٢", "2026-12%0a", "%00", "'", "2" * 5000],
)  # fmt: skip
def test_anything_but_a_month_in_reach_is_this_month(month, asked):
    assert words(month(f"?view=month&month={asked}").caption).startswith("November 2026:")


def test_so_is_a_month_view_of_no_month(month):
    assert words(month("?view=month").caption).startswith("November 2026:")


def test_every_month_in_reach_has_a_sheet():
    months = [shifted(date(2026, 11, 1), by) for by in range(-EACH_WAY, EACH_WAY + 1)]
    assert (months[0], months[-1]) == (date(2024, 11, 1), date(2028, 11, 1))
    assert [month_asked(f"{first:%Y-%m}") for first in months] == months


@pytest.mark.parametrize("query", ["?view=year", "?view=", "?month=2026-12", "?view=%00&month=2026-12"])
def test_no_other_view_than_the_two(client, events_index, query):
    html = client.get(f"{events_index.url}{query}").content.decode()
    assert '<table class="sheet">' not in html
    assert "noindex" not in html


def test_search_engines_keep_the_list_and_no_months(month):
    assert month(DECEMBER).find("meta", attrs={"name": "robots"})["content"] == "noindex, follow"
    assert not month("").find("meta", attrs={"name": "robots"})


# --- The filters --------------------------------------------------------------------------------------------


def test_filters_hold_and_stay_from_view_to_view(month, on):
    on("Social", date(2026, 12, 1), kind="social")
    on("Course", date(2026, 12, 2), kind="training")
    page = month(f"{DECEMBER}&kind=social&calm=yes")
    assert shown(page) == {"2026-12-01": ["Social"]}
    assert way(page, "next") == "/events/?kind=social&calm=yes&view=month&month=2027-01"
    assert page.find("a", string="List")["href"] == "/events/?kind=social&calm=yes"
    assert page.find("a", string="Show all again")["href"] == "/events/?view=month&month=2026-12"
    hidden = {field["name"]: field["value"] for field in page.find_all("input", type="hidden")}
    assert hidden == {"view": "month", "month": "2026-12"}
    to_month = month("?kind=social").find("a", string="Month")["href"]
    assert to_month == "/events/?kind=social&view=month&month=2026-11"


def test_a_month_is_neither_past_nor_to_come(month, on):
    on("Social", date(2026, 12, 1))
    page = month(f"{DECEMBER}&when=past&page=7")
    assert shown(page) == {"2026-12-01": ["Social"]}
    assert page.find("a", string="List")["href"] == "/events/"


def test_which_view_it_is_is_said(month):
    for query, current in (("", "List"), ("?view=month", "Month")):
        links = month(query).find("nav", attrs={"aria-label": "List or month"}).find_all("a")
        assert [link.get_text() for link in links if link.get("aria-current")] == [current]


@pytest.mark.parametrize(
    ("query", "said"), [("", "There is nothing in this month."), ("&kind=social", "Nothing fits what you chose.")]
)
def test_an_empty_month_says_so(month, query, said):
    assert said in words(month(f"{DECEMBER}{query}").main)


def test_a_full_month_asks_no_more_than_an_empty_one_with_one_date(client, events_index, on, make_event):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(f"{events_index.url}{DECEMBER}")
        return len(found)

    on("One", date(2026, 12, 1))
    queries()
    few = queries()
    on("Daily", *(date(2026, 12, 1) + timedelta(days=number) for number in range(20)))
    make_event("Off", dates=[EventDate(day=date(2026, 12, 9), start_time=time(9), status="cancelled")])
    assert queries() == few
    assert few <= 15


def test_headings_follow_each_other(month, on):
    on("Social", date(2026, 12, 1))
    levels = [int(tag.name[1]) for tag in month(DECEMBER).main.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[:2] == [1, 2]
    assert all(after - before <= 1 for before, after in pairwise(levels))
