"""Journeys 6 and 7: a reader changes the language, and a reader meets a page that is not translated."""

import pytest

from events.models import Occasion
from tests.browser.screens import PHONE, sideways
from tests.browser.words import words_in

# Where each character of the phone number stands on the screen, in CSS pixels from the left.
PLACES_OF_CHARACTERS = """link => {
  const text = document.createTreeWalker(link, NodeFilter.SHOW_TEXT).nextNode();
  return [...text.data].map((_, at) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  });
}"""


def test_an_event_in_arabic_is_the_same_event_from_right_to_left(visitor):
    page = visitor(viewport=PHONE)
    page.goto("/events/world-cafe-money/")
    english_title = page.locator("h1").inner_text()
    page.get_by_role("link", name="العربية").click()
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("ar", "rtl")
    assert page.url.endswith("/ar/events/world-cafe-money/")
    assert page.locator("h1").inner_text() != english_title
    assert sideways(page) == 0
    times = page.locator("main time[datetime]").all()
    begins = Occasion.objects.get(event__translation_key=_key_of("world-cafe-money")).starts_at
    assert any(time.get_attribute("datetime").startswith(begins.date().isoformat()) for time in times)


def _key_of(slug):
    from events.models import EventPage

    return EventPage.objects.get(slug=slug, locale__language_code="en-gb").translation_key


@pytest.mark.parametrize("address", ["/ar/events/world-cafe-money/", "/ar/people/", "/ar/"])
def test_phone_numbers_read_from_left_to_right_in_arabic(visitor, address):
    page = visitor(viewport=PHONE)
    page.goto(address)
    numbers = page.locator("a[href^='tel:']").all()
    assert numbers
    for number in numbers:
        places = number.evaluate(PLACES_OF_CHARACTERS)
        assert places == sorted(places), number.inner_text()


def test_a_case_study_in_english_only_is_no_dead_end_for_a_polish_reader(visitor):
    page = visitor(locale="pl")
    answer = page.goto("/pl/case-studies/teenage-girls-and-parks/")
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == "pl"
    assert page.locator("h1").inner_text() == words_in("pl", "This page is not translated yet")
    english = page.locator("main a[hreflang='en-GB']")
    assert english.get_attribute("lang") == "en-GB"
    english.click()
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert page.locator("h1").inner_text() == "Teenage girls and how parks can help them feel well"


def test_a_link_from_a_friend_with_a_wrong_end_is_still_a_404(visitor):
    """Else the notice would hide that nothing is there."""
    page = visitor()
    assert page.goto("/pl/case-studies/nothing-of-the-kind/").status == 404
    assert page.locator("html").get_attribute("lang") == "pl"
