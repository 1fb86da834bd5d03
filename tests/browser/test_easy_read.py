"""Somebody who enlarges the page four times reads the easy version: 1280 pixels are then 320 (WCAG 1.4.10)."""

import pytest
from wagtail.images import get_image_model

from casestudies.models import CaseStudyPage
from tests.browser.screens import PHONE, sideways
from tests.fixtures.site import translate

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

STUDY = "/case-studies/teenage-girls-and-parks/"
LINES = [
    "We asked girls about parks.",
    "Antidisestablishmentarianism is a very long word that has to fit all the same.",
    "The girls want to be heard.",
]


@pytest.fixture
def easy(living_site):
    """The case study with an easy read version, in English and Arabic."""
    page = CaseStudyPage.objects.get(slug="teenage-girls-and-parks", locale__language_code="en-gb")
    picture = get_image_model().objects.first()
    page.easy_read = [("line", {"line": words, "picture": picture}) for words in LINES]
    page.save_revision().publish()
    return translate(CaseStudyPage.objects.get(pk=page.pk), "ar")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_at_400_percent_nothing_has_to_be_scrolled_sideways(visitor, easy, language):
    page = visitor(viewport=PHONE)
    page.goto(easy.url if language == "ar" else STUDY)
    page.locator("a[href='#easy-read']").click()
    part = page.locator("#easy-read")
    rows = part.locator("li")
    assert rows.count() == len(LINES)
    assert sideways(page) == 0
    for row in rows.all():
        row.scroll_into_view_if_needed()
        picture, words = row.locator("img").first.bounding_box(), row.locator("p").first.bounding_box()
        for box in (picture, words):
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE["width"]
        assert picture["y"] <= words["y"]  # the picture comes before the words
    # What is read is not cut off, however long a word is.
    cut = part.locator("p").evaluate_all("all => all.filter(p => p.scrollWidth > p.clientWidth + 1).length")
    assert cut == 0


def test_at_400_percent_the_quick_exit_does_not_cover_what_is_read(visitor):
    """A desk's screen of 1280 by 720 is then 320 by 180."""
    page = visitor(viewport={"width": 320, "height": 180})
    page.goto("/case-studies/trauma-and-a-voice/#happened")
    place = page.get_by_role("heading", name="What happened").bounding_box()
    bar = page.locator(".exit").bounding_box()
    assert bar["y"] + bar["height"] <= max(place["y"], 0)
    assert sideways(page) == 0
