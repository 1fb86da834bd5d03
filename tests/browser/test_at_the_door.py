"""Staff check people in on a phone: each press is a plain form, so it works where the connection is bad."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import expect

from events.models import Attendee, Occasion
from events.requests import Person, SignUpRequest
from events.signing_up import sign_up
from tests.browser.screens import PHONE, sideways

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md


@pytest.fixture
def today(living_site):
    """A date that begins in half an hour, with a party of two on its list."""
    host = get_user_model().objects.get(username="host")
    own = Occasion.objects.for_user(host).filter(takes_signups=True, places__way="in-person", largest_party__gt=1)
    occasion = own.upcoming().first()
    outcome = sign_up(
        SignUpRequest(
            occasion_id=occasion.pk,
            way="in-person",
            name="Amina",
            email="amina@door.example",
            nonce=uuid.uuid4(),
            language="en-gb",
            number_of_places=2,
            people=(Person("Amina"), Person("Yusuf")),
        )
    )
    assert outcome.signup, outcome
    begins = timezone.now() + timedelta(minutes=30)
    Occasion.objects.filter(pk=occasion.pk).update(
        day=timezone.localdate(begins), starts_at=begins, ends_at=begins + timedelta(hours=2), closes_at=begins
    )
    return occasion


@pytest.fixture
def at_the_door(sign_in, today):
    """The list for the door, on the phone of the host."""
    return sign_in("host", f"/admin/sign-ups/{today.pk}/door/", viewport=PHONE, java_script_enabled=False)


def row(page, name):
    return page.locator(".arrivals li", has=page.get_by_text(name, exact=True))


def test_people_are_checked_in_one_by_one_and_a_walk_in_is_added(at_the_door, today):
    page = at_the_door
    expect(page.locator(".lede")).to_contain_text("0 of 2 people are here.")
    assert sideways(page) <= 0
    button = row(page, "Amina").get_by_role("button", name="Is here")
    assert button.bounding_box()["height"] >= 44  # a thumb's width (look.md)
    button.click()
    expect(page.locator(".lede")).to_contain_text("1 of 2 people are here.")
    row(page, "Yusuf").get_by_role("button", name="Did not come").click()
    expect(row(page, "Yusuf")).to_contain_text("Did not come")
    row(page, "Yusuf").get_by_role("button", name="Undo").click()
    row(page, "Yusuf").get_by_role("button", name="Is here").click()
    expect(page.locator(".lede")).to_contain_text("2 of 2 people are here.")

    page.get_by_label("Name").fill("Zoe")
    page.get_by_role("button", name="Add them: they are here").click()
    expect(page.locator(".lede")).to_contain_text("3 of 3 people are here.")
    noted = Attendee.objects.filter(signup__occasion=today).values_list("name", "attendance")
    assert sorted(noted) == [("Amina", "came"), ("Yusuf", "came"), ("Zoe", "came")]
