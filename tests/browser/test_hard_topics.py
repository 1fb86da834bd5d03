"""Journey 8: a page about a topic that hurts says so first; the reader can turn back, or leave fast."""

import pytest
from playwright.sync_api import expect

TRAUMA = "/case-studies/trauma-and-a-voice/"


@pytest.fixture
def elsewhere(visitor):
    """A page of the site, and the neutral site that quick exit leads to, played by this test."""

    def open_page(**options):
        page = visitor(**options)
        page.route(
            "https://www.bbc.co.uk/**",
            lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"),
        )
        return page

    return open_page


def test_the_topic_is_named_before_anything_of_it_is_told(visitor):
    page = visitor(viewport={"width": 390, "height": 800})
    page.goto(TRAUMA)
    note = page.get_by_role("region", name="Before you read")
    assert "trauma" in note.inner_text().lower()
    story = page.get_by_role("heading", name="What happened").bounding_box()
    assert note.bounding_box()["y"] + note.bounding_box()["height"] <= story["y"]
    assert page.locator("audio[autoplay], video[autoplay]").count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_reader_can_read_on_find_support_or_turn_back(visitor, scripts):
    page = visitor(java_script_enabled=scripts)
    page.goto(TRAUMA)
    note = page.locator("section:has(> #before)")
    for name in ("Read on", "Find support"):
        place = note.get_by_role("link", name=name).get_attribute("href")
        assert page.locator(place).count() == 1, name
    note.get_by_role("link", name="Go back").click()
    assert page.url.endswith("/case-studies/")


def test_leaving_fast_leaves_no_way_back_to_the_page(elsewhere):
    page = elsewhere()
    page.goto("/case-studies/")
    page.get_by_role("link", name="trauma").click()
    page.wait_for_url(f"**{TRAUMA}")
    bar = page.locator(".exit")
    assert "history" in bar.inner_text()
    bar.get_by_role("link", name="Leave this page now").click()
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.go_back()
    assert page.url.endswith("/case-studies/")


def test_a_reader_turns_back_comes_again_reads_and_leaves_in_time(elsewhere):
    """The whole of journey 8: the note first, a way back, the way in again, the story, and out without a trace."""
    page = elsewhere(viewport={"width": 390, "height": 800})
    page.goto("/case-studies/")
    page.get_by_role("link", name="trauma").click()
    note = page.get_by_role("region", name="Before you read")
    note.wait_for()
    note.get_by_role("link", name="Go back").click()
    page.wait_for_url("**/case-studies/")
    page.get_by_role("link", name="trauma").click()
    note.get_by_role("link", name="Read on").click()
    page.wait_for_url(f"**{TRAUMA}#read-on")
    story = page.get_by_role("heading", name="What happened")
    # Not `wait_for_function`: when it has to ask twice, it does so by `eval`, which the policy of the site refuses.
    expect(page.locator("html")).not_to_have_js_property("scrollTop", 0)
    assert page.evaluate("document.querySelector('#read-on').getBoundingClientRect().top < innerHeight / 2")
    assert 0 <= story.bounding_box()["y"] < 800
    leave = page.get_by_role("link", name="Leave this page now")
    # It stays in reach while somebody reads, and covers nothing that they jumped to.
    bar = page.locator(".exit").bounding_box()
    assert story.bounding_box()["y"] >= bar["y"] + bar["height"]
    leave.click()
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.go_back()
    assert "trauma" not in page.url


def test_leaving_fast_works_without_scripts(elsewhere):
    page = elsewhere(java_script_enabled=False)
    page.goto(TRAUMA)
    page.get_by_role("link", name="Leave this page now").click()
    page.wait_for_url("https://www.bbc.co.uk/**")


def test_quick_exit_is_the_first_thing_after_the_skip_link_for_a_keyboard(visitor):
    page = visitor()
    page.goto(TRAUMA)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Leave this page now"


def test_an_ordinary_case_study_has_neither(visitor):
    """Quick exit stands only where being seen reading could put someone at risk (look.md)."""
    page = visitor()
    page.goto("/case-studies/teenage-girls-and-parks/")
    assert page.locator(".exit, #before").count() == 0
