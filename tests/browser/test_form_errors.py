"""Journey 2: a form that was sent empty says what is wrong, leads there, and keeps what was typed."""

import pytest
from playwright.sync_api import expect

from events.models import EventPage, Occasion
from tests.browser.words import words_in

FOCUSED_HEADING = "document.activeElement.querySelector('h2')?.innerText"


@pytest.fixture
def form_address(living_site):
    """The sign-up form of an event with questions, in one language."""

    def find(language):
        page = EventPage.objects.get(slug="world-cafe-money", locale__language_code=language)
        occasion = Occasion.objects.of_page(page).get()
        return page.get_url() + page.reverse_subpage("sign_up", [occasion.pk])

    return find


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", ["en-gb", "pl", "ar"])
def test_an_empty_form_leads_to_each_problem_and_keeps_the_rest(visitor, form_address, language, scripts):
    page = visitor(java_script_enabled=scripts)
    page.goto(form_address(language))
    page.locator("[name=people]").select_option("2")
    page.locator("[name=host]").check()
    page.locator("button[value=check]").click()

    summary = page.locator(".problem")
    summary.wait_for()  # a click returns before the next page is there
    page.wait_for_load_state()
    assert page.title().startswith(f"{words_in(language, 'Error:')} ")
    assert page.evaluate(FOCUSED_HEADING) == words_in(language, "There is a problem")
    assert summary.bounding_box()["y"] < page.locator("h1").bounding_box()["y"]

    links = summary.locator("a").all()
    assert len(links) == 2
    for link, field in zip(links, ("name", "email"), strict=True):
        box = page.locator(link.get_attribute("href"))
        assert box.get_attribute("name") == field
        assert box.get_attribute("aria-invalid") == "true"
        told = page.locator("#" + box.get_attribute("aria-describedby").split()[-1])
        assert link.inner_text() in told.inner_text()
    links[1].click()
    page.keyboard.type("amina@example.org")
    assert page.locator("[name=email]").input_value() == "amina@example.org"

    assert page.locator("[name=people]").input_value() == "2"
    assert page.locator("[name=host]").is_checked()


def test_a_form_sent_again_without_its_faults_goes_on(visitor, form_address):
    page = visitor()
    page.goto(form_address("en-gb"))
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_label("What should we call you?").fill("Amina")
    page.get_by_label("What is your e-mail address?").fill("amina@example.org")
    page.get_by_role("button", name="Check your answers").click()
    expect(page.locator("h1")).to_have_text("Check your answers")
    assert not page.title().startswith("Error:")
