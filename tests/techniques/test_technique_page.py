"""A host wants to run a technique tomorrow."""

import re

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from techniques.showing import run_sheet

STEPS = [
    ("step", {"title": "Welcome", "minutes": 15, "text": "Say hello."}),
    ("step", {"title": "Break", "minutes": 30, "text": "", "is_break": True}),
    ("step", {"title": "Talk", "minutes": 75, "text": "At tables."}),
]


@pytest.fixture
def cafe(make_technique):
    return make_technique(
        "World café",
        steps=STEPS,
        minutes_in_all=120,
        minutes_to_prepare=60,
        group_from=12,
        group_to=40,
        level="practice",
        quiet_option="Keep one table for writing.",
    )


def html_of(client, page):
    return client.get(page.url).content.decode()


def under(html, anchor):
    return html.split(f'id="{anchor}"')[1].split("</section>")[0]


def test_the_facts_at_a_glance(client, cafe):
    facts = html_of(client, cafe).split('<dl class="facts">')[1].split("</dl>")[0]
    for words in (
        "2 hours",
        "and 1 hour to prepare",
        "12 to 40 people",
        "Face to face or online",
        "Everybody is heard.",
    ):
        assert words in facts


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ({}, "Any size"),
        ({"group_from": 5}, "5 people or more"),
        ({"group_to": 9}, "Up to 9 people"),
        ({"group_from": 5, "group_to": 9}, "5 to 9 people"),
    ],
)
def test_group_sizes_in_words(client, make_technique, sizes, words):
    assert words in html_of(client, make_technique(**sizes))


def test_the_quiet_way_is_always_shown(client, cafe):
    assert "Keep one table for writing." in under(html_of(client, cafe), "quiet")


def test_a_quarter_of_the_clock_is_a_quarter_of_an_hour(client, cafe):
    paths = re.findall(r'<path fill="currentColor" d="([^"]+)"', under(html_of(client, cafe), "run"))
    assert paths[:2] == ["M20 20V5A15 15 0 0 1 35.0 20.0z", "M20 20V5A15 15 0 0 1 20.0 35.0z"]


def test_the_run_sheet_adds_up_and_marks_the_break(client, cafe):
    sheet = under(html_of(client, cafe), "run")
    assert "In all: 2 hours." in sheet
    assert sheet.count('<li class="rest">') == 1
    assert "1 hour 15 minutes" in sheet


def test_printing_is_offered_only_where_a_script_can_do_it(client, cafe):
    button = re.search(r"<button[^>]*data-print[^>]*>Print the run sheet", html_of(client, cafe))[0]
    assert " hidden" in button
    assert "data-needs-script" in button


def test_minutes_are_the_sources_even_when_the_translation_is_old(client, polish_home, cafe, translate):
    polish = translate(cafe, "pl")
    cafe.steps[0].value["minutes"] = 25
    cafe.minutes_in_all = 130
    cafe.save_revision().publish()
    polish = type(polish).objects.get(pk=polish.pk)
    assert polish.steps[0].value["minutes"] == 15
    assert [step.minutes for step in run_sheet(polish)] == [25, 30, 75]
    assert "[pl] Welcome" in under(html_of(client, polish), "run")


def test_an_unknown_source_is_called_unknown(client, cafe):
    assert "Source not known. Ask the network." in under(html_of(client, cafe), "source")


def test_a_known_source_is_named_with_its_licence(client, make_technique):
    page = make_technique(source="Art of Hosting", source_url="https://example.org/", source_licence="CC-BY-SA-4.0")
    source = under(html_of(client, page), "source")
    assert 'href="https://example.org/"' in source
    assert "Art of Hosting" in source
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in source
    assert "not known" not in source


def test_who_can_help_and_what_goes_well_with_it(client, cafe, make_person, make_technique):
    person = make_person("Anna", can_help_with="big groups")
    page = make_technique("Harvest", who_can_help=[person], goes_well_with=[cafe])
    html = html_of(client, page)
    assert ">Anna</a>" in under(html, "who")
    assert "big groups" in under(html, "who")
    assert ">World café</a>" in under(html, "with")
    assert ">Harvest</a>" in html_of(client, person)


def test_what_goes_well_with_it_is_said_on_both_pages(client, cafe, make_technique):
    """Staff name it once; whoever reads either page finds the other."""
    harvest = make_technique("Harvest", goes_well_with=[cafe])
    assert ">Harvest</a>" in under(html_of(client, cafe), "with")
    cafe.goes_well_with = [harvest]
    cafe.save_revision().publish()
    for page, other in ((cafe, "Harvest"), (harvest, "World café")):
        assert under(html_of(client, page), "with").count(f">{other}</a>") == 1


def test_a_technique_that_nobody_may_read_is_not_named_by_what_goes_well_with_it(client, cafe, make_technique):
    make_technique("Draft", goes_well_with=[cafe]).unpublish()
    private = make_technique("Private", goes_well_with=[cafe])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert 'id="with"' not in html_of(client, cafe)


def test_a_polish_reader_finds_what_goes_well_with_it_from_either_side(
    client, polish_home, cafe, make_technique, translate
):
    """Staff chose the English rows."""
    harvest = make_technique("Harvest", goes_well_with=[cafe])
    polish = translate(cafe, "pl")
    assert ">Harvest</a>" in under(html_of(client, polish), "with")
    translate(harvest, "pl", title="Zbiory")
    assert ">Zbiory</a>" in under(html_of(client, polish), "with")


def test_a_technique_does_not_go_with_itself(client, cafe):
    cafe.goes_well_with = [cafe]
    cafe.save_revision().publish()
    assert 'id="with"' not in html_of(client, cafe)


def test_what_goes_well_with_it_is_in_a_preview_too(rf, cafe, make_technique):
    harvest = make_technique("Harvest")
    cafe.goes_well_with = [harvest]  # not saved
    context = cafe.get_context(rf.get("/"))
    assert [page.title for page in context["goes_well_with"]] == ["Harvest"]


def test_events_that_used_it_are_listed_by_themselves(client, cafe, make_event):
    make_event("Tea in the park", techniques=[cafe])
    make_event("Draft", techniques=[cafe]).unpublish()
    secret = make_event("Invited only", techniques=[cafe])
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    used = under(html_of(client, cafe), "used")
    assert ">Tea in the park</a>" in used
    assert "Draft" not in used
    assert "Invited only" not in used


def test_sheets_to_download_say_their_kind_and_size(client, make_technique):
    document = Document(title="Cards", file=ContentFile(b"x" * 2048, name="cards.pdf"))
    document.save()
    page = make_technique(sheets=[("document", {"document": document, "title": "Cards to cut out"})])
    sheets = under(html_of(client, page), "sheets")
    assert f'href="{document.url}">Cards to cut out</a>' in sheets
    assert re.search(r'<bdi dir="ltr">PDF</bdi>, <bdi>2\.0\sKB</bdi>', sheets)
    assert 'id="sheets"' not in html_of(client, make_technique())


def test_paper_leads_back_to_the_page(client, cafe):
    """A code with the address beside it, for who has no camera; only on paper."""
    html = html_of(client, cafe)
    paper = html.split('<div class="paper-only">')[1].split("</div>")[0]
    assert 'aria-label="QR code for this page"' in paper
    assert f'<bdi dir="ltr">http://testserver{cafe.url}</bdi>' in paper


def test_who_used_it_and_how_it_went(client, cafe, make_case_study, make_technique):
    used = [("technique", {"technique": cafe, "how_it_went": "Small tables made it easier."})]
    make_case_study("Girls and parks", techniques_used=used)
    html = under(html_of(client, cafe), "used")
    assert ">Girls and parks</a>" in html
    assert "Small tables made it easier." in html
    assert 'id="used"' not in html_of(client, make_technique("Other"))


def test_a_private_case_study_is_not_named(client, cafe, make_case_study):
    used = [("technique", {"technique": cafe, "how_it_went": "Small tables made it easier."})]
    secret = make_case_study("Girls and parks", techniques_used=used)
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    assert "Girls and parks" not in html_of(client, cafe)


def test_a_polish_technique_knows_who_used_it(client, polish_home, cafe, make_case_study, translate):
    """The case study names the English row."""
    used = [("technique", {"technique": cafe, "how_it_went": "Well."})]
    make_case_study("Girls and parks", techniques_used=used)
    assert "Girls and parks" in html_of(client, translate(cafe, "pl"))


def test_tips_and_what_can_go_wrong(client, make_technique):
    page = make_technique(
        tips=[("paragraph", "<p>Leave wide paths.</p>")],
        what_can_go_wrong=[("problem", {"problem": "It gets loud", "remedy": "Use two rooms."})],
        when_to_use="With many people.",
        when_not_to_use="In a crisis.",
        supplies="Pens",
        trauma_notes="Say that leaving is fine.",
    )
    html = html_of(client, page)
    for words in ("Leave wide paths.", "It gets loud", "Use two rooms.", "With many people.", "In a crisis.", "Pens"):
        assert words in html
    assert "Say that leaving is fine." in html


def test_where_it_comes_from_is_told_in_the_readers_language(client, polish_home, make_technique, translate):
    """It is a sentence, not a fact; only the address and the licence are the same for all."""
    page = make_technique(source="Begun by Juanita Brown.", source_url="https://example.org/", slug="cafe")
    translate(page, "pl", source="Wymyśliła to Juanita Brown.")
    source = under(client.get("/pl/techniques/cafe/").content.decode(), "source")
    assert '<bdi><a href="https://example.org/" rel="noreferrer">Wymyśliła to Juanita Brown.</a></bdi>' in source


def test_a_source_that_is_still_in_english_says_so(client, polish_home, make_technique, translate):
    """Staff learn the source after the page was translated; until Polish has it, English is better than nothing."""
    page = make_technique(slug="cafe")
    translate(page, "pl")
    page.source = "Begun by Juanita Brown."
    page.save_revision().publish()
    source = under(client.get("/pl/techniques/cafe/").content.decode(), "source")
    assert '<bdi lang="en-GB" dir="ltr">Begun by Juanita Brown.</bdi>' in source
