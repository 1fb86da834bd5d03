"""Two people want the last place; one gives it back, and the other is offered it and takes it. On a phone, without
JavaScript: whoever waits for a place may have an old one."""

import re

import pytest
from playwright.sync_api import expect

from events.models import Occasion, Places
from tests.browser.screens import PHONE, sideways


@pytest.fixture
def one_place(living_site):
    occasion = Occasion.objects.filter(takes_signups=True, places__way="in-person").upcoming().first()
    Places.objects.filter(occasion=occasion).update(capacity=1, taken=0)
    return occasion


def sign_up(page, occasion, name, email):
    from events.models import EventPage

    event = EventPage.objects.get(translation_key=occasion.event.translation_key, locale__language_code="en-gb")
    page.goto(event.get_url())
    page.locator(f'a.btn[href$="/sign-up/{occasion.pk}/"]').first.click()
    page.locator("[name=name]").fill(name)
    page.locator("[name=email]").fill(email)
    page.locator("button[value=check]").click()
    page.locator("button[value=send]").click()


def link_in(message):
    text = message.get_body(("plain",)).get_content()
    return re.search(r"http://127\.0\.0\.1\S+/sign-ups/\S+", text)[0]


def newest(messages, to, subject):
    found = [message for message in messages if message["To"] == to and message["Subject"].strip().startswith(subject)]
    assert found, [(message["To"], message["Subject"]) for message in messages]
    return found[-1]


def test_the_next_in_line_is_offered_the_place_and_takes_it(one_place, visitor, letters):
    amina = visitor(viewport=PHONE, java_script_enabled=False)
    sign_up(amina, one_place, "Amina", "amina@wait.example")
    expect(amina.locator("h1")).to_have_text("You have a place")

    ben = visitor(viewport=PHONE, java_script_enabled=False)
    sign_up(ben, one_place, "Ben", "ben@wait.example")
    expect(ben.locator("h1")).to_have_text("You are on the waiting list")
    expect(ben.locator("main")).to_contain_text("You are number 1. You do not have a place yet.")
    assert sideways(ben) <= 0

    amina.goto(link_in(newest(letters(), "amina@wait.example", "You have a place")))
    amina.locator("button[value=ask]").click()
    amina.locator("button[value=cancel]").click()
    expect(amina.locator("h1")).to_have_text("Your place is cancelled")

    ben.goto(link_in(newest(letters(), "ben@wait.example", "A place is free for you")))
    expect(ben.locator("h1")).to_have_text("A place is free for you")
    assert sideways(ben) <= 0
    ben.locator("button[value=accept]").click()
    expect(ben.locator("h1")).to_have_text("You have a place")

    confirmed = newest(letters(), "ben@wait.example", "You have a place")
    assert "text/calendar" in [part.get_content_type() for part in confirmed.walk()]
    places = one_place.places.get(way="in-person")
    assert (places.taken, places.waiting) == (1, 0)
