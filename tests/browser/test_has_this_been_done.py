"""A council officer wants to know what was done about parks, and does not lose the search on the way."""

import pytest
from django.utils import timezone

from contacts.models import PersonPage
from corner.models import ConsentRecord
from home.starter.put import get_page
from tests.fixtures.site import publish

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def priya(db):
    """Somebody in the network who can help with parks; gone again afterwards."""
    page = PersonPage(title="Priya Shah", intro="Ask me how to begin.", can_help_with="Parks and benches")
    ConsentRecord.objects.create(
        subject_key=page.translation_key,
        basis=ConsentRecord.Basis.CONSENT,
        source="E-mail of 3 May 2026",
        given_on=timezone.localdate(),
    )
    person = publish(get_page("people"), page)
    yield person
    person.delete()


def result(page, kind):
    """The first result of a kind."""
    return page.locator(f"section[aria-labelledby=group-{kind}] article h3 a").first


@pytest.mark.parametrize("java_script", [True, False], ids=["with script", "without script"])
def test_parks_lead_to_a_case_study_an_event_a_technique_and_a_person(visitor, priya, java_script):
    page = visitor(viewport=PHONE, java_script_enabled=java_script)
    page.goto("/")
    page.get_by_role("link", name="Search").first.click()
    page.get_by_label("Search everything").fill("parks")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=parks")

    # One kind after the other, each time back by the browser's own button.
    for kind, below in (("cases", "case-studies"), ("events", "events"), ("people", "people")):
        result(page, kind).click()
        page.wait_for_url(f"**/{below}/**")
        page.go_back()
        page.wait_for_url("**/search/?q=parks")
        assert page.get_by_label("Search everything").input_value() == "parks"

    # No technique has the word; the case study names the one that was used.
    result(page, "cases").click()
    page.wait_for_url("**/case-studies/**")
    page.locator('main a[href^="/techniques/"]').first.click()
    page.wait_for_url("**/techniques/*/")


def test_what_was_chosen_is_still_chosen_on_the_way_back(visitor, priya):
    page = visitor(viewport=PHONE)
    page.goto("/search/?q=parks")
    before = page.locator("article h3 a").count()
    page.get_by_text("Choose what to show").click()
    page.locator("[name=kind][value=people]").check()
    page.get_by_role("button", name="Show results").click()
    page.wait_for_url("**/search/?q=parks&kind=people")
    assert 0 < page.locator("article h3 a").count() < before

    page.get_by_role("link", name="Priya Shah").click()
    page.wait_for_url("**/people/priya-shah/")
    page.get_by_role("link", name="Back to your search").click()
    page.wait_for_url("**/search/?q=parks&kind=people")
    assert page.locator("[name=kind][value=people]").is_checked()
    page.get_by_role("link", name="Take away: People").click()
    page.wait_for_url("**/search/?q=parks")
    assert page.locator("article h3 a").count() == before


def test_who_did_not_come_from_a_search_is_not_led_to_one(visitor):
    page = visitor()
    page.goto("/techniques/")
    page.locator('main a[href="/techniques/world-cafe/"]').first.click()
    page.wait_for_url("**/world-cafe/")
    assert page.locator("[data-back-to-search]").is_hidden()


def test_a_mistake_is_put_right_in_one_press(visitor):
    page = visitor(viewport=PHONE)
    page.goto("/search/?q=trama")
    page.get_by_role("link", name="Did you mean: trauma?").click()
    page.wait_for_url("**/search/?q=trauma")
    assert result(page, "cases").is_visible()
