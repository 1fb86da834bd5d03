"""The report's recommendations are living pages: evidence, what to do, and the way from one to the next."""

import re

import pytest
from wagtail.models import PageViewRestriction


@pytest.fixture
def three(make_recommendation):
    return [make_recommendation(title, number=number) for number, title in ((3, "Share"), (1, "Trust"), (2, "Welcome"))]


def html_of(client, page):
    return client.get(page.url).content.decode()


def finding(recommendation, words="<p>One workshop is not enough.</p>"):
    return [("finding", {"recommendation": recommendation, "finding": words})]


def test_the_list_is_in_the_order_of_the_report(client, recommendations_page, three):
    names = re.findall(r"<h3><a [^>]*>([^<]+)</a></h3>", html_of(client, recommendations_page))
    assert names == ["Trust", "Welcome", "Share"]


def test_the_way_on_and_the_way_back(client, three):
    share, trust, welcome = three
    others = html_of(client, welcome).split('id="others"')[1]
    assert re.findall(r">(Trust|Share)</a>", others) == ["Trust", "Share"]
    assert "The one before" not in html_of(client, trust)
    assert "The next one" not in html_of(client, share)


def test_number_short_text_full_text_and_what_to_do(client, make_recommendation):
    page = make_recommendation(
        number=4,
        intro="Train people.",
        body=[("paragraph", "<p>Support skills for years.</p>")],
        what_you_can_do=[("for_audience", {"audience": "If you fund work", "actions": ["Pay for training."]})],
        learning=[("paragraph", "<p>People asked for more.</p>")],
    )
    html = html_of(client, page)
    for words in ("Recommendation 4", "Train people.", "Support skills for years.", "If you fund work"):
        assert words in html
    assert "<li>Pay for training.</li>" in html
    assert "People asked for more." in html


def test_evidence_comes_from_case_studies(client, three, make_case_study):
    trust = three[1]
    case_study = make_case_study("Girls and parks", findings=finding(trust))
    html = html_of(client, trust)
    assert f'<a href="{case_study.url}">Girls and parks</a>' in html
    assert "One workshop is not enough." in html
    assert "Girls and parks" not in html_of(client, three[0])


def test_evidence_of_a_private_case_study_stays_private(client, three, make_case_study):
    trust = three[1]
    case_study = make_case_study("Girls and parks", findings=finding(trust))
    PageViewRestriction.objects.create(page=case_study, restriction_type="login")
    html = html_of(client, trust)
    assert "Girls and parks" not in html
    assert "One workshop" not in html


def test_evidence_of_a_draft_is_not_shown(client, three, make_case_study):
    trust = three[1]
    make_case_study("Girls and parks", findings=finding(trust)).unpublish()
    assert "One workshop" not in html_of(client, trust)


def test_a_polish_reader_finds_the_evidence_in_polish(client, polish_home, three, make_case_study, translate):
    trust = three[1]
    case_study = make_case_study("Girls and parks", findings=finding(trust))
    polish = translate(trust, "pl")
    html = html_of(client, polish)
    assert 'lang="en-GB" dir="ltr"><p>One workshop is not enough.</p>' in html
    translate(case_study, "pl", title="Dziewczyny i parki")
    html = html_of(client, polish)
    assert ">Dziewczyny i parki</a>" in html
    assert "[pl] <p>One workshop" in html or "[pl] One workshop" in html


def test_readers_see_how_far_the_network_is(client, recommendations_page, make_recommendation):
    begun, silent = make_recommendation(status="under-way"), make_recommendation()
    assert '<p class="state"><span>Under way</span></p>' in client.get(begun.url).content.decode()
    assert "Under way" not in client.get(silent.url).content.decode()
    assert client.get(recommendations_page.url).content.decode().count("Under way") == 1
