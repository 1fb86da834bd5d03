"""Somebody who reads Arabic writes to Lucy from a phone; staff who may read it do, and mark it as answered."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth.models import Group, Permission
from playwright.sync_api import expect
from wagtail.models import Page

from contacts.models import Message
from corner.models import OutgoingEmail, SiteSettings
from tests.browser.screens import PHONE, sideways
from tests.browser.words import words_in
from tests.fixtures.site import translate

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md


@pytest.fixture
def arabic_lucy(living_site):
    page = Page.objects.get(slug="lucy-green", locale__language_code="en-gb").specific
    found = page.get_translations().filter(locale__language_code="ar").first()
    return found or translate(page, "ar")


@pytest.fixture
def reader(living_site):
    """The starter site's staff, with the right to read messages to the network."""
    group, _created = Group.objects.get_or_create(name="Readers of messages")
    group.permissions.set(Permission.objects.filter(codename__in=["read_message", "access_admin"]))
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.get(username="staff")
    user.groups.add(group)
    yield user
    user.groups.remove(group)


@pytest.mark.parametrize("with_script", [True, False], ids=["with JavaScript", "without"])
def test_from_her_page_in_arabic_to_an_answer(arabic_lucy, reader, visitor, sign_in, letters, with_script):
    phone = visitor(viewport=PHONE, locale="ar", java_script_enabled=with_script)
    phone.goto(arabic_lucy.get_url())
    phone.locator("main a.btn[href$='/write/']").click()
    phone.locator("textarea").wait_for()
    assert phone.locator("html").get_attribute("dir") == "rtl"
    if with_script:
        assert sideways(phone) == 0

    phone.locator("main form button").click()
    phone.locator(".problem").wait_for()
    words = f"هل يمكننا زرع شجرة؟ {with_script}"
    phone.locator("[name=text]").fill(words)
    phone.locator("[name=name]").fill("ليلى")
    phone.locator("[name=email]").fill("layla@example.org")
    phone.locator("main form button").click()
    phone.wait_for_url("**/write/?sent")
    expect(phone.locator("h1")).to_have_text(words_in("ar", "Thank you for your message"))
    assert words_in("ar", "What happens next") in phone.locator("main").inner_text()

    message = Message.objects.get(text=words)
    letter = letters()[-1]
    assert (letter["To"], letter["Reply-To"]) == (SiteSettings.load().email, "layla@example.org")
    assert words in letter.get_body(("plain",)).get_content()
    assert not OutgoingEmail.objects.filter(to="layla@example.org").exists()

    desk = sign_in("staff")
    desk.get_by_role("link", name="waits for an answer").click()
    desk.locator(f"a[href$='/inspect/{message.pk}/']").first.click()
    expect(desk.get_by_text(words)).to_be_visible()
    desk.get_by_role("button", name="Mark as answered").click()
    expect(desk.get_by_text("Answered on")).to_be_visible()
    message.refresh_from_db()
    assert message.answered_by == reader


def test_the_screens_of_staff_have_no_faults(arabic_lucy, sign_in):
    from contacts.writing import Letter, send

    message = send(Letter(Message.Kind.COMPLAINT, nonce=arabic_lucy.translation_key, language="ar", text="شكوى"))
    desk = sign_in("administrator")
    desk.locator("#messages-waiting-content, [aria-labelledby=messages-waiting-heading]").first.wait_for()
    for address in ("/admin/messages/", f"/admin/messages/inspect/{message.pk}/", "/admin/to-be-checked/"):
        desk.goto(address)
        desk.evaluate(AXE_SCRIPT)
        found = desk.evaluate("axe.run(document.querySelector('main'), {resultTypes: ['violations']})")["violations"]
        # Wagtail's own furniture is not ours to mend.
        assert [rule["id"] for rule in found if rule["id"] not in ("region", "color-contrast")] == [], address
