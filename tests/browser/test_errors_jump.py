"""Somebody publishes too early: the list of what is missing has the focus, and each link leads to its field."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Locale

from events.models import EventIndexPage
from home.management.commands.development_logins import password_of

PHONE = {"width": 320, "height": 700}


@pytest.fixture
def new_event(visitor):
    """The form of a new event, in a window of some size."""

    def open_it(viewport):
        page = visitor(viewport=viewport)
        page.goto("/admin/")
        page.locator("[name=username]").fill("staff")
        page.locator("[name=password]").fill(password_of("staff"))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")
        index = EventIndexPage.objects.get(locale=Locale.get_default())
        page.goto(f"/admin/pages/add/events/eventpage/{index.pk}/")
        return page

    return open_it


def test_each_link_opens_the_tab_and_the_panel_and_goes_into_the_field(new_event):
    page = new_event({"width": 1400, "height": 1000})
    page.get_by_role("tab", name="Story").click()
    page.locator("#panel-child-story-young_people-section [data-panel-toggle]").first.click()
    page.locator("[name=under_18s_invited]").check()
    page.get_by_role("tab", name="Basics").click()
    page.locator("[name=title]").fill("A walk in the park")
    page.locator("[name=intro]").fill("We walk and talk.")
    page.locator("[name=photos_policy]").fill("None.")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()

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
