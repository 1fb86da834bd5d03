"""Staff put a page first for a question."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

pytestmark = pytest.mark.django_db


def promote(words, page=None, **fields):
    return SearchPromotion.objects.create(query=Query.get(words), page=page, **fields)


def test_a_promoted_page_comes_first(ask, titles, make_technique, make_information_page):
    make_technique("Money talks")
    promote("money", make_information_page("How we pay people"), description="Ask here first.")
    response = ask("Money!")
    assert titles(response)[0] == "How we pay people"
    assert "Ask here first." in response.content.decode()
    assert "How we pay people" not in ask("money talks").content.decode()


def test_accents_and_capitals_do_not_count(ask, titles, make_information_page):
    promote("café", make_information_page("Where we meet"))
    assert titles(ask("CAFE"), "promoted") == ["Where we meet"]


def test_a_reader_gets_it_in_their_language(ask, titles, polish_home, make_information_page, translate):
    page = make_information_page("How we pay people")
    promote("money", page, description="Ask here first.")
    response = ask("money", "pl")
    assert titles(response, "promoted") == ["How we pay people"]
    assert '<h3 lang="en-GB" dir="ltr"><a href="/how-we-pay-people/">' in response.content.decode()
    translate(page, "pl", title="Jak płacimy")
    response = ask("money", "pl")
    assert titles(response, "promoted") == ["Jak płacimy"]
    assert "Ask here first." not in response.content.decode(), "English words in a Polish page"


@pytest.mark.parametrize("how", ["draft", "restricted"])
def test_what_not_everybody_may_read_is_not_promoted(ask, make_information_page, how):
    page = make_information_page("For members")
    promote("money", page)
    if how == "draft":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "For members" not in ask("money").content.decode()


def test_a_link_to_another_site_is_for_readers_of_english(ask, polish_home):
    promote("benefits", external_link_url="https://example.org/", external_link_text="Benefits advice")
    assert "Benefits advice" in ask("benefits").content.decode()
    assert "Benefits advice" not in ask("benefits", "pl").content.decode()


def test_asking_writes_nothing_of_what_was_asked(ask, make_information_page):
    promote("money", make_information_page("How we pay people"))
    ask("money")
    ask("zeppelins over the lake today")
    assert Query.objects.count() == 1


def test_promotions_cost_the_same_however_many_there_are(ask, make_information_page):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            ask("money")
        return len(queries)

    promote("money", make_information_page("How we pay people"))
    ask("money")
    few = cost()
    for number in range(3):
        promote("money", make_information_page(f"Page {number}"))
        promote(f"other {number}", make_information_page())
    assert cost() == few
