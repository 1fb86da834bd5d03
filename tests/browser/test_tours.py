"""The tours of the guide, from the first screen of the admin to the last step, each by a person with just that role."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from events.models import Agreement
from home.guide.tasks import get_task
from tests.browser.screens import PHONE, sideways
from tools.guests import date_with_guests, may_see_needs

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

DESK = {"width": 1280, "height": 900}
DOES = {"next": "Next", "back": "Back", "stop": "Stop the tour", "go": "Go to it"}


@pytest.fixture
def come(sign_in):
    """The first screen of the admin, as one of the development logins sees it."""

    def first_screen(login, **options):
        return sign_in(login, **{"viewport": DESK, **options})

    return first_screen


@pytest.fixture(scope="module")
def host(living_site):
    """With three guests on the list of one date."""
    host = get_user_model().objects.get(username="host")
    date_with_guests(host)
    return host


class Tour:
    """What somebody sees of a tour, and presses."""

    def __init__(self, page, name):
        self.page, self.task = page, get_task(name)
        self.box = page.get_by_role("dialog", name=self.task.title)

    def begin(self):
        self.page.goto(f"/admin/guide/{self.task.name}/")
        self.page.get_by_role("button", name="Show me, step by step").click()

    def at(self, number):
        """It stands at this step, counted from 1, beside its control, and has the focus."""
        expect(self.box).to_contain_text(f"Step {number} of {len(self.task.tour)}")
        expect(self.box).to_contain_text(self.task.tour[number - 1].words)
        expect(self.box.locator(".tour-missing")).to_be_hidden()
        expect(self.box.get_by_role("heading")).to_be_focused()
        return self.here

    @property
    def here(self):
        return self.page.locator(".tour-here")

    def press(self, does):
        self.box.get_by_role("button", name=DOES[does]).click()


@pytest.mark.long
def test_a_host_is_shown_who_is_coming(come, host):
    tour = Tour(come("host"), "see-who-is-coming")
    tour.begin()
    tour.at(1).click()  # pressing the real thing is the step
    tour.page.wait_for_url("**/admin/sign-ups/")
    tour.at(2)
    tour.press("next")  # and so is Next, where the thing is a link
    tour.at(3)
    tour.press("back")
    tour.at(2).click()
    expect(tour.at(3)).to_contain_text("Write to people")
    tour.press("next")
    tour.at(4)
    tour.press("stop")
    expect(tour.box).to_have_count(0)


@pytest.mark.long
def test_a_host_answers_a_need_with_the_tour(come, host):
    may_see_needs(host)
    tour = Tour(come("host"), "answer-an-access-need")
    tour.begin()
    for number in (1, 2, 3, 4):
        tour.at(number).click()
    tour.at(5).select_option("arranged")
    tour.press("next")
    tour.at(6).fill("There is one in the room.")
    tour.press("next")
    tour.at(7).click()
    expect(tour.page.locator(".messages .success")).to_contain_text("saved")
    expect(tour.box).to_have_count(0)


@pytest.mark.long
def test_staff_write_up_what_was_agreed_with_the_tour(come):
    tour = Tour(come("staff"), "write-up-what-was-agreed")
    tour.begin()
    for number in (1, 2):
        tour.at(number).click()
    tour.at(3).fill("We want a bench.")
    tour.press("next")
    tour.at(4).fill("The council puts one up.")
    tour.press("next")
    tour.at(5).select_option("agreed")
    tour.press("next")
    tour.at(6)
    tour.press("next")
    tour.at(7).click()
    tour.page.locator(".messages .success").wait_for()
    assert Agreement.objects.get(what_people_said="We want a bench.").status == "agreed"
    expect(tour.box).to_have_count(0)


@pytest.mark.long
def test_a_translator_saves_a_text_with_the_tour(come):
    tour = Tour(come("translator"), "translate-a-page")
    tour.begin()
    for number in (1, 2, 3):
        tour.at(number).click()
    tour.at(4).fill("Kącik")
    tour.press("next")
    tour.at(5).click()
    expect(tour.page.locator("main")).to_contain_text("Kącik")
    expect(tour.box).to_have_count(0)


@pytest.mark.long
def test_staff_write_an_event_with_the_tour(come):
    """The steps on other tabs open these by themselves."""
    tour = Tour(come("staff"), "write-an-event")
    tour.begin()
    for number in (1, 2):
        tour.at(number).click()
    tour.at(3).fill("Tea and talk")
    tour.press("next")
    tour.at(4).fill("Come for tea.")
    for number in range(5, len(tour.task.tour) + 1):
        tour.press("next")
        tour.at(number)
    expect(tour.page.get_by_role("tab", name="Access and offers")).to_have_attribute("aria-selected", "true")
    tour.here.click()
    tour.page.locator(".messages .success").wait_for()
    expect(tour.box).to_have_count(0)


def test_by_keyboard_one_can_go_on_go_back_reach_the_control_and_leave(come):
    page = come("host")
    tour = Tour(page, "see-who-is-coming")
    page.goto("/admin/guide/see-who-is-coming/")
    page.get_by_role("button", name="Show me, step by step").focus()
    page.keyboard.press("Enter")
    tour.at(1)
    page.keyboard.press("Tab")
    expect(tour.box.get_by_role("button", name="Next")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/sign-ups/")
    tour.at(2)
    tour.box.get_by_role("button", name="Back").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")  # back is where that step was
    tour.at(1)
    tour.box.get_by_role("button", name="Go to it").focus()
    page.keyboard.press("Enter")
    expect(tour.here).to_be_focused()
    expect(tour.box).to_be_visible()
    page.keyboard.press("Escape")
    expect(tour.box).to_have_count(0)
    expect(page.locator('.sidebar a[href="/admin/sign-ups/"]')).to_be_focused()
    page.reload()
    page.locator("#guide-section").wait_for()
    assert page.evaluate("sessionStorage.getItem('corner-tour')") is None


def test_what_is_not_there_is_said_kindly_and_one_can_go_on(come, host):
    """A host without the right to see needs has no such button."""
    host.groups.remove(*host.groups.filter(name="Access needs"))
    page = come("host")
    tour = Tour(page, "answer-an-access-need")
    tour.begin()
    tour.at(1).click()
    # It looks for some seconds first, because the admin draws some things late.
    expect(tour.box.locator(".tour-missing")).to_contain_text("I cannot find this here", timeout=20_000)
    expect(tour.box.get_by_role("heading")).to_be_focused()
    assert not tour.box.get_by_role("button", name="Go to it").count()
    tour.press("next")
    expect(tour.box).to_contain_text("Step 3 of 7", timeout=20_000)
    tour.press("stop")
    expect(tour.box).to_have_count(0)


def test_on_a_small_screen_in_the_dark_the_menu_opens_and_nothing_sticks_out(come):
    page = come("host", viewport=PHONE, color_scheme="dark", reduced_motion="reduce")
    tour = Tour(page, "see-who-is-coming")
    tour.begin()
    tour.at(1)
    box = tour.box.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert box["y"] + box["height"] <= PHONE["height"]
    assert sideways(page) <= 0
    tour.here.click()
    page.wait_for_url("**/admin/sign-ups/")
    tour.at(2)


def test_without_a_script_the_guide_is_read_all_the_same(come):
    page = come("host", java_script_enabled=False)
    page.goto("/admin/guide/see-who-is-coming/")
    expect(page.locator(".guide ol li").first).to_be_visible()
    expect(page.get_by_role("button", name="Show me, step by step")).to_be_hidden()
