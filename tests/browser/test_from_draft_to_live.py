"""A contributor drafts an event and leaves calm space blank; it is refused in words, answered, sent in, approved."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Locale

from contacts.models import OrganisationPage
from events.models import EventIndexPage, EventPage
from home.management.commands.development_logins import password_of
from tests.browser.page_form import press_more_action
from tests.browser.screens import ADMIN

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

TITLE = "Seeds to swap in the yard"


@pytest.fixture
def contributor(visitor):
    """The first screen of the admin, reached as people reach it: through the form of signing in."""
    page = visitor(viewport=ADMIN)
    page.goto("/admin/")
    page.locator("[name=username]").fill("contributor")
    page.locator("[name=password]").fill(password_of("contributor"))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


def answer(page, name, value):
    page.get_by_role("tab", name="Access and offers").click()
    page.locator(f"[name={name}]").select_option(value)


def test_an_event_goes_from_a_draft_to_the_list_of_events(contributor, editor, sign_in, visitor):
    index = EventIndexPage.objects.get(locale=Locale.get_default())
    organisation = OrganisationPage.objects.filter(locale=index.locale).first()

    # A contributor writes. There is no button to publish.
    page = contributor
    page.goto(f"/admin/pages/add/events/eventpage/{index.pk}/")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=intro]").fill("Bring seeds, take seeds, drink tea.")
    page.locator("[name=mode]").select_option("in-person")
    page.locator("[name=dates-0-day]").fill(str(timezone.localdate() + timedelta(days=5)))
    page.locator("[name=dates-0-start_time]").fill("10:30")
    page.locator("[name=dates-0-start_time]").press("Tab")
    page.locator("[name=dates-0-end_time]").fill("12:00")
    page.locator("[name=dates-0-end_time]").press("Tab")
    page.locator("[name=responsible_organisation]").evaluate(
        "(field, key) => { field.value = key }", str(organisation.pk)
    )
    page.locator("[name=photos_policy]").fill("We take no photos of faces.")
    page.locator("[name=signup]").select_option("here")
    programme = page.locator("#panel-child-basics-what_to_expect-section")
    programme.locator("[name$='-value-time']").fill("10:30")  # a new event begins with one line
    programme.locator("[name$='-value-time']").press("Tab")
    programme.locator("[name$='-value-title']").fill("Hello and tea")
    answer(page, "payment", "no")
    page.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    page.keyboard.press("Escape")

    # Sent in with calm space left blank: refused, in words, at the field. Nothing typed is lost.
    press_more_action(page, "Submit to Approval")
    page.locator(".messages .error").wait_for()
    page.get_by_role("tab", name="Access and offers").click()
    expect(page.locator("#panel-child-access_and_offers-calm_space_and_payment-section")).to_contain_text("required")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    assert not EventPage.objects.filter(title=TITLE).exists()

    # They answer, and it is sent in.
    answer(page, "calm_space", "yes")
    press_more_action(page, "Submit to Approval")
    page.locator(".messages .success").wait_for()
    event = EventPage.objects.get(title=TITLE)
    assert not event.live
    assert event.current_workflow_task.name == "First reading"

    # An editor finds it on the first screen, looks at it, and approves.
    page = sign_in(editor)
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url(f"**/pages/{event.pk}/edit/**")
    press_more_action(page, "Approve")
    page.locator(".messages .success").wait_for()

    # Readers find its card in the list.
    reader = visitor()
    reader.goto("/events/")
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.locator("main")).to_contain_text("Bring seeds, take seeds")
