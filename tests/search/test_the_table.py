"""The table of `languages.md`, "Search": what each database finds by itself, and what a reader finds in the end.

A database knows whole words, and PostgreSQL the endings of English ones. Every row that it misses is found by near
matches, on both databases alike (`search/near.py`); so no extension has to be installed, which may need rights that a
volunteer's hosting does not give.
"""

from typing import NamedTuple

import pytest
from django.db import connection
from wagtail.models import Page

from search.finding import _search
from search.words import words_of

pytestmark = pytest.mark.django_db


class Row(NamedTuple):
    """Somebody types `typed`; the page is called `title`. Then: which databases find it without help."""

    what: str
    language: str
    typed: str
    title: str
    found_by: tuple[str, ...] = ()


TABLE = [
    Row("English, one for many", "en-gb", "garden", "Gardens for all", ("postgresql",)),
    Row("English, many for one", "en-gb", "gardens", "A garden for all", ("postgresql",)),
    Row("English, another ending", "en-gb", "gardening", "A garden for all", ("postgresql",)),
    Row("English without accents", "en-gb", "cafe", "World café", ("sqlite",)),
    Row("Polish, one for many", "pl", "ogród", "Ogrody w mieście"),
    Row("Polish, many for one", "pl", "ogrody", "Ogród w mieście"),
    Row("Polish, another case", "pl", "ogrodzie", "Ogród w mieście"),
    Row("Polish without accents", "pl", "lodz", "Spotkanie w Łódź"),
    Row("Romanian without accents", "ro", "gradina", "Grădina și oamenii", ("sqlite",)),
    Row("Ukrainian, another case", "uk", "садівництва", "Садівництво разом"),
    Row("Ukrainian, another apostrophe", "uk", "здоровʼя", "Здоров'я разом"),
    Row("Ukrainian, without the old letter", "uk", "ганок", "Ґанок для всіх"),
    Row("Arabic without the article", "ar", "حديقة", "لقاء في الحديقة"),
    Row("Arabic with the article", "ar", "الحديقة", "حديقة الحي"),
    Row("Arabic, “for the”", "ar", "للحديقة", "حديقة الحي"),
    Row("Arabic, “and the”", "ar", "والحديقة", "حديقة الحي"),
    Row("Arabic, other letter forms", "ar", "احمد", "أحمد وأصدقاء"),
    Row("Arabic, other last letter", "ar", "حديقه", "الحديقة لنا"),
    Row("Arabic with vowel signs", "ar", "حَدِيقَة", "حديقة الحي"),
    Row("Persian on an Arabic keyboard", "fa", "كتاب", "کتاب‌خانه شهر"),
    Row("Persian, one word or two", "fa", "کتابخانه", "کتاب‌خانه شهر"),
    Row("Urdu on an Arabic keyboard", "ur", "باغيچه", "باغیچہ سب کا"),
    Row("Numbers in Arabic digits", "ar", "2026", "لقاء ٢٠٢٦"),
    Row("Numbers in Persian digits", "fa", "۲۰۲۶", "دیدار 2026"),
    Row("Chinese inside a sentence", "zh-hans", "公园", "我们在公园里见面"),
    Row("Chinese, two words at once", "zh-hans", "公园见面", "我们在公园里见面"),
    Row("Chinese, one character", "zh-hans", "园", "我们在公园里见面"),
    Row("Hindi inside a word", "hi", "बाग", "बागवानी साथ में"),
    Row("Bengali, another ending", "bn", "বাগানের", "বাগান সবার জন্য"),
    Row("Punjabi, without the dot below", "pa", "ਬਾਗ਼", "ਬਾਗ ਸਭ ਦਾ", ("sqlite",)),
]


@pytest.mark.parametrize("row", TABLE, ids=[row.what for row in TABLE])
def test_a_reader_finds_the_page(row, home, make_technique, translate, ask, titles):
    """And what the database finds without help is what the table says, so that nobody relies on more."""
    page, prefix = make_technique(row.title), ""
    if row.language != "en-gb":
        page, prefix = translate(make_technique("Sheet"), row.language, title=row.title), row.language
    assert titles(ask(row.typed, prefix), "group-techniques") == [row.title]
    by_itself = _search(words_of(row.typed), Page.objects.filter(locale=page.locale))
    assert bool(by_itself) == (connection.vendor in row.found_by)


@pytest.mark.parametrize(
    ("typed", "title"),
    [("access", "Accept each other"), ("contact", "A contract"), ("community", "Comments"), ("公园见面", "学校")],
)
def test_a_word_that_only_begins_alike_is_another_word(typed, title, make_technique, ask, titles):
    make_technique(title)
    assert titles(ask(typed)) == []


def test_the_form_that_was_typed_comes_before_other_forms(make_technique, ask, titles):
    make_technique("Jeden ogród")
    make_technique("Ogrody")
    make_technique("Nasz ogród")
    assert titles(ask("ogrody"))[0] == "Ogrody"


@pytest.mark.parametrize(
    ("typed", "title", "marked"),
    [
        ("gardens", "A garden for all", "A <mark>garden</mark> for all"),
        ("الحديقة", "حديقة الحي", "<mark>حديقة</mark> الحي"),
        ("2026", "لقاء ٢٠٢٦", "لقاء <mark>٢٠٢٦</mark>"),
    ],
)
def test_the_reader_sees_why_a_page_was_found(typed, title, marked, make_technique, ask):
    make_technique(title)
    assert marked in ask(typed).content.decode()
