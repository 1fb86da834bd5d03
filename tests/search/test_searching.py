"""A resident wants to know whether something has been done before."""

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from corner.models import ConsentRecord, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def parks(home):
    return Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())


def test_results_come_grouped_by_kind(ask, titles, make_event, make_case_study, make_technique, make_information_page):
    make_event("Lanterns in the dark")
    make_case_study("How lanterns changed the street")
    make_technique("Lanterns on the table")
    make_information_page("About lanterns")
    response = ask("lanterns")
    assert titles(response, "group-events") == ["Lanterns in the dark"]
    assert titles(response, "group-cases") == ["How lanterns changed the street"]
    assert titles(response, "group-techniques") == ["Lanterns on the table"]
    assert titles(response, "group-pages") == ["About lanterns"]


def test_people_organisations_and_the_library_are_found(
    ask, titles, make_person, make_organisation, make_recommendation, make_resource
):
    make_person("Ola Lantern")
    make_organisation("Lantern Group")
    make_recommendation("Bring a lantern")
    make_resource("Lantern report")
    response = ask("lantern")
    assert sorted(titles(response, "group-people")) == ["Lantern Group", "Ola Lantern"]
    assert sorted(titles(response, "group-library")) == ["Bring a lantern", "Lantern report"]


def test_words_in_the_story_are_found(ask, titles, make_case_study):
    make_case_study("A quiet year", what_happened=[("paragraph", "<p>Somebody brought marmalade.</p>")])
    assert titles(ask("marmalade")) == ["A quiet year"]


def test_all_words_must_be_there(ask, titles, make_technique):
    make_technique("Tea and trust")
    make_technique("Tea and time")
    assert titles(ask("tea trust")) == ["Tea and trust"]


def test_an_event_shows_its_date_calm_space_and_payment(ask, make_event):
    make_event("Lanterns", payment="yes", payment_details="£25 voucher", starts_in_days=7)
    html = ask("lanterns").content.decode()
    assert "Calm space" in html
    assert "£25 voucher" in html


def test_an_event_that_is_over_says_so(ask, make_event):
    make_event("Lanterns", starts_in_days=-7)
    assert "Over: " in ask("lanterns").content.decode()


def test_the_words_looked_for_are_marked(ask, make_technique):
    make_technique("Talking <b>Circles</b> & more")
    html = ask("circles").content.decode()
    assert "Talking &lt;b&gt;<mark>Circles</mark>&lt;/b&gt; &amp; more" in html


def test_nothing_found_offers_to_ask_and_to_start(ask):
    html = ask("zeppelins").content.decode()
    assert "Nothing found" in html
    assert 'href="/write/?reason=ask">Ask us' in html


def test_nothing_found_links_the_page_for_joining(ask, home, make_information_page):
    from corner.models import SiteSettings

    join = make_information_page("Join in", purpose="join")
    SiteSettings.objects.update_or_create(defaults={"join_page": join})
    html = ask("zeppelins").content.decode()
    assert f'href="{join.url}">Start something' in html


def test_without_a_question_there_is_just_the_box(ask, titles, make_technique):
    make_technique("Lanterns")
    response = ask("")
    assert titles(response) == []
    assert "Nothing found" not in response.content.decode()


# --- What nobody may find -----------------------------------------------------------------------------------


def test_a_draft_is_not_found(ask, titles, make_technique):
    make_technique("Lanterns").unpublish()
    assert titles(ask("lanterns")) == []


def test_a_draft_change_of_a_live_page_is_not_found(ask, titles, make_technique):
    page = make_technique("Tables")
    page.title = "Lanterns"
    page.save_revision()
    assert titles(ask("lanterns")) == []


@pytest.mark.parametrize("kind", ["password", "groups", "login"])
def test_a_restricted_page_is_not_found(ask, titles, make_event, kind):
    PageViewRestriction.objects.create(page=make_event("Lanterns"), restriction_type=kind, password="x")
    assert titles(ask("lanterns")) == []


def test_a_page_below_a_restricted_one_is_not_found(ask, titles, make_technique, techniques_index):
    make_technique("Lanterns")
    PageViewRestriction.objects.create(page=techniques_index, restriction_type="login")
    assert titles(ask("lanterns")) == []


def test_a_person_whose_consent_was_withdrawn_is_not_found(ask, titles, make_person):
    person = make_person("Ola Lantern")
    assert titles(ask("lantern")) == ["Ola Lantern"]
    # Not through save(), which would also unpublish the page: search asks for itself.
    ConsentRecord.objects.filter(subject_key=person.translation_key).update(withdrawn_on="2026-01-01")
    assert titles(ask("lantern")) == []


def test_a_restricted_page_is_not_on_its_topic_either(client, parks, make_event):
    page = make_event("Lanterns", topics=[parks])
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "Lanterns" not in client.get("/topics/parks/").content.decode()


# --- Choosing -----------------------------------------------------------------------------------------------


def test_results_can_be_narrowed_to_a_kind(ask, titles, make_event, make_technique):
    make_event("Lanterns outside")
    make_technique("Lanterns inside")
    assert titles(ask("lanterns", kind="techniques")) == ["Lanterns inside"]


def test_results_can_be_narrowed_to_a_topic(ask, titles, parks, make_technique):
    make_technique("Lanterns in the park", topics=[parks])
    make_technique("Lanterns at home")
    assert titles(ask("lanterns", topic="parks")) == ["Lanterns in the park"]


def test_a_topic_alone_lists_everything_on_it(ask, titles, parks, make_technique):
    make_technique("Lanterns", topics=[parks])
    make_technique("Tables")
    assert titles(ask("", topic="parks")) == ["Lanterns"]


def test_unknown_kinds_and_topics_are_as_good_as_none(ask, titles, make_technique):
    make_technique("Lanterns")
    assert titles(ask("lanterns", kind="nonsense", topic="no-such")) == ["Lanterns"]


def test_one_kind_has_pages_of_results(ask, titles, make_technique):
    for number in range(23):
        make_technique(f"Lantern {number:02}")
    first = ask("lantern")
    assert len(titles(first)) == 5
    assert "Show all: Techniques" in first.content.decode()
    assert len(titles(ask("lantern", kind="techniques"))) == 20
    assert len(titles(ask("lantern", kind="techniques", page=2))) == 3
    assert len(titles(ask("lantern", kind="techniques", page="many"))) == 20
    assert len(titles(ask("lantern", kind="techniques", page=999))) == 3


def test_more_than_the_limit_is_said_and_not_fetched(ask, titles, make_technique, monkeypatch):
    monkeypatch.setattr("search.finding.LIMIT", 3)
    for number in range(5):
        make_technique(f"Lantern {number}")
    html = ask("lantern").content.decode()
    assert "The first 3 results" in html
    assert "Add a word to find less." in html


def test_a_big_index_still_has_titles_first(ask, titles, make_technique, monkeypatch):
    monkeypatch.setattr("search.finding.SORTS_UP_TO", {"sqlite": 0, "postgresql": 0})
    make_technique("Lanterns", makes_possible="Light.")
    make_technique("Light", makes_possible="Lanterns.")
    assert titles(ask("lanterns")) == ["Lanterns", "Light"]


# --- The page itself ----------------------------------------------------------------------------------------


def test_a_search_costs_the_same_however_much_is_found(ask, make_technique, make_event, make_case_study):
    def make(how_many):
        for number in range(how_many):
            make_technique(f"Lantern {number}")
            make_event(f"Lantern {number}")
            make_case_study(f"Lantern {number}")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            ask("lantern")
        return len(queries)

    make(4)
    ask("lantern")  # fills what is kept in memory
    few = cost()
    make(4)
    assert cost() == few
    assert few <= (25 if connection.vendor == "sqlite" else 40)  # the bounds of PostgreSQL are queries, too


def test_anybody_may_cache_it_after_asking_and_no_cookie_is_set(ask, home):
    response = ask("lanterns")
    assert "public" in response["Cache-Control"]
    assert "no-cache" in response["Cache-Control"]
    assert not response.cookies
    assert response["X-Robots-Tag"] == "noindex, follow"


def test_only_reading_is_possible(client, home):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/search/?q=lanterns").status_code == 405


def test_a_broken_index_leaves_a_smaller_search_not_an_error(ask, titles, make_technique, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("no such table")

    make_technique("Lanterns")
    monkeypatch.setattr("search.finding._search", broken)
    response = ask("lanterns")
    assert response.status_code == 200
    assert titles(response) == ["Lanterns"]
    assert "Search is not working well just now" in response.content.decode()
