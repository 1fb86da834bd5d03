"""Searches that found nothing: what people miss here, told to staff without telling on anybody.

The one thing that a GET writes (design.md, rule 3). It is written after the reader has the whole page, so the page is
neither slower nor in danger; nothing is known of the reader, and a page that somebody's cache answers is not counted.

What is never written, whoever typed it:
1. anything with a digit in any script, or an "@": telephone and house numbers, dates of birth, e-mail addresses;
2. more than three words (a sentence can be somebody's story), a word longer than 30 letters, more than 80 in all;
3. two or more words with a capital at their beginning, as names are written;
4. a name of somebody who is on the site as a person (published or not) or works in its admin;
5. one of the given names in `given_names.txt`.
A surname typed alone in small letters passes. So what was written is shown only once it was looked for on three
different days, and is gone after 30 days whatever happens.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection
from django.db.models import Count, Max, QuerySet
from django.http import HttpResponse
from django.utils import timezone

from corner import searchable
from search.models import NotFound
from search.words import fold, words_of

logger = logging.getLogger(__name__)

KEEP = timedelta(days=30)
#: On so many different days must words have been looked for before staff see them.
DAYS_SEEN = 3
MOST_WORDS = 3
MOST_LETTERS = 80
LONGEST_WORD = 30
#: Somebody who sends nonsense all day does not fill the database.
MOST_A_DAY = 500


def count_after(response: HttpResponse, text: str, language: str) -> None:
    """Count `text` once the response has been sent. Django closes a response after its last byte has gone out, and
    lets nothing that fails then reach anybody."""
    response._resource_closers.append(lambda: count(text, language))  # type: ignore[attr-defined]  # left out of stubs


def count(text: str, language: str) -> None:
    """Write down that `text` found nothing today, unless it must not be written. Never raises for the database."""
    try:
        if may_be_kept(text):
            _count(" ".join(words_of(text)).casefold(), language, timezone.localdate())
    except DatabaseError:
        logger.warning("A search that found nothing could not be counted.")  # never its words


def _count(words: str, language: str, today: date) -> None:
    rows = NotFound.objects.filter(day=today)
    # One look, and nearly always nothing to write: SQLite has one writer at a time.
    if rows.filter(words=words, language=language).exists() or rows.count() >= MOST_A_DAY:
        return
    with _without_waiting():
        NotFound.objects.get_or_create(words=words, language=language, day=today)


@contextmanager
def _without_waiting() -> Iterator[None]:
    """On SQLite, give up at once where somebody else is writing: the reader's next request may use this connection.

    A sign-up waits for its turn (settings, 20 seconds); a word that is not counted today is no loss.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        [patience] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute("PRAGMA busy_timeout = 50")  # milliseconds
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")


def may_be_kept(text: str) -> bool:
    """Whether none of the five rules above forbids it. At most one query for each kind of name."""
    words = words_of(text)
    if not words or len(words) > MOST_WORDS or len(text) > MOST_LETTERS or "@" in text:
        return False
    if any(character.isdigit() for character in text) or any(len(word) > LONGEST_WORD for word in words):
        return False
    if sum(word[0].isupper() for word in words) > 1:
        return False
    folded = {fold(word) for word in words}
    return folded.isdisjoint(_given_names()) and folded.isdisjoint(_names_on_the_site())


@cache
def _given_names() -> frozenset[str]:
    lines = Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(name) for line in lines if not line.startswith("#") for name in line.split())


def _names_on_the_site() -> set[str]:
    users = get_user_model()._default_manager.values_list("first_name", "last_name", "username")
    names = [name for row in users for name in row] + [name for names in searchable.names() for name in names()]
    return {fold(word) for name in names for word in words_of(name)}


def to_show() -> QuerySet:
    """Words and language with `days`, on how many they were looked for, and `last`; the commonest first."""
    rows = NotFound.objects.filter(day__gt=timezone.localdate() - KEEP).values("words", "language")
    counted = rows.annotate(days=Count("day", distinct=True), last=Max("day"))
    return counted.filter(days__gte=DAYS_SEEN).order_by("-days", "-last", "words")


def forget_old() -> None:
    """Delete what is 30 days old. Called by the worker once a day."""
    NotFound.objects.filter(day__lte=timezone.localdate() - KEEP).delete()
