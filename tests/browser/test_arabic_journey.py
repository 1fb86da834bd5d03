"""A reader of Arabic, on the narrowest phone: home, event, sign-up, confirmation, their own page. All of it is from
right to left; what has to be read or dialled from left to right is (languages.md, "What the reader sees").
"""

import re

import pytest
from playwright.sync_api import expect

from corner.models import SiteSettings
from events.models import SignUp
from tests.browser.screens import PHONE, sideways
from tests.browser.test_signing_up import manage_link
from tests.browser.words import words_in

EVENT = "/ar/events/world-cafe-money/"
ADDRESS = "layla.haddad@example.org"
NUMBER = "023 8055 0199"
TIME = r"\b\d\d:\d\d\b"
MAIL = r"[\w.+-]+@[\w.-]+\w"
PHONE_NUMBER = r"\+?\d[\d ]{6,}\d"

# Every match of a pattern that can be seen, and whether each of its characters stands to the right of the one before.
IN_ORDER = """pattern => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    for (const match of text.data.matchAll(new RegExp(pattern, "gu"))) {
      const places = [...match[0]].map((_, at) => {
        const range = document.createRange();
        range.setStart(text, match.index + at);
        range.setEnd(text, match.index + at + 1);
        return range.getBoundingClientRect();
      }).filter(place => place.width);
      if (!places.length) continue;
      const next = places.slice(1);
      found.push([match[0], next.every((place, at) => place.left > places[at].left || place.top > places[at].top)]);
    }
  }
  return found;
}"""


class Screen:
    """The reader's phone; `is_right` looks at the page that is open."""

    def __init__(self, page):
        self.page = page
        self.seen = {TIME: 0, MAIL: 0, PHONE_NUMBER: 0}

    def is_right(self, heading=""):
        if heading:
            expect(self.page.locator("h1")).to_have_text(words_in("ar", heading))
        html = self.page.locator("html")
        assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("ar", "rtl")
        assert sideways(self.page) == 0
        for part in ("body", "main", "h1", "main p"):
            direction = self.page.locator(part).first.evaluate("part => getComputedStyle(part).direction")
            assert direction == "rtl", part
        self.title_begins_at_the_right()
        for pattern in self.seen:
            found = self.page.evaluate(IN_ORDER, pattern)
            assert [text for text, in_order in found if not in_order] == [], self.page.url
            self.seen[pattern] += len(found)

    def title_begins_at_the_right(self):
        box = self.page.locator("h1").bounding_box()
        first = self.page.locator("h1").evaluate(
            "h1 => { const range = document.createRange(); range.selectNodeContents(h1);"
            " return Math.max(...[...range.getClientRects()].map(box => box.right)); }"
        )
        assert abs(first - (box["x"] + box["width"])) < 2

    def press(self, what):
        self.page.locator(f"button[name=go][value={what}]").click()


@pytest.fixture
def screen(visitor):
    SiteSettings.objects.update(phone=NUMBER)
    return Screen(visitor(viewport=PHONE, locale="ar"))


def test_from_home_to_their_own_page(screen, letters):
    page = screen.page
    page.goto("/ar/")
    screen.is_right()

    page.locator(f"main a[href$='{EVENT}']").first.click()
    screen.is_right()

    page.locator("main a.btn[href*='/sign-up/']").first.click()
    screen.is_right()
    page.locator("[name=name]").fill("ليلى حداد")
    for name, written in (("email", ADDRESS), ("phone", NUMBER)):
        field = page.locator(f"[name={name}]")
        field.fill(written)
        assert field.evaluate("field => getComputedStyle(field).direction") == "ltr", name
    for group in page.locator("main fieldset:has(input[type=radio])").all():
        group.locator("input[type=radio]").first.check()
    if page.locator("[name=agree]").count():
        page.locator("[name=agree]").check()

    screen.press("check")
    screen.is_right("Check your answers")
    assert ADDRESS in page.locator("main").inner_text()
    screen.press("send")
    screen.is_right("You have a place")

    letter = letters()[-1]
    assert re.search(r'<html lang="ar" dir="rtl">', letter.get_body(("html",)).get_content())
    page.goto(manage_link(letter))
    screen.is_right("You have a place")
    assert "ليلى حداد" in page.locator("main").inner_text()
    screen.press("ask")
    screen.is_right("Give your place back?")

    assert SignUp.objects.get(email=ADDRESS).language == "ar"
    assert all(screen.seen.values()), f"none of these was met, so nothing is shown: {screen.seen}"


@pytest.mark.long
@pytest.mark.parametrize("wrong", ["/ar/nothing-here/", "/ar/search/?q=xylophone-quartet", "/ar/sign-ups/forged/"])
def test_where_nothing_is_found_all_is_right_too(screen, wrong):
    screen.page.goto(wrong)
    screen.is_right()


@pytest.mark.long
@pytest.mark.parametrize("address", [EVENT, "/ar/events/", "/ar/"])
def test_on_paper_a_page_is_from_right_to_left_and_nothing_is_cut(screen, address):
    page = screen.page
    page.set_viewport_size({"width": 673, "height": 1001})  # A4 with the margins of the style sheet
    page.goto(address)
    page.emulate_media(media="print")
    assert page.locator("main").evaluate("main => getComputedStyle(main).direction") == "rtl"
    assert sideways(page) == 0
    screen.title_begins_at_the_right()
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main *")]
          .filter(part => part.checkVisibility() && part.textContent.trim() && !part.closest("svg"))
          .filter(part => {
            const box = part.getBoundingClientRect();
            const hides = getComputedStyle(part).overflowX !== "visible" && part.scrollWidth > part.clientWidth + 1;
            const is_for_readers_only = box.width < 2;
            return !is_for_readers_only && (hides || box.left < -1 || box.right > innerWidth + 1);
          })
          .map(part => part.outerHTML.slice(0, 120))"""
    )
    assert cut == []
    # On paper nothing can be pressed: no navigation, no languages, no search, no form.
    pressed = page.locator("nav, header form, .langs, .nav, .skip, .find, .filters, .btn, main form, button")
    assert pressed.count() > 0
    assert [each.evaluate("part => part.outerHTML.slice(0, 120)") for each in pressed.all() if each.is_visible()] == []
    assert page.pdf(format="A4").startswith(b"%PDF")
