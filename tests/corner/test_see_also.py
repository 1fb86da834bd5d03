"""No page is a dead end: at its foot stand a handful of others that share something with it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from corner.models import ConsentRecord, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def parks(home):
    return Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())


@pytest.fixture
def foot(client):
    """The text of each entry of the "See also" of a page, and the whole section."""

    def read(page):
        html = client.get(page.url).content.decode()
        section = html[html.index('id="see-also"') :].split("</section>")[0]
        entries = re.findall(r"<li>(.*?)</li>", section, re.DOTALL)
        return [re.sub("<[^>]+>", "", entry).strip() for entry in entries], section

    return read


def test_pages_on_the_same_topic_are_offered_with_their_kind(
    foot, parks, make_technique, make_case_study, make_event, make_resource, make_person, make_recommendation
):
    pages = {
        "Techniques": make_technique("Talk", topics=[parks]),
        "Case studies": make_case_study("Bench", topics=[parks]),
        "What’s on": make_event("Walk", topics=[parks]),
        "Recommendations and resources": make_resource("Report", topics=[parks]),
        "People": make_person("Ola", topics=[parks]),
    }
    make_technique("Something else")
    for own_kind, page in pages.items():
        entries, section = foot(page)
        assert sorted(entries) == sorted(f"{p.title} ({kind})" for kind, p in pages.items() if kind != own_kind)
        assert 'href="/topics/parks/">Parks</a>' in section


def test_a_shared_host_or_technique_counts_more_than_a_topic(foot, parks, make_technique, make_event, make_person):
    ola, talk = make_person("Ola"), make_technique("Talk")
    one = make_event("One", topics=[parks], hosts=[ola], techniques=[talk])
    make_event("Same topic", topics=[parks])
    make_event("Same host", hosts=[ola])
    make_event("Same technique and topic", techniques=[talk], topics=[parks])
    entries, _section = foot(one)
    assert entries == ["Same technique and topic (What’s on)", "Same host (What’s on)"], "at most two of one kind"


def test_a_case_study_leads_to_events_with_its_technique(foot, make_case_study, make_event, make_technique):
    talk = make_technique("Talk")
    make_event("Walk", techniques=[talk])
    case = make_case_study("Bench", techniques_used=[("technique", {"technique": talk, "how_it_went": "Well."})])
    assert foot(case)[0] == ["Walk (What’s on)"]


def test_what_the_page_names_or_what_names_it_is_not_repeated(foot, parks, make_technique, make_event, make_person):
    ola = make_person("Ola", topics=[parks])
    talk = make_technique("Talk", topics=[parks], who_can_help=[ola])
    make_event("Walk", topics=[parks], techniques=[talk])
    assert foot(talk)[0] == []
    assert foot(ola)[0] == ["Walk (What’s on)"]


@pytest.mark.parametrize("how", ["draft", "restricted", "below", "no basis"])
def test_what_not_everybody_may_read_is_never_offered(
    foot, parks, make_event, make_technique, make_person, contacts_page, events_index, how
):
    page = make_technique("Talk", topics=[parks])
    hidden = make_person("Ola", topics=[parks]) if how == "no basis" else make_event("Walk", topics=[parks])
    assert len(foot(page)[0]) == 1
    if how == "draft":
        hidden.unpublish()
    elif how == "no basis":
        ConsentRecord.objects.filter(subject_key=hidden.translation_key).update(withdrawn_on="2026-01-01")
    else:
        PageViewRestriction.objects.create(
            page=hidden if how == "restricted" else events_index, restriction_type="login"
        )
    assert foot(page)[0] == []


def test_a_reader_gets_pages_in_their_language_and_the_rest_marked(
    foot, polish_home, parks, make_technique, make_event, make_case_study, translate
):
    translate(parks, "pl", name="Parki")
    page = translate(make_technique("Talk", topics=[parks]), "pl", title="Rozmowa")
    translate(make_event("Walk", topics=[parks]), "pl", title="Spacer")
    make_case_study("Bench", topics=[parks])
    entries, section = foot(page)
    assert any(entry.startswith("Spacer (") for entry in entries)
    assert re.search(r'<a href="/case-studies/bench/" lang="en-GB" dir="ltr"', section)
    assert 'href="/pl/topics/parks/">Parki</a>' in section


def test_a_page_that_shares_nothing_still_leads_on(foot, make_technique):
    entries, section = foot(make_technique("Talk"))
    assert entries == []
    assert 'href="/search/">Has this been done before?' in section


def test_invented_content_is_marked(foot, parks, make_technique, make_event):
    make_event("Walk", topics=[parks], is_sample=True)
    assert "Sample" in foot(make_technique("Talk", topics=[parks]))[0][0]


def test_forms_and_lists_have_none(client, make_event, techniques_index, home):
    event = make_event("Walk")
    from events.models import Occasion

    form = event.url + event.reverse_subpage("sign_up", [Occasion.objects.get().pk])
    for address in (form, techniques_index.url, home.url):
        assert "see-also" not in client.get(address).content.decode(), address


def test_it_costs_the_same_however_much_is_shared(client, parks, make_technique, make_event, make_person):
    page = make_technique("Talk", topics=[parks])

    def cost():
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    make_event(topics=[parks])
    few = cost()
    for _ in range(3):
        make_event(topics=[parks], hosts=[make_person(topics=[parks])])
    assert cost() == few
