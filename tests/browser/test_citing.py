"""Journey 10: somebody who writes a report of their own cites ours."""

from home.starter.resource import CITATION, DOI

REPORT = "/about/report/"


def test_the_citation_is_copied_exactly(visitor):
    page = visitor(permissions=["clipboard-read", "clipboard-write"])
    page.goto(REPORT)
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == CITATION


def test_where_the_clipboard_is_shut_the_citation_is_marked_to_be_copied_by_hand(visitor):
    page = visitor()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(REPORT)
    page.get_by_role("button", name="Copy").click()
    assert page.evaluate("getSelection().toString()").strip() == CITATION


def test_without_scripts_the_citation_stands_there_and_no_button_promises_more(visitor):
    page = visitor(java_script_enabled=False)
    page.goto(REPORT)
    assert page.locator("#citation").inner_text() == CITATION
    assert not page.locator("[data-copy]").is_visible()


def test_the_licence_is_linked_and_the_doubtful_doi_is_not(visitor):
    page = visitor()
    page.goto(REPORT)
    licences = page.locator("main a[rel=license]").all()
    assert licences
    assert {licence.get_attribute("href") for licence in licences} == {
        "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    }
    main = page.locator("main")
    assert DOI in main.inner_text()
    assert page.locator("a", has_text=DOI).count() == 0
    assert page.locator("a[href*='doi.org'], a[href*='10.5258']").count() == 0
