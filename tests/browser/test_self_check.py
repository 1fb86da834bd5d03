"""Somebody looks at their own work, honestly, because nobody else will see the answers."""

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, sideways

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

PAGE = "/about/recommendations/show-what-changed/"
STATEMENT = "If we cannot do a thing, we say why."


def answer(page, word, statement=STATEMENT):
    return page.get_by_role("group", name=statement).get_by_label(word, exact=True)


@pytest.fixture
def reader(visitor):
    """A page on which every request is written down: `page.asked`."""

    def come(**options):
        page = visitor(viewport=PHONE, **options)
        page.asked = []
        page.on("request", lambda request: page.asked.append((request.method, request.url, request.post_data)))
        page.goto(PAGE)
        page.wait_for_load_state("networkidle")
        page.asked.clear()
        return page

    return come


def kept(page):
    return page.evaluate("Object.values(localStorage).join()")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_answers_are_sent_nowhere(reader, scripts):
    page = reader(java_script_enabled=scripts)
    address = page.url
    answer(page, "Partly").check()
    answer(page, "Not yet", "We write down what was agreed, where all can see it.").check()
    answer(page, "Partly").press("Enter")
    if scripts:
        page.get_by_role("button", name="Keep my answers").click()
        expect(page.get_by_role("status")).to_have_text("Your answers are kept on this device.")
    expect(answer(page, "Partly")).to_be_checked()
    assert page.url == address
    assert page.asked == []
    assert page.context.cookies() == []
    page.goto("/about/recommendations/")
    assert not [request for request in page.asked if "partly" in str(request) or request[0] != "GET"]


def test_nothing_is_kept_unless_the_reader_asks(reader):
    page = reader()
    answer(page, "Yes").check()
    assert kept(page) == ""
    page.reload()
    expect(answer(page, "Yes")).not_to_be_checked()


def test_kept_answers_come_back_and_can_be_deleted(reader):
    page = reader()
    answer(page, "Partly").check()
    page.get_by_role("button", name="Keep my answers").click()
    page.reload()
    expect(answer(page, "Partly")).to_be_checked()
    assert "partly" in kept(page)
    page.get_by_role("button", name="Delete my answers").click()
    expect(page.get_by_role("status")).to_have_text("Your answers are deleted.")
    expect(answer(page, "Partly")).not_to_be_checked()
    assert kept(page) == ""
    page.reload()
    expect(answer(page, "Partly")).not_to_be_checked()


def test_a_browser_that_keeps_nothing_does_not_offer_to(visitor):
    page = visitor()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('shut') }})")
    page.goto(PAGE)
    expect(page.get_by_role("button", name="Keep my answers")).to_be_hidden()
    answer(page, "Yes").check()


def test_without_scripts_it_can_be_printed_and_ticked(reader):
    page = reader(java_script_enabled=False)
    assert sideways(page) <= 0
    page.emulate_media(media="print")
    expect(page.get_by_text(STATEMENT)).to_be_visible()
    expect(answer(page, "Not yet")).to_be_visible()
    expect(page.get_by_text("Keep my answers")).to_be_hidden()
