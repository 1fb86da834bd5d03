"""Who speaks what: in names that their speakers recognise, and that the reader can read."""

import pytest
from django.utils import translation

from contacts.spoken import spoken


def names(typed, code="en-gb"):
    with translation.override(code):
        return [(each.words, each.for_reader) for each in spoken(typed)]


def test_a_language_stands_in_its_own_script_and_in_the_readers():
    assert names("Polish, Arabic") == [("Polski", "Polish"), ("العربية", "Arabic")]
    assert names("Polish, Arabic", "pl") == [("Polski", ""), ("العربية", "arabski")]


def test_the_readers_own_language_needs_no_second_name():
    assert names("English") == [("English", "")]


@pytest.mark.parametrize("typed", ["polish", "POLISH", "Polski", " polish ;", "Polish and Polish"])
def test_however_it_is_typed(typed):
    assert set(names(typed)) == {("Polski", "Polish")}


def test_what_is_no_whole_name_stays_as_it_is():
    assert names("a little Arabic, Klingon") == [("a little Arabic", ""), ("Klingon", "")]


def test_english_slips_into_no_other_language():
    """Django knows no word for Pashto: nothing is better than English in an Arabic line."""
    assert names("Pashto", "ar") == [("پښتو", "")]


@pytest.mark.django_db
def test_a_page_and_the_list_mark_the_language_of_each_name(client, make_person, contacts_page):
    anna = make_person("Anna", languages_spoken="English, Arabic, a bit of Welsh")
    for page in (anna, contacts_page):
        html = client.get(page.url).content.decode()
        assert '<bdi lang="ar" dir="rtl">العربية</bdi>' in html
        assert "a bit of Welsh" in html
