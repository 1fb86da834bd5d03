"""Somebody publishes too early: the list of what is missing has the focus, and each link leads to its field."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Locale

from events.models import EventIndexPage
from tests.browser.page_form import press_more_action
from tests.browser.screens import ADMIN, PHONE

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md


@pytest.fixture
def new_event(sign_in):
    """The form of a new event, in a window of some size."""

    def open_it(viewport):
        index = EventIndexPage.objects.get(locale=Locale.get_default())
        return sign_in("staff", f"/admin/pages/add/events/eventpage/{index.pk}/", viewport=viewport)

    return open_it


def test_each_link_opens_the_tab_and_the_panel_and_goes_into_the_field(new_event):
    page = new_event(ADMIN)
    page.get_by_role("tab", name="Story").click()
    page.locator("#panel-child-story-young_people-section [data-panel-toggle]").first.click()
    page.locator("[name=under_18s_invited]").check()
    page.get_by_role("tab", name="Basics").click()
    page.locator("[name=title]").fill("A walk in the park")
    page.locator("[name=intro]").fill("We walk and talk.")
    page.locator("[name=photos_policy]").fill("None.")
    press_more_action(page, "Publish")

    summary = page.locator("[data-refused]")
    expect(summary).to_be_focused(timeout=20_000)
    summary.get_by_role("link", name="Calm space").click()
    expect(page.locator("[name=calm_space]")).to_be_focused()
    expect(page.locator("[name=calm_space]")).to_be_in_viewport()
    page.locator("[name=calm_space]").select_option("unsure")
    summary.get_by_role("link", name="Payment").click()
    expect(page.locator("[name=payment]")).to_be_focused()
    summary.get_by_role("link", name="What will happen").click()
    expect(page.locator("[name=what_to_expect-0-value-title]")).to_be_in_viewport()
    summary.get_by_role("link", name="Dates").click()
    expect(page.locator("[name=dates-0-day]")).to_be_focused()


def test_the_list_leads_into_folded_panels_on_a_phone_and_by_keyboard(new_event):
    page = new_event(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    link = page.locator(".page-state").get_by_role("link", name="Payment")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=payment]")).to_be_focused()
