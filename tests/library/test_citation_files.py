"""Somebody who writes a report of their own takes the citation into their program, whatever our titles hold."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from corner.text import clean_line
from library.citation_files import bibtex, ris
from tests.library.bibliography import read_bibtex, read_ris
from tests.sweeps.hostile import text

pytestmark = pytest.mark.django_db  # the site's name is in the settings

SITE = "Southampton Coproduction Corner"


def page_with(**facts):
    """A page as the writers see it, not saved; what is not said here stays empty."""
    facts = {
        "title": "Girls and parks",
        "slug": "girls-and-parks",
        "citation": "",
        "full_url": "https://example.org/case-studies/girls-and-parks/",
        "last_published_at": datetime(2026, 6, 30, 23, 30, tzinfo=UTC),  # already July in Southampton
        "translation_key": "0f0f0f0f-0000-4000-8000-000000000000",
        "locale": SimpleNamespace(language_code="en-gb"),
        **facts,
    }
    page = SimpleNamespace(**facts)
    page.facts = page
    return page


def report(**facts):
    return page_with(**{"authors": "", "publisher": "", "published_on": "", "doi": "", **facts})


def test_a_case_study_as_ris():
    assert read_ris(ris(page_with()).encode()) == {
        "TY": ["ELEC"],
        "TI": ["Girls and parks"],
        "PB": [SITE],
        "PY": ["2026"],
        "DA": ["2026/07/01"],
        "LA": ["en-GB"],
        "UR": ["https://example.org/case-studies/girls-and-parks/"],
        "ER": [""],
    }


def test_a_case_study_as_bibtex():
    assert read_bibtex(bibtex(page_with()).encode()) == (
        "misc",
        "girls-and-parks2026",
        {
            "title": "Girls and parks",
            "howpublished": SITE,
            "year": "2026",
            "url": "https://example.org/case-studies/girls-and-parks/",
            "language": "en-GB",
        },
    )


def test_nobody_is_made_an_author():
    assert "AU" not in read_ris(ris(page_with()).encode())
    assert "author" not in read_bibtex(bibtex(report()).encode())[2]


def test_a_report_has_its_authors_publisher_and_year_as_far_as_they_are_printed():
    page = report(authors="The Parks Group; Ann Example", publisher="A centre", published_on="September 2024")
    found = read_ris(ris(page).encode())
    assert (found["TY"], found["AU"], found["PB"], found["PY"]) == (
        ["RPRT"],
        ["The Parks Group", "Ann Example"],
        ["A centre"],
        ["2024"],
    )
    assert "DA" not in found
    assert read_bibtex(bibtex(page).encode())[2]["author"] == "The Parks Group and Ann Example"


@pytest.mark.parametrize("printed", ["", "autumn", "2023 or 2024", "20245"])
def test_a_year_that_is_not_sure_is_left_out(printed):
    page = report(published_on=printed)
    assert "PY" not in read_ris(ris(page).encode())
    assert "year" not in read_bibtex(bibtex(page).encode())[2]


def test_a_doi_is_a_note_as_printed_and_no_link():
    """Programs make a link of the field for it; the report's own ends in a letter that may have to be a zero."""
    page = report(doi="10.5258/SOTON/PPo208", citation="Somebody, 2024.")
    assert read_ris(ris(page).encode())["N1"] == ["Somebody, 2024.", "DOI, as printed: 10.5258/SOTON/PPo208"]
    assert read_bibtex(bibtex(page).encode())[2]["note"] == "Somebody, 2024. DOI, as printed: 10.5258/SOTON/PPo208"
    said_already = report(doi="10.1/x", citation="Somebody, 2024, DOI: 10.1/x")
    assert read_ris(ris(said_already).encode())["N1"] == ["Somebody, 2024, DOI: 10.1/x"]


@example("} , title = {Other}, note = {")
@example("\\} \\{ \\\\ } {")
@example("50 % of $5 & #1_2^3 ~ \\")
@example("One\r\nER  - \r\nTY  - BOOK\r\nTI  - Two")
@example("Line\u2028separator\x85next\x0bline\x00")
@example("ركن “الحدائق” 公园 👩‍👩‍👧")
@given(words=st.one_of(text, st.text(alphabet="{}\\%$#&_^~@\"'=,\r\n -ERTY", max_size=20)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_written_comes_back_as_it_was_written(words):
    said = clean_line(words)
    page = report(title=f"T{words}", authors=words, publisher=words, doi=words, citation=words, slug=words)
    found = read_ris(ris(page).encode())
    assert found["TI"] == [clean_line(f"T{words}")]
    _kind, _key, fields = read_bibtex(bibtex(page).encode())
    assert fields["title"] == found["TI"][0]
    assert fields["howpublished"] == found["PB"][0] == (said or SITE)
    assert " ".join(found.get("N1", [])) == fields.get("note", "") == said


@pytest.fixture
def files(client):
    def fetch(page, name):
        return client.get(f"{page.url}{name}")

    return fetch


@pytest.mark.parametrize(
    ("name", "kind", "saved_as"),
    [
        ("cite.ris", "application/x-research-info-systems; charset=utf-8", "girls-and-parks.ris"),
        ("cite.bib", "application/x-bibtex; charset=utf-8", "girls-and-parks.bib"),
    ],
)
def test_the_page_offers_files_to_save(client, files, make_case_study, name, kind, saved_as):
    page = make_case_study("Girls and parks")
    answer = files(page, name)
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer["Content-Disposition"] == f'attachment; filename="{saved_as}"'
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    assert f'href="{page.url}{name}"' in client.get(page.url).content.decode()
    assert client.post(f"{page.url}{name}").status_code == 405


def test_a_resource_offers_them_too(files, make_resource):
    page = make_resource("A report", authors="The Parks Group")
    assert read_ris(files(page, "cite.ris").content)["AU"] == ["The Parks Group"]
    assert read_bibtex(files(page, "cite.bib").content)[2]["author"] == "The Parks Group"


def test_a_polish_reader_gets_the_polish_title_and_the_facts_of_the_source(
    files, polish_home, make_case_study, translate
):
    page = translate(make_case_study("Girls and parks", citation="Girls, 2024."), "pl", title="Dziewczyny i parki")
    found = read_ris(files(page, "cite.ris").content)
    assert (found["TI"], found["LA"], found["N1"]) == (["Dziewczyny i parki"], ["pl"], ["Girls, 2024."])
    assert found["UR"] == [page.full_url]


@pytest.mark.parametrize("name", ["cite.ris", "cite.bib"])
def test_of_a_page_for_some_nobody_else_gets_a_file_and_no_cache_keeps_it(
    client, files, make_case_study, make_user, name
):
    page = make_case_study()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert files(page, name).status_code == 302
    client.force_login(make_user())
    answer = files(page, name)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["cite.ris", "cite.bib"])
def test_a_draft_has_none(files, make_case_study, name):
    page = make_case_study()
    page.unpublish()
    assert files(page, name).status_code == 404
