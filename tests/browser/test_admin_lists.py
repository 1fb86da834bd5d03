"""Somebody finds events in the list of the admin, takes one off the site and puts it back, with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

TITLE = "World café: who decides where money goes?"


def row_of(page, title):
    return page.get_by_role("row").filter(has_text=title)


def test_several_pages_are_acted_on_from_the_list_by_keyboard(sign_in):
    page = sign_in("staff")
    page.get_by_role("link", name="Events", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Events", exact=True)).to_be_visible()
    for action, status in (("Unpublish", "draft"), ("Publish", "live")):
        row_of(page, TITLE).get_by_role("checkbox").press("Space")
        page.get_by_role("link", name=f"{action} selected pages", exact=True).press("Enter")
        page.wait_for_url(f"**/bulk/wagtailcore/page/{action.lower()}/**")
        page.get_by_role("button", name=f"Yes, {action.lower()}").press("Enter")
        page.wait_for_url("**/admin/events/")
        expect(row_of(page, TITLE).locator(".w-status").first).to_contain_text(status)


def test_a_list_is_searched_and_narrowed_while_one_types(sign_in):
    page = sign_in("staff", "/admin/events/")
    page.get_by_role("searchbox").or_(page.locator("#id_q")).first.fill("café")
    expect(row_of(page, TITLE)).to_be_visible()
    expect(page.locator("#listing-results tbody tr")).to_have_count(1)
    page.goto("/admin/events/?when=past")
    expect(row_of(page, TITLE)).to_have_count(0)
    expect(page.locator("#listing-results tbody tr")).not_to_have_count(0)


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/events/", "/admin/sign-ups/", "/admin/snippets/events/agreement/", "/admin/people/"],
)
def test_on_a_phone_the_screen_stays_in_its_place_and_the_table_is_reached_by_keyboard(sign_in, address):
    page = sign_in("staff", address, viewport=PHONE)
    expect(page.locator("main")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= 320")
    assert page.evaluate("document.querySelector('main').scrollWidth <= 320")
    if address == "/admin/":
        expect(page.locator(".home-panel").first).to_be_visible()
        return
    table = page.get_by_role("region", name="List", exact=True)
    table.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".list-scroll").first).not_to_have_js_property("scrollLeft", 0)


def test_on_a_phone_every_button_for_what_is_ticked_is_in_sight(sign_in):
    page = sign_in("staff", "/admin/events/", viewport=PHONE)
    row_of(page, TITLE).get_by_role("checkbox").press("Space")
    for action in ("Move", "Delete", "Publish", "Unpublish"):
        expect(page.get_by_role("link", name=f"{action} selected pages", exact=True)).to_be_in_viewport(ratio=1)
