"""An editor gives a page a time to go live and a time to leave; the worker does both, each at its time."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Locale, Page

from library.models import InformationPage
from tests.browser.page_form import press_more_action

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

#: How staff type a time.
TYPED = "%Y-%m-%d %H:%M"


@pytest.fixture
def draft():
    """A page that is written to the end, and not published."""
    above = Page.objects.get(depth=2, locale=Locale.get_default())
    page = InformationPage(
        title="The park opens again",
        slug="park-opens",
        intro="Come and see what you planned.",
        body=[("paragraph", "<p>Bring your friends.</p>")],
        live=False,
    )
    above.add_child(instance=page)
    page.save_revision()
    return page


def work(at):
    """The worker comes round at that moment."""
    with time_machine.travel(at, tick=True):
        call_command("work", once=True)


def shown(reader, page):
    return reader.request.get(page.url).status == 200


def test_a_page_goes_live_and_leaves_at_the_times_that_were_set(editor, sign_in, visitor, draft):
    comes = timezone.localtime() + timedelta(hours=2)
    goes = comes + timedelta(hours=3)
    page = sign_in(editor, f"/admin/pages/{draft.pk}/edit/")
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=go_live_at]").fill(comes.strftime(TYPED))
    dialog.locator("[name=expire_at]").fill(goes.strftime(TYPED))
    dialog.get_by_role("button", name="Save schedule").press("Enter")  # the calendar that opened lies over it
    expect(dialog).to_be_hidden()
    press_more_action(page, "Schedule to publish")
    expect(page.locator(".messages")).to_contain_text("scheduled")

    reader = visitor()
    work(comes - timedelta(minutes=5))
    assert not shown(reader, draft)
    work(comes + timedelta(minutes=1))
    assert shown(reader, draft)
    reader.goto(draft.url)
    expect(reader.get_by_role("heading", level=1)).to_have_text("The park opens again")
    work(goes + timedelta(minutes=1))
    assert not shown(reader, draft)

    page.goto(f"/admin/pages/{draft.pk}/history/")
    expect(page.locator("main")).to_contain_text("Published scheduled draft")
    expect(page.locator("main")).to_contain_text("Unpublished scheduled")
