"""Staff say what became of an agreement: never "not possible" without its reason; then everybody reads it."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Locale

from events.models import Agreement, EventPage

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

SAID = "We want seats in the shade by the river."
REASON = "The bank is too soft to build on. We ask for seats by the path instead."


@pytest.fixture
def agreement(db):
    """Something that was said at an event of the starter site."""
    locale = Locale.get_default()
    event = EventPage.objects.live().filter(locale=locale).order_by("pk").first()
    return Agreement.objects.create(what_people_said=SAID, status="agreed", event=event, locale=locale)


def test_what_is_not_possible_has_its_reason_and_home_shows_it(agreement, sign_in, visitor):
    page = sign_in("staff")
    page.get_by_role("link", name="Agreements", exact=True).click()
    page.get_by_role("link", name=SAID).click()
    page.locator("[name=status]").select_option("not-possible")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".messages .error").wait_for()
    expect(page.locator("#panel-reason-section")).to_contain_text("Say why it is not possible.")
    expect(page.locator("[name=status]")).to_have_value("not-possible")  # what was chosen stays
    agreement.refresh_from_db()
    assert agreement.status == "agreed"

    page.locator("[name=reason]").fill(REASON)
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".messages .success").wait_for()
    agreement.refresh_from_db()
    assert (agreement.status, agreement.reason) == ("not-possible", REASON)

    reader = visitor()
    reader.goto("/")
    entry = reader.locator("article.entry").filter(has_text=SAID)
    expect(entry).to_contain_text("Not possible")
    expect(entry).to_contain_text(f"The reason: {REASON}")
    reader.get_by_role("link", name="See everything we agreed").click()
    expect(reader.locator("article.entry").filter(has_text=SAID)).to_contain_text(REASON)
