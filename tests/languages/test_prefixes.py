"""A language is seen by readers when staff switch it on, and not before (languages.md, traps 3 and 7)."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.models import Locale

from corner.languages.config import LANGUAGES, lang_tag
from corner.languages.register import is_drafted

OTHERS = [language for language in LANGUAGES if language.code != settings.LANGUAGE_CODE]


READY = [language for language in OTHERS if is_drafted(language.code)]
WAITING = [language for language in OTHERS if not is_drafted(language.code)]


@pytest.mark.parametrize("language", READY, ids=[language.code for language in READY])
def test_every_language_whose_words_are_drafted_can_be_switched_on(home, translate, client, language):
    translate(home, language.code)
    page = client.get(f"/{language.code}/")
    assert page.status_code == 200
    assert page.headers["Content-Language"] == lang_tag(language.code)
    assert translation.get_language_info(language.code)["name_local"] == language.own_name


@pytest.mark.parametrize("language", WAITING, ids=[language.code for language in WAITING])
def test_a_language_without_its_words_routes_but_cannot_be_switched_on(home, translate, client, language):
    """Somali and Pashto wait for a speaker. Django does not know them: without care their prefix were a 404."""
    assert translation.get_language_info(language.code)["name_local"] == language.own_name
    with pytest.raises(ValidationError, match="not written in this language yet"):
        translate(home, language.code)
    draft = type(home).objects.get(locale__language_code=language.code)
    assert not draft.live
    type(home).objects.filter(pk=draft.pk).update(live=True)  # past the gate, by a hand in the database
    answer = client.get(f"/{language.code}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_english_has_no_prefix(home, client):
    assert client.get("/").status_code == 200
    assert client.get("/en-gb/").status_code == 404


@pytest.mark.parametrize("code", ["so", "pl"])
def test_a_language_that_is_not_switched_on_sends_readers_to_english(home, make_event, client, code):
    """Served as it is, the English home would say `lang="so"`."""
    event = make_event(title="Tea")
    assert client.get(f"/{code}/").headers["Location"] == "/"
    answer = client.get(f"/{code}/events/{event.slug}/?day=2")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/events/{event.slug}/?day=2")


def test_a_home_that_is_only_a_draft_switches_nothing_on(home, client):
    locale = Locale.objects.create(language_code="pl")
    home.copy_for_translation(locale)
    assert client.get("/pl/").headers["Location"] == "/"


def test_search_in_a_language_that_is_not_switched_on_is_in_english(home, client):
    answer = client.get("/pl/search/?q=park")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/search/?q=park")


def test_nobody_is_sent_to_a_language_by_their_browser(polish_home, client):
    answer = client.get("/", headers={"accept-language": "pl"})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "en-GB"
    assert "accept-language" not in answer.headers.get("Vary", "").lower()


def test_a_page_says_its_language_and_direction(arabic_home, client):
    answer = client.get("/ar/")
    assert answer.headers["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in answer.content.decode()
