"""A council officer narrows what was found: by kind, topic, part of the city and stage, each with its number."""

import re
from html import unescape

import pytest
from wagtail.models import Locale, PageViewRestriction

from corner.models import Topic
from events.models import Agreement, AgreementsPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def parks(home):
    return Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())


@pytest.fixture
def lanterns(parks, make_case_study, make_technique, make_organisation):
    """Four things found by one word."""
    make_case_study("Lanterns in Sholing", stage="under-way", area="Sholing", topics=[parks])
    make_case_study("Lanterns in Bitterne", stage="finished", area="Bitterne")
    make_technique("Lanterns for talking", topics=[parks])
    make_organisation("Lantern Group", area="Sholing")


def choices(response):
    """The number beside every choice: {"Parks": 2}."""
    html = response.content.decode()
    form = html[html.index('<details class="filters"') : html.index("</details>")]
    found = re.findall(r"<bdi[^>]*>(.*?)</bdi> <span class=\"muted\">\((\d+)\)", form)
    return {unescape(label): int(count) for label, count in found}


def test_every_choice_says_how_much_there_is(ask, lanterns):
    assert choices(ask("lantern")) == {
        "Case studies": 2, "Techniques": 1, "People": 1, "Parks": 2, "Sholing": 2, "Bitterne": 1, "Under way": 1,
        "Finished": 1,
    }  # fmt: skip


def test_the_lists_combine(ask, titles, lanterns):
    assert titles(ask("lantern", area="Sholing", kind="cases")) == ["Lanterns in Sholing"]
    assert titles(ask("lantern", topic="parks", stage="under-way", area="Sholing")) == ["Lanterns in Sholing"]
    assert titles(ask("lantern", topic="parks", area="Bitterne")) == []


def test_two_choices_of_one_list_give_both(ask, titles, lanterns):
    assert sorted(titles(ask("lantern", stage=["under-way", "finished"]))) == [
        "Lanterns in Bitterne",
        "Lanterns in Sholing",
    ]


def test_the_numbers_count_what_is_left_by_the_other_lists(ask, lanterns):
    counted = choices(ask("lantern", topic="parks"))
    assert counted["Case studies"] == counted["Techniques"] == 1
    assert counted["Parks"] == 2
    assert "Bitterne" not in counted, "no choice leads to an empty page"
    assert choices(ask("lantern", area="Sholing"))["Bitterne"] == 1, "a choice does not hide the others of its list"


def test_the_numbers_are_right_before_anything_is_asked(ask, lanterns):
    assert choices(ask(""))["Case studies"] == 2


def test_what_was_chosen_is_taken_away_one_by_one(ask, client, titles, lanterns):
    html = ask("lantern", topic="parks", area="Sholing").content.decode()
    links = {
        re.sub("<[^>]+>", "", text): unescape(link)
        for link, text in re.findall(r'<a class="tall" href="([^"]+)">(Take away.*?)</a>', html)
    }
    assert set(links) == {"Take away: Parks", "Take away: Sholing"}
    assert links["Take away: Parks"] == "?q=lantern&area=Sholing"
    assert len(titles(client.get(f"/search/{links['Take away: Parks']}"))) == 2


def test_a_choice_without_results_can_still_be_taken_away(ask, lanterns):
    html = ask("lantern", topic="parks", area="Bitterne").content.decode()
    assert "Take away: <bdi>Bitterne</bdi>" in html
    assert "Nothing found" in html


def test_a_stage_or_an_area_that_there_is_not_counts_as_none(ask, titles, lanterns):
    assert len(titles(ask("lantern", stage="nonsense", area="Atlantis"))) == 4


def test_more_than_the_limit_is_narrowed_among_all_there_is(ask, titles, parks, make_technique, monkeypatch):
    monkeypatch.setattr("search.finding.LIMIT", 2)
    make_technique("Lanterns in the park", topics=[parks])
    for number in range(4):
        make_technique(f"Lanterns {number}")
    assert titles(ask("lanterns", topic="parks")) == ["Lanterns in the park"]


def test_facts_of_the_original_count_not_those_of_its_translation(
    ask, titles, polish_home, parks, make_case_study, translate
):
    translation = translate(make_case_study("Lanterns", area="Sholing", stage="finished"), "pl", title="Latarnie")
    type(translation).objects.filter(pk=translation.pk).update(area="Old", stage="idea")
    assert titles(ask("latarnie", "pl", area="Sholing", stage="finished")) == ["Latarnie"]
    assert titles(ask("latarnie", "pl", stage="idea")) == []


def test_a_restricted_page_is_in_no_number(ask, lanterns, make_case_study):
    hidden = make_case_study("Lanterns for members", area="Secret Street")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert "Secret Street" not in ask("lantern").content.decode()
    assert choices(ask("lantern"))["Case studies"] == 2


def test_an_agreement_is_on_the_topics_of_what_it_belongs_to(client, ask, titles, home, publish, parks, make_event):
    publish(home, AgreementsPage(title="You said, we did", slug="agreements", intro="What became of it."))
    event = make_event("Walk", topics=[parks])
    Agreement.objects.create(what_people_said="Lanterns, please.", event=event, locale=Locale.get_default())
    assert titles(client.get("/topics/parks/"), "group-agreements") == ["Lanterns, please."]
    assert titles(ask("lanterns", topic="parks")) == ["Lanterns, please."]
