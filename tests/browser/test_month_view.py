"""The month view where it is read: seven columns on a desk, the days with something on them on a phone."""

import pytest
from playwright.sync_api import expect

from events.models import Occasion
from tests.browser.screens import DESKTOP, PHONE, sideways

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

SHEET = "main table.sheet"


@pytest.fixture
def month(visitor):
    """The month of the next date, opened from the list as a reader does: its page and that date."""

    def open_month(prefix="", **screen):
        day = Occasion.objects.upcoming().filter(on_page=True).first().day
        page = visitor(**screen)
        page.goto(f"/{prefix}events/?view=month&month={day:%Y-%m}")
        return page, day

    return open_month


def test_on_a_desk_it_is_a_table_of_weeks(month):
    page, day = month(viewport=DESKTOP)
    heads = page.locator(f"{SHEET} thead th")
    assert heads.count() == 7
    assert heads.first.inner_text() == "Monday"
    assert heads.first.bounding_box()["x"] < heads.last.bounding_box()["x"]
    cell = page.locator("td", has=page.locator(f"time[datetime='{day}']")).bounding_box()
    assert cell["x"] == pytest.approx(heads.nth(day.weekday()).bounding_box()["x"], abs=1)


def test_in_arabic_the_week_begins_on_the_other_side(month):
    page, _day = month("ar/", viewport=DESKTOP)
    heads = page.locator(f"{SHEET} thead th")
    assert heads.first.bounding_box()["x"] > heads.last.bounding_box()["x"]


@pytest.mark.parametrize("prefix", ["", "ar/"])
def test_on_a_phone_it_is_a_list_of_days(month, prefix):
    page, day = month(prefix, viewport=PHONE)
    assert sideways(page) == 0
    shown = page.locator(f"{SHEET} td:visible")
    assert 0 < shown.count() < 28
    assert page.locator(f"time[datetime='{day}'] .w").is_visible()
    expect(page.locator(f"{SHEET} thead")).to_be_hidden()
    boxes = [cell.bounding_box() for cell in shown.all()]
    assert len({box["x"] for box in boxes}) == 1


def test_from_the_list_to_the_next_month_and_back_without_scripts(visitor):
    page = visitor(java_script_enabled=False, viewport=PHONE)
    page.goto("/events/?calm=yes")
    page.get_by_role("link", name="Month", exact=True).click()
    page.get_by_role("link", name="Next month").click()
    assert "calm=yes&view=month" in page.url
    page.get_by_role("link", name="List", exact=True).click()
    assert page.url.endswith("/events/?calm=yes")
