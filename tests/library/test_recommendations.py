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


@pytest.fixture
def agree(home):
    """Makes an agreement that speaks to a recommendation, in a place where all can read it."""
    from wagtail.models import Locale

    from events.models import Agreement, AgreementsPage
    from tests.fixtures.site import place

    place(home, AgreementsPage(title="You said, we did", intro="What was agreed."))

    def make(recommendation, words, **fields):
        return Agreement.objects.create(
            what_people_said=words,
            status="agreed",
            recommendation=recommendation,
            locale=Locale.get_default(),
            **fields,
        )

    return make


def evidence_on(client, page):
    return html_of(client, page).split('id="evidence"')[1].split("</section>")[0]


def test_evidence_is_gathered_from_stories_agreements_and_resources(
    client, three, agree, make_case_study, make_resource, make_event
):
    """Nobody collects it by hand: each points at the recommendation, and it is here."""
    trust = three[1]
    make_case_study("Girls and parks", findings=finding(trust))
    make_resource("The report", speaks_to=[trust])
    agree(trust, "Meet every month.", event=make_event("Tea in the park"))
    found = evidence_on(client, trust)
    assert re.findall(r"<h3>([^<]+)</h3>", found) == ["Where it comes from", "Case studies", "What was agreed"]
    for words in (">The report</a>", ">Girls and parks</a>", "Meet every month."):
        assert words in found
    assert "nothing here yet" not in found


def test_an_agreement_says_how_far_it_is_and_what_became_of_it(client, three, agree):
    """Evidence is not that somebody promised something."""
    agree(three[1], "Meet every month.", what_changed="We met in May.")
    found = evidence_on(client, three[1])
    assert "<strong>Agreed.</strong>" in found
    assert "We met in May." in found


def test_an_agreement_of_an_event_that_nobody_may_read_is_no_evidence(client, three, agree, make_event):
    secret = make_event("Invited only")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    agree(three[1], "Meet every month.", event=secret)
    assert "Meet every month." not in evidence_on(client, three[1])


def test_where_nothing_is_known_yet_readers_are_asked(client, three):
    found = evidence_on(client, three[0])
    assert "There is nothing here yet. Do you know something? Tell us." in found
    assert 'href="/write/?reason=ask"' in found


def test_readers_see_how_far_the_network_is(client, recommendations_page, make_recommendation):
    begun, silent = make_recommendation(status="under-way"), make_recommendation()
    assert '<p class="state"><span>Under way</span></p>' in client.get(begun.url).content.decode()
    assert "Under way" not in client.get(silent.url).content.decode()
    assert client.get(recommendations_page.url).content.decode().count("Under way") == 1
