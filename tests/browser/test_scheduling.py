"""An editor gives a page a time to go live and a time to leave; the worker does both, each at its time."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Locale, Page

from home.management.commands.development_logins import password_of
from library.models import InformationPage

#: How staff type a time.
TYPED = "%Y-%m-%d %H:%M"


@pytest.fixture
def editor(visitor):
    """The admin, as a logged-in member of staff sees it."""
    page = visitor(viewport={"width": 1400, "height": 1000})
    page.goto("/admin/")
    page.locator("[name=username]").fill("staff")
    page.locator("[name=password]").fill(password_of("staff"))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


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


def test_a_page_goes_live_and_leaves_at_the_times_that_were_set(editor, visitor, draft):
    comes = timezone.localtime() + timedelta(hours=2)
    goes = comes + timedelta(hours=3)
    editor.goto(f"/admin/pages/{draft.pk}/edit/")
    editor.get_by_role("button", name="Toggle status").click()
    editor.get_by_role("button", name="Set schedule").click()
    dialog = editor.get_by_role("dialog")
    dialog.locator("[name=go_live_at]").fill(comes.strftime(TYPED))
    dialog.locator("[name=expire_at]").fill(goes.strftime(TYPED))
    dialog.get_by_role("button", name="Save schedule").press("Enter")  # the calendar that opened lies over it
    expect(dialog).to_be_hidden()
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Schedule to publish").click()
    expect(editor.locator(".messages")).to_contain_text("scheduled")

    reader = visitor()
    work(comes - timedelta(minutes=5))
    assert not shown(reader, draft)
    work(comes + timedelta(minutes=1))
    assert shown(reader, draft)
    reader.goto(draft.url)
    expect(reader.get_by_role("heading", level=1)).to_have_text("The park opens again")
    work(goes + timedelta(minutes=1))
    assert not shown(reader, draft)

    editor.goto(f"/admin/pages/{draft.pk}/history/")
    expect(editor.locator("main")).to_contain_text("Published scheduled draft")
    expect(editor.locator("main")).to_contain_text("Unpublished scheduled")
