"""Signing up in Arabic, from right to left, by keyboard alone, without JavaScript, with mistakes on the way."""

import pytest

from events.models import EventPage, Occasion, SignUp
from tests.browser.screens import PHONE, sideways

MOST_STEPS = 150


@pytest.fixture
def arabic_form(living_site):
    page = EventPage.objects.get(slug="world-cafe-money", locale__language_code="ar")
    occasion = Occasion.objects.of_page(page).get()
    return page, page.get_url() + page.reverse_subpage("sign_up", [occasion.pk])


def go_to(page, selector):
    """Press Tab until the thing has the focus."""
    for _ in range(MOST_STEPS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def write(page, selector, words):
    go_to(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def test_a_sign_up_in_arabic_by_keyboard_alone(arabic_form, visitor):
    event, address = arabic_form
    questions = {block.block_type: block for block in event.facts.questions}
    several = questions["several_of"]
    chosen = several.value["options"].bound_blocks[1]

    page = visitor(viewport=PHONE, java_script_enabled=False)
    page.goto(address)
    assert page.locator("html").get_attribute("dir") == "rtl"
    go_to(page, f"[name='q-{several.id}'][value='{chosen.id}']")
    page.keyboard.press("Space")
    go_to(page, "button[value=check]")
    page.keyboard.press("Enter")

    summary = page.locator(".problem")
    summary.wait_for()
    page.wait_for_load_state()
    assert page.evaluate("document.activeElement.matches('.problem')")
    box, text = summary.bounding_box(), summary.locator("h2").bounding_box()
    assert box["x"] + box["width"] - text["x"] - text["width"] < text["x"] - box["x"] + 100  # it begins on the right
    assert sideways(page) <= 0
    assert page.locator(f"[value='{chosen.id}']").is_checked()

    page.keyboard.press("Tab")  # the first link of the summary
    page.keyboard.press("Enter")
    write(page, "[name=name]", "أمينة")
    write(page, "[name=email]", "amina@keyboard.example")
    go_to(page, "button[value=check]")
    page.keyboard.press("Enter")
    page.locator("button[value=send]").wait_for()
    go_to(page, "button[value=send]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-ups/done/**")

    signup = SignUp.objects.get(email="amina@keyboard.example")
    assert (signup.name, signup.language) == ("أمينة", "ar")
    assert signup.answers[several.id] == [chosen.id]  # the ids are the English page's
    assert signup.asked[several.id]["options"][chosen.id] == chosen.value
