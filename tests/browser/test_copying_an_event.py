"""An editor copies last month's event to a new date, looks through it, publishes; readers find it in What's on."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from events.models import EventDate, EventPage
from tests.browser.page_form import press_more_action

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md


@pytest.fixture
def last_month(living_site):
    """An event of the starter content, held four weeks ago."""
    page = EventPage.objects.get(title__startswith="World café", locale__language_code="en-gb")
    page.dates = [
        EventDate(sort_order=0, day=timezone.localdate() - timedelta(days=28), start_time="11:00", end_time="14:00")
    ]
    page.save_revision().publish()
    return page


def test_last_months_event_takes_place_again(editor, sign_in, visitor, last_month):
    page = sign_in(editor, f"/admin/pages/{last_month.get_parent().pk}/")
    page.locator(".w-dropdown").first.get_by_role("button").click()
    page.get_by_role("link", name="Copy a former event").first.click()
    page.get_by_role("link", name=re.compile("World café")).click()

    day = timezone.localdate() + timedelta(days=5)
    page.get_by_label("Title of the new event").fill("World café: what next?")
    page.get_by_label("First date").fill(day.isoformat())
    expect(page.get_by_label("Begins at")).to_have_value("11:00")
    page.get_by_label("Ends at").fill("13:30")
    page.get_by_role("button", name="Make a draft").press("Enter")  # the list of times that opened lies over it

    page.locator(".messages .success").wait_for()
    expect(page.locator(".page-state")).to_contain_text("Nothing is missing")
    press_more_action(page, "Publish")
    page.locator(".messages .success").filter(has_text="published").wait_for()

    reader = visitor()
    reader.goto("/events/")
    reader.get_by_role("link", name="World café: what next?").click()
    expect(reader.locator("main")).to_contain_text(date_format(day, "j F"))
    expect(reader.locator("main")).to_contain_text(last_month.venue.name)
