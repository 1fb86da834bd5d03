"""Somebody who spells badly, or asks a whole sentence, still gets somewhere; and sees why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from corner.models import Topic
from search.guessing import mistakes_between

pytestmark = pytest.mark.django_db


def test_a_small_mistake_offers_the_word_that_is_there(ask, make_technique):
    make_technique("Lanterns at night")
    html = ask("lantrens").content.decode()
    assert 'href="?q=Lanterns">Did you mean: <bdi>Lanterns</bdi>?' in html
    assert "Nothing found" in html


def test_only_the_wrong_word_is_changed(ask, make_technique):
    make_technique("Lanterns at night")
    assert "Did you mean: <bdi>night Lanterns</bdi>?" in ask("night lantrens").content.decode()


def test_a_name_keeps_its_capital(ask, make_person):
    make_person("Rebecca Kinge")
    assert "Did you mean: <bdi>Rebecca Kinge</bdi>?" in ask("rbecca kimge").content.decode()


def test_a_polish_reader_is_offered_polish_words(ask, polish_home, make_technique, translate):
    translate(make_technique("Lanterns"), "pl", title="Latarnie nocą")
    assert "<bdi>Latarnie</bdi>" in ask("lataenie", "pl").content.decode()


@pytest.mark.parametrize("how", ["draft", "restricted", "below"])
def test_no_word_of_a_page_that_not_everybody_may_read_is_offered(ask, make_technique, techniques_index, how):
    page = make_technique("Lanterns")
    if how == "draft":
        page.unpublish()
    else:
        hidden = page if how == "restricted" else techniques_index
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    html = ask("lantrens").content.decode()
    assert "Did you mean" not in html
    assert "lanterns" not in html.lower()


def test_a_word_far_from_every_other_is_not_guessed(ask, make_technique):
    make_technique("Lanterns")
    assert "Did you mean" not in ask("xylophone").content.decode()


def test_what_is_found_is_not_put_right(ask, make_technique):
    make_technique("Lantern")
    make_technique("Lanterns")
    assert "Did you mean" not in ask("lantern").content.decode()


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [("trama", "trauma", 1), ("form", "from", 1), ("park", "park", 0), ("kitten", "sitting", 3), ("a", "abcdef", 4)],
)
def test_mistakes_are_counted_up_to_a_limit(one, other, mistakes):
    assert mistakes_between(one, other, 3) == mistakes


def test_where_no_page_has_every_word_the_one_that_says_most_counts(ask, titles, make_information_page, make_technique):
    make_information_page("Join the network")
    for number in range(6):
        make_technique(f"How to talk {number}", intro="How do people talk?")
    response = ask("zebra talk join")
    assert titles(response) == ["Join the network"]
    assert "No page has all of your words." in response.content.decode()


def test_part_of_a_question_never_leads_to_a_restricted_page(ask, titles, make_information_page, make_technique):
    hidden = make_information_page("Join the network")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for number in range(6):
        make_technique(f"How to talk {number}", intro="How do people talk?")
    assert "Join the network" not in titles(ask("where do I join"))


def test_two_words_find_the_one_that_they_are(ask, titles, make_technique):
    make_technique("Wellbeing for all")
    make_technique("World café")
    assert titles(ask("well being")) == ["Wellbeing for all"]
    assert titles(ask("worldcafe")) == ["World café"]


# --- Why ----------------------------------------------------------------------------------------------------


def test_words_deep_in_the_text_are_shown_around_the_match(ask, make_technique):
    make_technique("Talking", tips=[("paragraph", "<p>It works best when <b>lanterns</b> are lit in the room.</p>")])
    html = ask("lanterns").content.decode()
    assert "<mark>lanterns</mark> are lit in the room" in html
    assert html.count("<mark>") == 1


def test_a_page_is_found_by_its_topic_and_says_so(ask, titles, make_technique):
    parks = Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())
    make_technique("Talking", topics=[parks])
    response = ask("park")
    assert titles(response) == ["Talking"]
    assert "Topic: <bdi><mark>Parks</mark></bdi>" in response.content.decode()


def test_why_costs_the_same_however_much_is_shown(ask, make_technique):
    def make(how_many):
        for number in range(how_many):
            make_technique(f"Talk {number}", tips=[("paragraph", f"<p>Bring {number} lanterns.</p>")])

    def cost():
        with CaptureQueriesContext(connection) as queries:
            ask("lanterns")
        return len(queries)

    make(2)
    ask("lanterns")
    few = cost()
    make(3)
    assert cost() == few


def test_a_question_without_an_answer_costs_a_bounded_number_of_queries(ask, make_technique, polish_home):
    make_technique("Lanterns")
    ask("nothing like lantrens", "pl")
    with CaptureQueriesContext(connection) as queries:
        ask("nothing like lantrens", "pl")
    assert len(queries) <= (60 if connection.vendor == "sqlite" else 90)  # the bounds of PostgreSQL are queries, too
