"""Dates and times as each language writes them."""

import unicodedata
from datetime import date, time

import pytest
from django.utils import formats, translation

from corner.dates import long_date, short_date
from corner.languages.config import LANGUAGES, direction, lang_tag


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=[language.code for language in LANGUAGES[1:]])
def test_times_have_no_english_am_and_pm(language):
    with translation.override(language.code):
        assert formats.time_format(time(18, 30)) == "18:30"
        assert "2026" in formats.date_format(date(2026, 12, 5))


@pytest.mark.parametrize(
    ("code", "words"),
    [("en-gb", "5 December 2026"), ("pl", "5 grudnia 2026"), ("uk", "5 грудня 2026"), ("so", "5 December 2026")],
)
def test_dates_are_written_out(code, words):
    """Django has no formats for Somali, ours are used; its months are English until a speaker has written them."""
    with translation.override(code):
        assert formats.date_format(date(2026, 12, 5)) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ro", "5 decembrie 2026"),
        ("pt", "5 de dezembro de 2026"),
        ("es", "5 de diciembre de 2026"),
        ("en-gb", "5 December 2026"),
    ],
)
def test_a_month_is_written_small_where_the_language_does_so(code, words):
    """Django's catalogues have it large in Romanian and Portuguese, as at the start of a line."""
    day = date(2026, 12, 5)
    with translation.override(code):
        assert short_date(day) == words
        assert long_date(day).endswith(words)


def test_tags_are_written_as_html_wants_them():
    assert [lang_tag(code) for code in ("en-gb", "zh-hans", "pl")] == ["en-GB", "zh-Hans", "pl"]


def test_languages_are_written_in_their_own_direction():
    """Which one that is, the letters of its name know."""
    for language in LANGUAGES:
        begins_at_the_right = unicodedata.bidirectional(language.own_name[0]) in ("R", "AL")
        assert direction(language.code) == ("rtl" if begins_at_the_right else "ltr")
