"""Near matches: words inside words, without accents, in title and intro.

The databases' own search knows whole English words. It misses "garden" for "gardens" (SQLite), "lodz" for "Łódź", a
Chinese word inside a sentence, an Arabic word with its article (languages.md, "Search"). Comparing folded text in
Python finds all of these, on SQLite and on PostgreSQL alike and without extensions, for a bounded number of pages.
"""

import heapq
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Left
from wagtail.models import Page

from search.words import fold

#: The newest pages that are looked at: comparing them takes some hundredths of a second.
MOST_PAGES = 1_000
#: Of each page's text in the index; the intro, which comes first there, has at most 280.
MOST_LETTERS = 600
MOST_FOUND = 50

#: The columns of the search index that hold plain text.
_TEXT = {"postgresql": ("title_text", "body_text")}.get(connection.vendor, ("title", "body"))


def near_matches(words: Sequence[str], pages: QuerySet[Page]) -> list[Any]:
    """Of the newest of `pages`, those whose title or intro holds each word somewhere; titles first. One query."""
    folded = [fold(word) for word in words]
    if all(len(word) == 1 and word.isascii() for word in folded):
        return []  # one letter is inside nearly everything; one Chinese character says something
    title, body = (f"index_entries__{name}" for name in _TEXT)
    newest = (
        pages.order_by("-pk")
        .annotate(near_title=F(title), near_body=Left(body, MOST_LETTERS))
        .only("pk", "content_type_id", "translation_key")[:MOST_PAGES]
    )
    rated = ((_rate(folded, fold(page.near_title or ""), fold(page.near_body or "")), page) for page in newest)
    best = heapq.nsmallest(MOST_FOUND, ((rate, page) for rate, page in rated if rate), key=lambda row: row[0])
    return [page for _rate, page in best]


def _rate(words: Sequence[str], title: str, body: str) -> int:
    """1: all words in the title; 2: all in title and intro together; 0: not all."""
    if all(word in title for word in words):
        return 1
    both = f"{title} {body}"
    return 2 if all(word in both for word in words) else 0
