"""When something is wrong, a reader of Arabic is told so from right to left, in the language of the address."""

import re

import pytest
from django.test import Client
from django.utils import translation

from corner.errors import server_error
from corner.languages.config import LANGUAGES, lang_tag

ARABIC = '<html lang="ar" dir="rtl">'


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def test_a_page_that_is_not_here(arabic_home, visitor):
    answer = visitor.get("/ar/nothing-here/")
    assert (answer.status_code, answer.headers["Content-Language"]) == (404, "ar")
    assert ARABIC in answer.content.decode()


def test_a_form_that_was_open_for_too_long(arabic_home):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/ar/sign-ups/lost-link/", {"email": "amina@example.org"})
    assert (answer.status_code, answer.headers["Content-Language"]) == (403, "ar")
    assert ARABIC in answer.content.decode()


def test_an_error_of_ours(arabic_home, visitor, monkeypatch):
    monkeypatch.setattr("search.views.find", lambda *args, **kwargs: 1 / 0)
    answer = visitor.get("/ar/search/?q=parks")
    assert (answer.status_code, answer.headers["Content-Language"]) == (500, "ar")
    html = answer.content.decode()
    assert ARABIC in html
    assert 'href="/ar/"' in html


@pytest.mark.parametrize("language", LANGUAGES, ids=[language.code for language in LANGUAGES])
def test_an_error_before_the_language_was_chosen(language, rf):
    """The thread has just served somebody else, in Polish; the language is read from the address, without a query."""
    prefix = "" if language.code == "en-gb" else f"/{language.code}"
    with translation.override("pl"):
        html = server_error(rf.get(f"{prefix}/search/")).content.decode()
        assert translation.get_language() == "pl"
    direction = "rtl" if language.right_to_left else "ltr"
    assert f'<html lang="{lang_tag(language.code)}" dir="{direction}">' in html
    assert set(re.findall(r'<a [^>]*href="([^"]*)"', html)) == {f"{prefix}/"}


@pytest.mark.parametrize("path", ["/no-such-language/", "/en-gb/", "/de/", "/"])
def test_any_other_address_gets_english(path, rf):
    assert '<html lang="en-GB" dir="ltr">' in server_error(rf.get(path)).content.decode()
