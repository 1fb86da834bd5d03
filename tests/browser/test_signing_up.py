"""Journey 1: somebody with an old phone and no JavaScript comes to the home page, and ends with a place.

320 px wide; in English, Polish and Arabic. Then the mail, and giving the place back by its link.
"""

import re

import pytest
from playwright.sync_api import expect

from events.models import SignUp
from tests.browser.screens import PHONE, sideways
from tests.browser.words import words_in

EVENT = "events/world-cafe-money/"
HOMES = {"en-gb": "/", "pl": "/pl/", "ar": "/ar/"}


class Somebody:
    """A visitor who reads one language; checks on each page what must hold on all of them."""

    def __init__(self, page, language):
        self.page, self.language = page, language

    def sees(self, heading):
        # A press returns before the next page is there.
        expect(self.page.locator("h1")).to_have_text(words_in(self.language, heading))
        self.looks_around()

    def looks_around(self):
        html = self.page.locator("html")
        assert html.get_attribute("lang").lower() == self.language
        assert html.get_attribute("dir") == ("rtl" if self.language == "ar" else "ltr")
        assert sideways(self.page) == 0

    def press(self, what):
        self.page.locator(f"button[name=go][value={what}]").click()


@pytest.fixture(params=HOMES)
def somebody(request, visitor):
    page = visitor(viewport=PHONE, java_script_enabled=False)
    page.goto(HOMES[request.param])
    return Somebody(page, request.param)


def signs_up(somebody, name, address):
    """From the home page to the confirmation."""
    page = somebody.page
    somebody.looks_around()
    page.locator(f"main a[href$='{EVENT}']").first.click()
    somebody.looks_around()
    page.locator("main a.btn[href*='/sign-up/']").first.click()
    somebody.looks_around()
    page.locator("[name=name]").fill(name)
    page.locator("[name=email]").fill(address)
    page.locator("[name=people]").select_option("2")
    page.locator("[name=need]").first.check()
    page.locator("[name=agree]").check()
    for group in page.locator("main fieldset:has(input[type=radio])").all():
        group.locator("input[type=radio]").first.check()
    somebody.press("check")
    somebody.sees("Check your answers")
    assert address in page.locator("dl.pairs").inner_text()
    assert not SignUp.objects.filter(email=address).exists()
    somebody.press("send")
    somebody.sees("You have a place")


def manage_link(letter):
    return re.search(r"http://127\.0\.0\.1:\d+\S*/sign-ups/\S+", letter.get_body(("plain",)).get_content())[0]


def calendar_file(letter):
    """The text of the letter's calendar attachment, unfolded."""
    files = [part for part in letter.iter_attachments() if part.get_content_type() == "text/calendar"]
    assert len(files) == 1
    content = files[0].get_content()
    text = content.decode() if isinstance(content, bytes) else content
    return text.replace("\r\n ", "")


def test_from_home_to_a_place_and_back(somebody, letters):
    address = f"amina.{somebody.language}@example.org"
    signs_up(somebody, "Amina", address)
    signup = SignUp.objects.get(email=address)
    assert (signup.state, signup.language, signup.number_of_places) == ("confirmed", somebody.language, 2)

    confirmation = letters()[-1]
    assert confirmation["to"] == address
    invitation = calendar_file(confirmation)
    assert "METHOD:REQUEST" in invitation
    assert signup.occasion.ical_uid in invitation
    link = manage_link(confirmation)
    assert link not in invitation

    somebody.page.goto(link)
    somebody.sees("You have a place")
    somebody.press("ask")
    somebody.sees("Give your place back?")
    signup.refresh_from_db()
    assert signup.state == "confirmed"
    somebody.press("cancel")
    somebody.sees("Your place is cancelled")
    signup.refresh_from_db()
    assert signup.state == "cancelled"
    assert "METHOD:CANCEL" in calendar_file(letters()[-1])


def test_places_are_shared_by_all_languages(visitor):
    """What is left is the same number everywhere, whoever took the places in whichever language."""
    page = visitor(viewport=PHONE, java_script_enabled=False)
    for language, home in HOMES.items():
        somebody = Somebody(page, language)
        page.goto(home)
        signs_up(somebody, "Kasia", f"kasia.{language}@example.org")
    places = SignUp.objects.latest("pk").places
    assert places.taken == 2 * len(HOMES)
    left = str(places.capacity - places.taken)
    for home in HOMES.values():
        page.goto(f"{home}{EVENT}")
        assert left in page.locator(".state").first.inner_text()
