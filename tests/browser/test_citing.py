"""Journey 10: somebody who writes a report of their own cites ours."""

from pathlib import Path

import pytest

from home.starter.resource import CITATION, DOI
from tests.library.bibliography import read_bibtex, read_ris

REPORT = "/about/report/"
STUDY = "/case-studies/teenage-girls-and-parks/"


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


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_citation_is_taken_into_a_program(visitor, scripts):
    """A researcher copies the words, and saves the file that their program reads."""
    page = visitor(java_script_enabled=scripts, accept_downloads=True)
    page.goto(STUDY)
    assert page.locator("#citation").inner_text() == CITATION
    title = page.locator("h1").inner_text()
    saved = {}
    for name in ("RIS", "BibTeX"):
        with page.expect_download() as download:
            page.locator(".cite").get_by_role("link", name=name, exact=True).click()
        saved[name] = Path(download.value.path()).read_bytes()
    record = read_ris(saved["RIS"])
    assert (record["TI"], record["N1"]) == ([title], [CITATION])
    assert record["UR"][0].endswith(STUDY)
    assert "DO" not in record
    assert read_bibtex(saved["BibTeX"])[2]["title"] == title
    assert page.url.endswith(STUDY)  # nobody is led away


def test_words_to_pass_on_are_copied_line_by_line(visitor):
    page = visitor(permissions=["clipboard-read", "clipboard-write"])
    page.goto(STUDY)
    share = page.get_by_role("region", name="Tell others")
    share.get_by_role("button", name="Copy").click()
    share.get_by_role("button", name="Copied").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert [lines[0], lines[1]] == [page.locator("h1").inner_text(), page.locator(".lede").inner_text()]
    assert lines[2].endswith(STUDY)
    assert len(lines) == 3
