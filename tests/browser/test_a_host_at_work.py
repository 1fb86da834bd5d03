"""A host's day, from the first screen of the admin: who comes today, what somebody needs, and a word to who waits."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import expect

from events.models import AccessNeed, Occasion, SignUp
from tools.guests import date_with_guests, may_see_needs

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md


@pytest.fixture(scope="module")
def host(living_site):
    """Sees sign-ups of one organisation, writes no pages, and does not see what people need."""
    return get_user_model().objects.get(username="host")


@pytest.fixture(scope="module")
def today(host):
    """A date of the host's that begins in two hours: two places, both taken, and somebody who waits."""
    occasion = date_with_guests(host)
    begins = timezone.now() + timedelta(hours=2)
    Occasion.objects.filter(pk=occasion.pk).update(
        day=timezone.localdate(begins), starts_at=begins, ends_at=begins + timedelta(hours=2), closes_at=begins
    )
    return occasion


def open_todays_list(page, today):
    page.get_by_role("link", name="Sign-ups").click()
    page.wait_for_url("**/admin/sign-ups/")
    page.locator(f'main a[href="/admin/sign-ups/{today.pk}/"]').first.click()
    page.wait_for_url(f"**/admin/sign-ups/{today.pk}/")


def test_a_host_sees_who_comes_answers_a_need_and_writes_to_the_waiting(host, today, sign_in, letters):
    may_see_needs(host)
    page = sign_in("host")
    open_todays_list(page, today)
    for name in ("Amina", "Ben"):
        expect(page.get_by_role("row").filter(has_text=name)).to_contain_text("Has a place")
    waiting = page.locator("main table").last
    expect(waiting).to_contain_text("Halina")
    expect(page.locator("main")).not_to_contain_text("hearing loop")  # the list never shows what people need

    page.get_by_role("link", name="What people need", exact=True).click()
    expect(page.locator("main")).not_to_contain_text("hearing loop")  # nor does opening a link
    page.locator("main form[method=post] button").first.click()
    expect(page.locator("main")).to_contain_text("A hearing loop")
    page.locator("main details summary").first.click()
    page.locator("main details [name=reply]").select_option("arranged")
    page.locator("main details [name=words]").fill("There is one in the room. Sit near the door.")
    page.get_by_role("button", name="Save the answer").click()
    expect(page.locator(".messages .success")).to_contain_text("The answer is saved")
    need = AccessNeed.objects.get(signup__occasion=today)
    assert (need.reply, need.replied_by) == ("arranged", host)

    open_todays_list(page, today)
    page.get_by_role("link", name="Write to people").click()
    page.get_by_label("The waiting list", exact=True).check()
    page.locator("[name=subject]").fill("You are still on our list")
    page.locator("[name=text]").fill("We tell you by noon if a place is free.")
    page.get_by_role("button", name="See it before it goes").click()
    expect(page.frame_locator("main iframe").locator("body")).to_contain_text("We tell you by noon")
    assert not [letter for letter in letters() if "still on our list" in letter["Subject"]]
    page.get_by_role("button", name="Send it").click()
    expect(page.locator(".messages .success")).to_contain_text("1 party")

    sent = letters()
    told = [letter["To"] for letter in sent if "still on our list" in letter["Subject"]]
    assert told == ["halina@guests.example"]
    answered = [letter for letter in sent if letter["To"] == "amina@guests.example"][-1]
    assert "hearing loop" not in answered.get_body(("plain",)).get_content()  # the mail says only that there is one


def test_without_the_right_a_host_is_not_led_to_what_people_need(host, today, sign_in):
    """The right is one of its own: whoever runs the door need not know who needs what (safety.md, "Privacy")."""
    host.groups.remove(*host.groups.filter(name="Access needs"))
    page = sign_in("host")
    open_todays_list(page, today)
    expect(page.get_by_role("link", name="Write to people")).to_be_visible()
    expect(page.get_by_role("link", name="What people need", exact=True)).to_have_count(0)
    page.goto(f"/admin/sign-ups/{today.pk}/needs/")
    expect(page.locator("main")).not_to_contain_text("hearing loop")


def test_a_host_sees_nobody_of_another_organisation(host, today, sign_in):
    others = Occasion.objects.exclude(pk__in=Occasion.objects.for_user(host)).upcoming().first()
    assert SignUp.objects.for_user(host).filter(occasion=others).count() == 0
    page = sign_in("host", "/admin/sign-ups/")
    expect(page.locator(f'main a[href="/admin/sign-ups/{today.pk}/"]').first).to_be_visible()
    expect(page.locator(f'main a[href="/admin/sign-ups/{others.pk}/"]')).to_have_count(0)
