"""Nadia is invited, and from then on nobody comes in with her password alone: mail, password, app, codes, passkey.

Each page that she sees on the way is looked at by axe, light and dark, on a phone and on a desk.
"""

import re
import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import override_settings
from playwright.sync_api import expect

from corner.accounts import invitations
from tests.browser.screens import DESKTOP, PHONE, sideways

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

PASSWORD = "three odd words"


@pytest.fixture
def as_in_production(db):
    """With the second factor asked for; passkeys need https, or this machine by its name."""
    with override_settings(STAFF_MFA_REQUIRED=True, MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=True):
        yield


@pytest.fixture
def by_name(living_site, as_in_production):
    """The site's address with a name, which is what a passkey is kept for: an address of numbers will not do."""
    return living_site.replace("127.0.0.1", "localhost")


@pytest.fixture
def nadia(as_in_production):
    user = get_user_model().objects.create_user("nadia", "nadia@example.org", first_name="Nadia", last_name="Hussein")
    user.groups.add(Group.objects.get(name="Editors"))
    invitations.invite(user, get_user_model().objects.get(username="administrator"))
    yield user
    user.delete()


def look_at(page):
    """axe in both schemes and at both widths; gives what is wrong."""
    found = []
    page.locator("h1").first.wait_for()  # a press returns before the next page is there
    page.evaluate(AXE_SCRIPT)
    for scheme in ("light", "dark"):
        for name, screen in (("phone", PHONE), ("desk", DESKTOP)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(screen)
            result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            found += [
                f"{page.url} {scheme} {name}: {each['id']} at {node['target']} {node['failureSummary']}"
                for each in result["violations"]
                for node in each["nodes"]
            ]
            if sideways(page):
                found.append(f"{page.url} {name}: sideways")
    page.emulate_media(color_scheme="light")
    return found


def code(secret, steps=0):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def sign_out(page, by_name):
    page.goto(f"{by_name}/accounts/2fa/")
    press(page, "Sign out")
    page.wait_for_url("**/accounts/login/")


def passkeys_of(page):
    """A device that keeps passkeys and always knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    return session


def test_from_the_invitation_to_the_passkey(new_page, letters, by_name, nadia):
    page = new_page()
    passkeys_of(page)
    wrong = []

    # The mail, and a password.
    [mail] = [each for each in letters() if each["To"] == "nadia@example.org"]
    link = re.search(r"http://\S+/accounts/welcome/\S+", mail.get_body(("plain",)).get_content())[0]
    page.goto(link.replace("127.0.0.1", "localhost"))
    expect(page.get_by_role("heading", name="Welcome, Nadia")).to_be_visible()
    wrong += look_at(page)
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_label("Password, once more", exact=False).fill(PASSWORD)
    press(page, "Go on")

    # Nothing else opens before there is a second factor.
    page.wait_for_url("**/accounts/2fa/")
    page.goto(f"{by_name}/admin/pages/")
    expect(page.get_by_role("heading", name="Set up your second key")).to_be_visible()
    wrong += look_at(page)

    # The app: its code is worked out here from the letters that are shown for who has no camera.
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator(".accounts-secret").inner_text()
    wrong += look_at(page)
    page.get_by_label("six digits", exact=False).fill(code(secret))
    press(page, "Set up")

    # Recovery codes are shown, and the admin is open.
    page.wait_for_url("**/recovery-codes/")
    expect(page.locator(".accounts-codes li")).to_have_count(10)
    recovery = page.locator(".accounts-codes li").first.inner_text()
    wrong += look_at(page)
    page.get_by_role("link", name="go on to the site", exact=False).click()
    page.wait_for_url("**/admin/")

    # Out, and in again with the next code.
    sign_out(page, by_name)
    wrong += look_at(page)
    page.get_by_label("E-mail address", exact=False).fill("nadia@example.org")
    page.get_by_label("Password", exact=False).fill(PASSWORD)
    press(page, "Sign in")
    page.wait_for_url("**/2fa/authenticate/")
    wrong += look_at(page)
    page.get_by_label("Code", exact=False).fill(code(secret, steps=1))
    press(page, "Sign in")
    page.wait_for_url("**/admin/")

    # A passkey, found from the page of the account, by keyboard.
    page.goto(f"{by_name}/admin/account/")
    page.get_by_role("link", name="See and change how you sign in").click()
    wrong += look_at(page)
    page.get_by_role("link", name="Add a passkey").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/webauthn/add/")
    wrong += look_at(page)
    page.get_by_role("button", name="Add the passkey").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/accounts/2fa/$"))
    expect(page.get_by_text("You have 1 passkey.")).to_be_visible()
    for address in ("webauthn/", "../sessions/", "../email/", "../password/change/"):
        page.goto(f"{by_name}/accounts/2fa/{address}")
        wrong += look_at(page)

    # In with the passkey alone.
    sign_out(page, by_name)
    press(page, "Use a passkey")
    page.wait_for_url("**/admin/")

    # And when both are lost, a recovery code.
    sign_out(page, by_name)
    page.get_by_label("E-mail address", exact=False).fill("nadia")
    page.get_by_label("Password", exact=False).fill(PASSWORD)
    press(page, "Sign in")
    page.get_by_label("Code", exact=False).fill(recovery)
    press(page, "Sign in")
    page.wait_for_url("**/admin/")
    assert wrong == [], "\n".join(wrong)


def test_a_passkey_that_is_not_there_is_said_in_words(new_page, by_name):
    """The browser's own error stands only in its console, where nobody looks."""
    page = new_page()
    session = passkeys_of(page)  # without a passkey for this site
    session.send("WebAuthn.disable")
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))")
    page.goto(f"{by_name}/accounts/login/")
    press(page, "Use a passkey")
    expect(page.get_by_text("The passkey did not work.", exact=False)).to_be_visible()


def test_without_javascript_password_and_code_are_enough(new_page, by_name, nadia):
    invitations.accept(nadia.invitations.get(), PASSWORD)
    page = new_page(java_script_enabled=False)
    page.goto(f"{by_name}/admin/")
    page.locator("[name=username]").fill("nadia")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator(".accounts-form button").click()
    page.get_by_role("link", name="Set up an app").click()
    page.locator("[name=code]").fill(code(page.locator(".accounts-secret").inner_text()))
    page.locator(".accounts-form button").click()
    expect(page.locator(".accounts-codes li")).to_have_count(10)
