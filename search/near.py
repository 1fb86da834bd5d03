"""Near matches: words inside words, without accents, with other endings, in title and intro.

The databases' own search knows whole words. It misses "garden" for "gardens" (SQLite), "lodz" for "Łódź", "ogrodzie"
for "Ogród", a Chinese word inside a sentence, an Arabic word with its article (languages.md, "Search"). Comparing
folded text in Python finds all of these, on SQLite and on PostgreSQL alike, for a bounded number of pages. PostgreSQL's
`unaccent` and `pg_trgm` are not asked for: installing them needs rights that a volunteer's database may not give.
"""

import heapq
import string
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Left
from wagtail.models import Page

from search.words import HEAD, are_forms_of_one_word, fold, is_chinese, sought

#: The newest that are looked at, pages or agreements: comparing them takes some hundredths of a second.
MOST_PAGES = 1_000
#: Of each page's text in the index; the intro, which comes first there, has at most 280.
MOST_LETTERS = 600
MOST_FOUND = 50
#: Fewer letters are not two words in one, such as "worldcafe".
LETTERS_OF_TWO_WORDS = 7
#: Of each long Chinese word.
MOST_PAIRS = 20

_PUNCTUATION = string.punctuation + "“”„«»…–—،؛؟。，！？।"

#: The columns of the search index that hold plain text.
TEXT = {"postgresql": ("title_text", "body_text")}.get(connection.vendor, ("title", "body"))


def near_matches(words: Sequence[str], objects: QuerySet) -> list[Any]:
    """Of the newest of `objects`, whose title or intro holds each word somewhere; titles first. One query."""
    folded = [sought(word) for word in words]
    if all(len(word) == 1 and word.isascii() for word in folded):
        return []  # one letter is inside nearly everything; one Chinese character says something
    rated = ((_rate(folded, fold(title), fold(body)), each) for each, title, body in texts(objects))
    best = heapq.nsmallest(MOST_FOUND, ((rate, each) for rate, each in rated if rate), key=lambda row: row[0])
    return [each for _rate, each in best]


def texts(objects: QuerySet, letters: int = MOST_LETTERS) -> Iterator[tuple[Any, str, str]]:
    """The newest of `objects`, each with its title and the beginning of its text as the search index has them.

    One query. The index holds what is live, never a draft.
    """
    title, body = (f"index_entries__{name}" for name in TEXT)
    newest = objects.order_by("-pk").annotate(near_title=F(title), near_body=Left(body, letters))
    if issubclass(objects.model, Page):
        newest = newest.only("pk", "content_type_id", "translation_key")
    for each in newest[:MOST_PAGES]:
        yield each, each.near_title or "", each.near_body or ""


def words_in(text: str) -> list[str]:
    """The words of a text, as they are written there."""
    return [word for part in text.split() if (word := part.strip(_PUNCTUATION))]


def holds(text: str, word: str) -> bool:
    """Whether a folded text has a folded word, whole or with another ending; in Chinese, inside."""
    if is_chinese(word):
        return word in text
    head = word[:HEAD]  # every form of it has that: of a long text, few words are looked at closely
    if head not in text:
        return False
    alike = (other for other in words_in(text) if head in other)
    return any(word in (other, sought(other)) or are_forms_of_one_word(word, sought(other)) for other in alike)


def names(name: str, words: Sequence[str]) -> bool:
    """Whether a name, such as that of a topic, has each of the sought words, whole or with another ending."""
    folded = fold(name)
    return all(holds(folded, word) for word in words) or is_one_word_apart(words, folded)


def _rate(words: Sequence[str], title: str, body: str = "") -> int:
    """How well folded text holds sought words; 1 is best.

    1: all in the title; 2: all in title and intro together; 3: all in another form, or where the title writes apart
    what was typed as one word; 0: not all.
    """
    if all(word in title for word in words):
        return 1
    both = f"{title} {body}"
    together = title.replace(" ", "")
    missing = [word for word in words if word not in both]
    if not missing:
        return 2
    if is_one_word_apart(words, both):
        return 3
    missing = [word for word in missing if len(word) < LETTERS_OF_TWO_WORDS or word not in together]
    return 3 if all(_has_another_form(word, both) for word in missing) else 0


def is_one_word_apart(words: Sequence[str], text: str) -> bool:
    """Whether the words are one word in the text: "well being" for "wellbeing"."""
    one = "".join(words)
    return len(words) == 2 and len(one) >= LETTERS_OF_TWO_WORDS and one in words_in(text)


def _has_another_form(word: str, text: str) -> bool:
    """Whether `text` holds the word with another ending; in Chinese, at least half of the pairs of its characters."""
    if is_chinese(word):
        pairs = [word[at : at + 2] for at in range(min(len(word) - 1, MOST_PAIRS))]
        return bool(pairs) and sum(pair in text for pair in pairs) * 2 >= len(pairs)
    if len(word) < HEAD or word[:HEAD] not in text:  # nearly every page ends here, and costs next to nothing
        return False
    return any(are_forms_of_one_word(word, sought(other)) for other in words_in(text))
