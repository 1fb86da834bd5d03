"""Afterwards: people say how it was, on a phone and without JavaScript, and everybody reads it as a chart."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.feedback import feedback_url, give
from events.models import EventPage, Feedback, Occasion
from tests.browser.screens import ADMIN, PHONE, sideways
from tests.browser.test_every_page import LANGUAGES, look_at
from tests.fixtures.site import translate

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

CODES = {"en": "en-gb", "ar": "ar"}


@pytest.fixture
def page(living_site):
    return EventPage.objects.get(slug="world-cafe-money", locale__language_code="en-gb")


@pytest.fixture
def occasion(page):
    """A date of the starter site that was the day before yesterday."""
    began = timezone.now() - timedelta(days=2)
    Occasion.objects.of_page(page).update(
        starts_at=began, ends_at=began + timedelta(hours=2), day=timezone.localdate(began)
    )
    return Occasion.objects.of_page(page).get()


def answers(occasion, *ratings):
    for rating in ratings:
        give(occasion, uuid.uuid4(), {"listened": rating, "again": rating}, "", source="link", language="en-gb")


def test_the_fifth_answer_makes_the_chart(page, occasion, visitor):
    answers(occasion, 5, 4, 4, 1)
    guest = visitor(viewport=PHONE, java_script_enabled=False)
    guest.goto(page.get_url())
    expect(guest.locator("#how-it-was")).to_have_count(0)

    guest.goto(feedback_url(occasion, "en-gb"))
    guest.get_by_role("button", name="Send").click()
    expect(guest.locator(".problem")).to_contain_text("Choose at least one answer, or write something")
    group = guest.get_by_role("group", name="People listened to me.")
    group.get_by_label("Very much").check()
    guest.get_by_label("Anything else?").fill("Thank you for the tea.")
    guest.get_by_role("button", name="Send").click()
    expect(guest.locator("h1")).to_have_text("Thank you for your answers")
    assert Feedback.objects.latest("pk").ratings == {"listened": 5}

    guest.get_by_role("link", name="Go back to the event").click()
    guest.locator("#how-it-was").wait_for()
    guest.wait_for_load_state()  # with its style sheet: the bars are measured
    chart = guest.get_by_role("table", name="People listened to me.")
    expect(chart.get_by_role("row", name=re.compile("Very much"))).to_contain_text("2")
    bars = chart.locator("rect").evaluate_all("bars => bars.map(bar => bar.getBoundingClientRect().width)")
    assert bars[0] > 10  # one of five said "not at all", two each the best two
    assert bars == pytest.approx([bars[0], 0, 0, 2 * bars[0], 2 * bars[0]], abs=1)
    expect(guest.locator("main")).not_to_contain_text("Thank you for the tea.")
    assert sideways(guest) <= 0


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong_with_the_form_and_the_chart(page, occasion, visitor, language):
    answers(occasion, 5, 4, 4, 1, 2)
    if language == "ar" and not page.get_translations().filter(locale__language_code="ar").exists():
        translate(page, "ar")
    Feedback.objects.update(words="Tea and time.", words_are_public=True)
    reader = visitor(reduced_motion="reduce")
    reader.goto(feedback_url(occasion, CODES[language]))
    reader.locator("main button[type=submit]").click()
    reader.locator(".problem").wait_for()
    wrong = look_at(reader, language)
    reader.locator("input[type=radio]").first.check()
    reader.locator("main button[type=submit]").click()
    reader.wait_for_url("**?sent")
    wrong += look_at(reader, language)
    reader.goto(LANGUAGES[language] + "events/world-cafe-money/")
    expect(reader.locator("#how-it-was table").first).to_be_visible()
    wrong += look_at(reader, language)
    assert not wrong, "\n".join(wrong)


@pytest.mark.long
def test_staff_print_the_code_and_the_form_and_nothing_is_wrong_with_the_sheets(occasion, sign_in):
    page = sign_in("staff")
    wrong = []
    for link in ("Poster with a code for the room", "Form on paper, to print"):
        page.set_viewport_size(ADMIN)
        page.goto(f"/admin/sign-ups/{occasion.pk}/feedback/")
        page.get_by_role("link", name=link).click()
        expect(page.locator("h1")).to_have_text("How was it?")
        wrong += look_at(page, "en")
    assert not wrong, "\n".join(wrong)
