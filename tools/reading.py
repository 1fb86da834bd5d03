"""How hard a page of the starter content is to read: which words are prose of ours; the measures are corner's."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models
from wagtail.fields import StreamField

from corner import reading
from corner.reading import syllables, words
from home.starter import (
    case_studies,
    events,
    home,
    information,
    legal_pages,
    organisations,
    people,
    recommendations,
    resource,
    techniques,
)
from home.starter.content import PageContent
from home.starter.recommendations import OWN_WORDS
from home.starter.words import LINK, Name

__all__ = ["all_pages", "grade", "lix", "prose", "reading_age", "sentences", "syllables", "words"]

#: Facts, names and other people's words: not prose of ours.
NOT_PROSE = {
    "title",
    "fact",
    "time",
    "kind",
    "value",
    "level",
    "id",
    "type",
    "date",
    "citation",
    "doi",
    "website",
    "source",
    "published_on",
    "publisher",
    "area",
    "named_in",
    "slug",
    "faults",
    "safeguarding_lead",
    "purposes",
    "content_notes",
}


def all_pages(today: date) -> list[PageContent]:
    """Every page of the starter content, samples too."""
    return [
        home.HOME, *home.INDEXES, people.CONTACTS, *organisations.ORGANISATIONS, *people.PEOPLE,
        *techniques.TECHNIQUES, *case_studies.CASE_STUDIES, recommendations.INDEX, *recommendations.RECOMMENDATIONS,
        resource.REPORT, *information.INFORMATION, *legal_pages.LEGAL_PAGES,
        events.WORKSHOP_OF_2024, *events.sample_events(today),
    ]  # fmt: skip


def prose(content: PageContent) -> Iterator[str]:
    """The pieces of running text on a page, one a paragraph, list item or field."""
    yield content.intro
    for name, value in content.fields.items():
        field: Any = content.model._meta.get_field(name)
        if name in NOT_PROSE or isinstance(value, Name):
            continue
        if isinstance(field, StreamField):
            yield from _in_blocks(value)
        elif isinstance(field, (models.CharField, models.TextField)) and not field.choices:
            yield from value.split("\n")


def _in_blocks(value: Any) -> Iterator[str]:
    if isinstance(value, Name):
        return
    if isinstance(value, str):
        pieces = re.split(r"</?(?:p|ul|ol|li)>", LINK.sub(r"\2", value))
        yield from (piece.strip() for piece in pieces if piece.strip())
    elif isinstance(value, list):
        for entry in value:
            yield from _in_blocks(entry)
    elif isinstance(value, dict):
        if isinstance(value.get("value"), dict) and value["value"].get("title") == OWN_WORDS:
            return
        if value.get("type") == "heading":
            return
        for name, entry in value.items():
            if name not in NOT_PROSE or (name == "value" and "type" in value):
                yield from _in_blocks(entry)


#: A name is as hard as it is; each counts as one short word.
NAMES = sorted(
    [page.title for page in (*organisations.ORGANISATIONS, *people.PEOPLE)]
    + ["Southampton Coproduction Corner", "Veracity Recreation Ground", "Making Coproduction Meaningful"],
    key=len,
    reverse=True,
)


def sentences(text: str) -> list[str]:
    """The sentences of a piece of text, without its names."""
    return reading.sentences(_without_names(text))


def grade(pieces: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of all pieces of text together."""
    return reading.grade(map(_without_names, pieces))


def reading_age(pieces: Iterable[str]) -> float:
    """The age in years at which a child can read it."""
    return reading.reading_age(map(_without_names, pieces))


def lix(pieces: Iterable[str]) -> float:
    """The LIX of all pieces of text together."""
    return reading.lix(map(_without_names, pieces))


def _without_names(text: str) -> str:
    for name in NAMES:
        text = text.replace(name, "Ann")
    return text
