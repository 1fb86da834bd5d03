"""A translator writes Arabic in an admin that is in English: each text has its own direction, while it is written and
afterwards (languages.md, "Admin")."""

import pytest
from playwright.sync_api import expect

from corner.models import Topic
from events.models import EventPage

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

# What is read first stands on the right, and the full stop, which has no direction of its own, on the left.
ENDS = """element => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = texts.nextNode();
  while (!text.data.trim()) text = texts.nextNode();
  const place = at => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  };
  const whole = text.data.trimEnd();
  return [place(text.data.indexOf(whole.trimStart()[0])), place(whole.length - 1)];
}"""


@pytest.fixture
def translator(sign_in):
    return sign_in("administrator")


@pytest.fixture
def event(db):
    return EventPage.objects.get(slug="world-cafe-money", locale__language_code="ar")


def style(element, name):
    return element.evaluate(f"element => getComputedStyle(element)['{name}']")


def reads_from_the_right(element):
    first, last = element.evaluate(ENDS)
    return first > last


def test_arabic_is_typed_from_the_right_in_an_english_admin(translator, event):
    page = translator
    page.goto(f"/admin/pages/{event.pk}/edit/")
    assert page.locator("html").get_attribute("dir") == "ltr"
    written = page.locator("#tab-basics p", has_text=event.title)
    assert style(written, "unicodeBidi") == "plaintext"

    page.get_by_role("button", name="Edit", exact=True).first.click()
    box = page.locator("#tab-basics textarea")
    assert style(box, "unicodeBidi") == "plaintext"
    assert style(box, "fontStyle") == "normal"
    box.fill("مقهى المال 2026.")
    page.get_by_role("button", name="Save", exact=True).click()
    saved = page.locator("#tab-basics p", has_text="مقهى المال")
    expect(saved).to_be_visible()
    assert reads_from_the_right(saved)
    assert style(saved, "fontStyle") == "normal"
    english = page.locator("#tab-basics p", has_text="World café: who decides")
    assert not reads_from_the_right(english)


def test_arabic_titles_in_lists_keep_their_order(translator, event):
    """With a full stop at the end: by itself that would stand on the wrong side."""
    page = translator
    EventPage.objects.filter(pk=event.pk).update(draft_title="المال 2026.")
    Topic.objects.filter(locale=event.locale).update(name="المال.")
    for address, title in (
        (f"/admin/pages/{event.get_parent().pk}/", "المال 2026."),
        ("/admin/snippets/corner/topic/?locale=ar", "المال."),
    ):
        page.goto(address)
        assert reads_from_the_right(page.locator(".listing td a", has_text=title).first), address


def test_arabic_titles_in_the_way_to_a_page_and_above_it_do_too(translator, event):
    page = translator
    EventPage.objects.filter(pk=event.pk).update(draft_title="المال 2026.", title="المال 2026.")
    for address, place in (
        (f"/admin/translations/{event.pk}/checked/", "h1 bdi"),
        (f"/admin/pages/{event.pk}/history/", ".w-breadcrumbs__sublabel"),
        (f"/admin/pages/{event.pk}/usage/", ".w-breadcrumbs__sublabel"),
        (f"/admin/pages/{event.pk}/", ".w-breadcrumbs a"),
    ):
        page.goto(address)
        assert reads_from_the_right(page.locator(place, has_text="المال 2026.").last), address
    page.goto(f"/admin/translations/{event.pk}/checked/")
    title = page.locator("h1 bdi")
    assert (title.get_attribute("lang"), title.get_attribute("dir")) == ("ar", "rtl")
