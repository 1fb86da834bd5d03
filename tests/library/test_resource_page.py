"""Somebody wants to read, cite and download the report, faults and all (journey 10)."""

import re

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

CITATION = "Making Coproduction Meaningful, Centre for the South, September 2024, DOI: 10.5258/SOTON/PPo208"


@pytest.fixture
def report(make_resource):
    return make_resource(
        "Making Coproduction Meaningful",
        authors="Southampton Coproduction Corner",
        publisher="Centre for the South",
        published_on="September 2024",
        doi="10.5258/SOTON/PPo208",
        citation=CITATION,
        faults="The cover says November 2024.\n\nThe DOI may have a letter for a number.",
        body=[
            ("paragraph", "<p>Read this first.</p>"),
            ("heading", {"text": "Power", "level": "h2"}),
            ("heading", {"text": "A smaller one", "level": "h3"}),
            ("heading", {"text": "Progress", "level": "h2"}),
        ],
    )


def html_of(client, page):
    return client.get(page.url).content.decode()


def citation_in(html):
    return re.search(r'<p id="citation"[^>]*>(.*?)</p>', html, re.DOTALL)[1]


def test_the_citation_is_there_letter_by_letter(client, report):
    assert citation_in(html_of(client, report)) == CITATION


def test_a_citation_of_two_lines_keeps_its_lines(client, make_resource):
    page = make_resource(citation="First line,\n second <line>.")
    assert citation_in(html_of(client, page)) == "First line,<br> second &lt;line&gt;."


def test_the_doubtful_doi_is_text_and_no_link(client, report):
    html = html_of(client, report)
    assert '<dd><bdi dir="ltr">10.5258/SOTON/PPo208</bdi></dd>' in html
    assert not [link for link in re.findall(r'href="([^"]*)"', html) if "10.5258" in link or "doi" in link]


def test_authors_publisher_and_date_stand_as_printed(client, report):
    html = html_of(client, report)
    for words in ("Southampton Coproduction Corner</dd>", "Centre for the South</dd>", "September 2024</dd>"):
        assert words in html


def test_the_licence_is_linked_as_such(client, report):
    link = '<a rel="license" href="https://creativecommons.org/licenses/by-nc-sa/4.0/">'
    assert html_of(client, report).split("<main")[1].split("</main>")[0].count(link) == 2


def test_without_a_licence_page_there_is_no_link(client, make_resource):
    main = html_of(client, make_resource(licence="other")).split("<main")[1].split("</main>")[0]
    assert 'rel="license"' not in main
    assert "All rights reserved, or see the source" in main


def test_known_faults_are_flagged_before_the_text(client, report):
    html = html_of(client, report)
    before = html.split("Read this first.")[0]
    assert "<li>The cover says November 2024.</li><li>The DOI may have a letter for a number.</li>" in before


def test_the_file_says_its_kind_and_size(client, make_resource):
    document = Document(title="Report", file=ContentFile(b"x" * 2048, name="report.txt"))
    document.save()
    html = html_of(client, make_resource(original=document, original_label="Text extract of the report"))
    assert f'<a href="{document.url}">Text extract of the report</a>' in html
    assert re.search(r'<bdi dir="ltr">TXT</bdi>, <bdi>2\.0\sKB</bdi>', html)


def test_the_contents_lead_to_the_headings(client, report):
    html = html_of(client, report)
    contents = html.split('id="contents"')[1].split("</nav>")[0]
    links = re.findall(r'href="#([^"]+)">([^<]+)<', contents)
    assert [words for _anchor, words in links] == ["Power", "Progress"]
    assert [html.count(f'id="{anchor}"') for anchor, _words in links] == [1, 1]


def test_an_anchor_stays_when_a_heading_is_put_before_it(client, report):
    def anchors():
        return dict(
            reversed(pair)
            for pair in re.findall(
                r'href="#(part-[^"]+)">([^<]+)<', html_of(client, type(report).objects.get(pk=report.pk))
            )
        )

    before = anchors()
    report.body.insert(0, ("heading", {"text": "New", "level": "h2"}))
    report.save_revision().publish()
    assert {name: anchors()[name] for name in before} == before


def test_the_recommendations_it_speaks_to_are_linked_both_ways(client, make_resource, make_recommendation):
    recommendation = make_recommendation("Take time", number=1)
    page = make_resource("The report", speaks_to=[recommendation])
    assert f'<a href="{recommendation.url}">Take time</a>' in html_of(client, page)
    assert f'<a href="{page.url}">The report</a>' in html_of(client, recommendation)


def test_a_translated_resource_keeps_the_citation_in_its_language(client, polish_home, report, translate):
    html = html_of(client, translate(report, "pl"))
    assert citation_in(html) == CITATION
    assert '<p id="citation" lang="en-GB" dir="ltr">' in html


def languages_on(client, page):
    facts = html_of(client, page).split('<dl class="facts">')[1].split("</dl>")[0]
    return re.search(r"<dt>(?:Languages|Języki)</dt><dd>(.*?)</dd>", facts)[1]


def test_the_languages_that_it_can_be_read_in_are_named(client, polish_home, arabic_home, report, translate):
    """Not those that the site has: Arabic is switched on, and this page is not translated into it."""
    polish = translate(report, "pl")
    found = languages_on(client, report)
    assert "<bdi>English</bdi>" in found
    assert f'href="{polish.url}" lang="pl" hreflang="pl" dir="ltr">Polski</a>' in found
    assert found.count("<br>") == 1
    found = languages_on(client, polish)
    assert "<bdi>Polski</bdi>" in found
    assert f'href="{report.url}" lang="en-GB"' in found


def test_a_translation_that_is_a_draft_is_no_language_to_read_it_in(client, polish_home, report, translate):
    translate(report, "pl").unpublish()
    assert "Polski" not in languages_on(client, report)


def test_a_polish_reader_is_told_that_the_file_is_in_english(client, polish_home, make_resource, translate):
    document = Document(title="Report", file=ContentFile(b"x", name="report.txt"))
    document.save()
    page = make_resource(original=document)
    assert "In English" not in html_of(client, page).split('<dl class="facts">')[1].split("</dl>")[0]
    facts = html_of(client, translate(page, "pl")).split('<dl class="facts">')[1].split("</dl>")[0]
    assert ">TXT</bdi>" in facts
    assert '<small class="muted">(' in facts
