"""When nothing holds every word of a question: what holds the words that say most.

People ask whole sentences ("how do I join"). Which words matter is not known of fifteen languages, but a word that
most pages have says little, and one that few have says much.
"""

import math
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from search.near import holds, texts
from search.words import fold, sought

#: Of the longest question so many words are compared.
MOST_WORDS = 8
#: So many are offered, for they are guesses.
MOST_FOUND = 10
#: A page must say at least this share of what the best page says.
ENOUGH = 0.6
#: A word in a title says so much more than one in the text.
TITLE = 2.0


def partly(words: Sequence[str], objects: QuerySet) -> list[tuple[float, Any]]:
    """Of the newest of `objects`, those that hold the most telling words, each with what it is worth; the best first.

    One query.
    """
    wanted = [sought(word) for word in words[:MOST_WORDS]]
    if len(wanted) < 2:
        return []
    found = []
    for each, title, body in texts(objects):
        folded_title, folded_body = fold(title), fold(body)
        in_title = {word for word in wanted if holds(folded_title, word)}
        found.append((each, in_title, in_title | {word for word in wanted if holds(folded_body, word)}))
    worth = {word: _worth(sum(word in anywhere for _, _, anywhere in found), len(found)) for word in wanted}
    rated = [
        (sum(worth[word] for word in anywhere) + (TITLE - 1) * sum(worth[word] for word in in_title), each)
        for each, in_title, anywhere in found
    ]
    return sorted((row for row in rated if row[0] > 0), key=lambda row: -row[0])


def best(rated: Sequence[tuple[float, Any]]) -> list[Any]:
    """The best of several lists of `partly`, without what is far behind."""
    ordered = sorted(rated, key=lambda row: -row[0])
    return [each for worth, each in ordered[:MOST_FOUND] if worth >= ENOUGH * ordered[0][0]]


def _worth(pages_with: int, pages: int) -> float:
    """0 for a word that half of the pages have, or none."""
    return max(0.0, math.log(pages / (2 * pages_with))) if pages_with else 0.0
