"""Lists show each page in the reader's language, and English where there is nothing else."""

import pytest
from django.utils import translation

from corner.languages.pages import in_language, localized, snippets_in_language, source_pages
from tests.fixtures.site import fill, submit, translate


@pytest.fixture
def techniques(make_technique, polish_home):
    pages = [make_technique(title=f"Technique {letter}") for letter in "ABC"]
    translate(pages[1], "pl", title="Metoda B")
    return pages


def test_each_page_once_in_the_language_it_was_written_in(techniques):
    assert set(source_pages(type(techniques[0]))) == set(techniques)


def test_restricted_pages_are_in_no_list(techniques, restrict):
    restrict(techniques[0])
    assert techniques[0] not in source_pages(type(techniques[0]))


def test_the_translation_is_shown_where_there_is_one(techniques):
    with translation.override("pl"):
        shown = in_language(techniques)
    assert [page.title for page in shown] == ["Technique A", "Metoda B", "Technique C"]
    assert [page.is_fallback for page in shown] == [True, False, True]
    assert [page.facts for page in shown] == techniques


def test_a_draft_translation_is_not_shown(techniques):
    submit(techniques[0], "pl")
    assert in_language(techniques, "pl")[0].is_fallback


def test_a_restricted_translation_is_not_shown(techniques, polish_home, restrict):
    restrict(techniques[1].get_translation(polish_home.locale))
    assert in_language(techniques, "pl")[1].title == "Technique B"


def test_an_alias_is_no_translation(techniques, polish_home):
    index = techniques[1].get_translation(polish_home.locale).get_parent().specific
    techniques[0].create_alias(parent=index, update_locale=polish_home.locale, reset_translation_key=False)
    assert in_language(techniques, "pl")[0] == techniques[0]


def test_in_english_everything_is_its_own(techniques, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        shown = in_language(techniques, "en-gb")
    assert shown == techniques
    assert not any(page.is_fallback for page in shown)


def test_the_number_of_queries_does_not_grow(techniques, make_technique, django_assert_num_queries):
    with django_assert_num_queries(3):
        in_language(techniques, "pl")
    techniques += [make_technique() for _ in range(3)]
    translate(techniques[-1], "pl")
    with django_assert_num_queries(3):
        in_language(techniques, "pl")


def test_nothing_asks_nothing(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert in_language([]) == []
        assert snippets_in_language([]) == []


def test_a_finished_snippet_is_shown_in_the_language(venue, polish_home):
    polish = translate(venue, "pl", directions="Autobusem.")
    with translation.override("pl"):
        assert localized(venue) == polish
    assert localized(venue) == venue


def test_an_unfinished_snippet_is_english_and_says_so(venue, polish_home):
    """A snippet has no draft: submitted, its translation holds English text under another language at once."""
    submit(venue, "pl")
    with translation.override("pl"):
        assert localized(venue) == venue


def test_a_filled_snippet_that_was_never_saved_is_english_too(venue, polish_home):
    fill(submit(venue, "pl"))
    with translation.override("pl"):
        assert localized(venue) == venue


def test_the_address_of_a_venue_is_the_same_in_every_language_at_once(venue, polish_home):
    translate(venue, "pl")
    venue.address = "1 New Street\nSouthampton"
    venue.save()
    with translation.override("pl"):
        shown = localized(venue)
    assert shown.locale.language_code == "pl"
    assert shown.address == "1 New Street\nSouthampton"


def test_snippets_of_several_models_keep_their_order(venue, polish_home, home):
    from corner.models import Topic

    parks = Topic.objects.create(name="Parks", slug="parks", locale=home.locale)
    translate(parks, "pl", name="Parki")
    with translation.override("pl"):
        assert [str(snippet) for snippet in snippets_in_language([venue, parks])] == ["Central Library", "Parki"]
