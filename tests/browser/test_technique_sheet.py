"""A community host finds a way to hear quiet voices, sets the clock, and takes a sheet of paper along."""

import os
import shutil
import subprocess

import pytest
from playwright.sync_api import expect
from wagtail.models import Page

from tests.browser.screens import PHONE, sideways
from tests.fixtures.site import publish

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md


@pytest.fixture(scope="module")
def in_half_an_hour(living_site):
    """A technique for up to 40 people that hears quiet voices in 30 minutes; its name is the test's own."""
    from techniques.models import TechniqueIndexPage, TechniquePage

    steps = [
        ("step", {"title": title, "minutes": minutes, "text": text})
        for title, minutes, text in (
            ("Think alone", 5, "Write down what comes to mind."),
            ("In pairs", 10, "Tell each other as much as you like."),
            ("All together", 15, "Each pair says one thing."),
        )
    ]
    index = TechniqueIndexPage.objects.get(locale__language_code="en-gb")
    page = TechniquePage(
        title="Think, pair, share",
        slug="think-pair-share",
        intro="Think alone, then in pairs, then all together.",
        makes_possible="Quiet people have their words ready.",
        purposes=["listen"],
        minutes_to_prepare=5,
        minutes_in_all=30,
        group_from=4,
        group_to=40,
        level="easy",
        mode="both",
        steps=steps,
        quiet_option="Give your card to your partner, who reads it out.",
        what_can_go_wrong=[("problem", {"problem": "One partner talks", "remedy": "Change after five minutes."})],
    )
    return publish(index, page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_host_finds_a_technique_sets_the_clock_and_can_print_it(visitor, in_half_an_hour, scripts):
    page = visitor(viewport=PHONE, java_script_enabled=scripts)
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Techniques").click()
    page.get_by_text("Choose what to show").click()
    page.get_by_label("Hear everyone, quiet voices too").check()
    page.get_by_label("Up to 30 minutes").check()
    page.get_by_label("How many people?").fill("12")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("2 techniques")  # and one of the starter content
    page.get_by_role("link", name="Think, pair, share").click()

    page.get_by_label("When do you start?").fill("2.15pm")
    page.get_by_role("button", name="Show the times").click()
    sheet = page.get_by_role("region", name="Run sheet")
    for words in ("2:15pm", "2:20pm", "2:30pm", "It ends at 2:45pm."):
        expect(sheet).to_contain_text(words)
    expect(page.get_by_label("When do you start?")).to_have_value("2.15pm")
    assert page.url.endswith("#run-sheet")
    assert sideways(page) <= 0
    assert page.get_by_role("button", name="Print the run sheet").is_visible() is scripts


def test_a_slip_is_said_where_it_happened(visitor, in_half_an_hour):
    page = visitor(viewport=PHONE)
    page.goto("/techniques/think-pair-share/?start=soon#run-sheet")
    field = page.get_by_label("When do you start?")
    expect(field).to_have_accessible_description("Such as 10:30am. Write a time, such as 10:30am.")
    expect(field).to_have_value("soon")


@pytest.fixture
def on_paper(visitor, tmp_path):
    """Prints a page on A4, as a browser does without being asked for more: (number of sheets, words)."""
    missing = [tool for tool in ("pdfinfo", "pdftotext") if not shutil.which(tool)]
    if missing:
        words = f"{', '.join(missing)} not on this machine (apt-get install poppler-utils)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(words)

    def read(*command):
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def printed(url, **options):
        page = visitor(**options)
        page.goto(url)
        file = str(tmp_path / "sheet.pdf")
        page.pdf(path=file, format="A4")
        sheets = int(read("pdfinfo", file).split("Pages:")[1].split()[0])
        return sheets, " ".join(read("pdftotext", "-layout", file, "-").split())

    return printed


@pytest.mark.long
def test_the_sheet_has_times_steps_and_the_quiet_way_and_nothing_to_press(on_paper, in_half_an_hour):
    sheets, words = on_paper("/techniques/think-pair-share/?start=14:15")
    assert sheets <= 2
    for part in ("Think, pair, share", "A quiet way to take part", "Give your card to your partner", "2:30pm"):
        assert part in words
    for step in in_half_an_hour.steps:
        assert step.value["title"] in words
        assert step.value["text"] in words
    assert in_half_an_hour.url in words.replace(" ", "")  # beside the code, on as many lines as it needs
    for part in ("What’s on", "Case studies", "Polski", "Show the times", "Print the run sheet", "Was this clear?"):
        assert part not in words
    assert "One partner talks" not in words  # a host reads that before the day, on the page


@pytest.mark.long
def test_without_a_start_the_sheet_has_minutes(on_paper, in_half_an_hour):
    _sheets, words = on_paper("/techniques/think-pair-share/")
    assert "10 minutes" in words
    assert "It ends at" not in words


@pytest.mark.long
@pytest.mark.parametrize("language", ["en-gb", "ar"])
def test_every_technique_fits_on_two_sheets(on_paper, in_half_an_hour, language):
    from techniques.models import TechniquePage

    pages = TechniquePage.objects.live().filter(locale__language_code=language)
    assert pages
    assert {page.slug: sheets for page in pages if (sheets := on_paper(f"{page.url}?start=23:10")[0]) > 2} == {}


@pytest.mark.long
def test_a_technique_that_fills_every_field_fits_on_two_sheets(on_paper, in_half_an_hour):
    """Eight steps and more words than any technique of the starter has; the most that fields can hold would not fit."""
    from techniques.models import TechniquePage

    words = "Leave wide paths between the tables, and put a sign on the door of the calm room. " * 2
    page = TechniquePage(
        title="Everything at once, from the first word to the last",
        slug="everything-at-once",
        intro=words,
        makes_possible=words,
        purposes=["listen", "ideas", "decide", "plan"],
        also_known_as="Another name, and one more",
        minutes_to_prepare=90,
        minutes_in_all=120,
        group_from=4,
        group_to=400,
        level="support",
        mode="both",
        space=words,
        supplies="Pens\nPaper\nString\nTea\nA bell",
        roles=words,
        example_invitation=words,
        quiet_option=words,
        steps=[("step", {"title": "Talk about one question", "minutes": 15, "text": words})] * 8,
    )
    publish(Page.objects.get(pk=in_half_an_hour.pk).get_parent(), page)
    sheets, printed = on_paper("/techniques/everything-at-once/?start=23:10")
    assert sheets <= 2
    assert printed.count("Talk about one question") == 8
