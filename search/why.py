"""Why something was found: a piece of its text, or its topic, where title and summary do not show it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import F
from wagtail.models import Page

from corner.models import Topic
from corner.searchable import Card
from search.groups import Group
from search.near import TEXT, holds, names
from search.words import fold, sought

#: Characters of a piece, before and after the word.
BEFORE, AFTER = 60, 120

#: The index puts ", " between the blocks of a text.
_SENTENCE_ENDS = re.compile(r"(?<=[.!?؟।。！？]),? +")


def explained(groups: Sequence[Group], words: Sequence[str], topics: Sequence[Topic]) -> list[Group]:
    """The groups with `excerpt` and `topic` on the cards that need them. Two queries at most for each model shown."""
    if not words:
        return list(groups)
    wanted = [sought(word) for word in words]
    called = [topic.name for topic in topics if names(topic.name, wanted)]
    unclear = [card for group in groups for card in group.cards if not _shows(card, wanted)]
    bodies = _bodies([card.obj for card in unclear])
    why = {id(card): _why(bodies.get((type(card.obj), card.obj.pk), ""), wanted, called) for card in unclear}
    return [replace(group, cards=[replace(card, **why.get(id(card), {})) for card in group.cards]) for group in groups]


def _shows(card: Card, wanted: Sequence[str]) -> bool:
    seen = fold(" ".join([card.title, card.summary, *(str(said) for _what, said in card.bits)]))
    return any(word in seen or holds(seen, word) for word in wanted)


def _bodies(objs: Sequence[Any]) -> dict[tuple[type[Any], Any], str]:
    """The text of each as the search index has it: of what is live."""
    by_model: dict[type[Any], dict[Any, list[type[Any]]]] = defaultdict(dict)
    for obj in objs:
        base = Page if isinstance(obj, Page) else type(obj)
        by_model[base].setdefault(obj.pk, []).append(type(obj))
    return {
        (cls, pk): body or ""
        for base, of_model in by_model.items()
        for pk, body in base._default_manager.filter(pk__in=of_model).values_list("pk", F(f"index_entries__{TEXT[1]}"))
        for cls in of_model[pk]
    }


def _why(body: str, wanted: Sequence[str], called: Sequence[str]) -> dict[str, Any]:
    excerpt = _piece(body, wanted)
    if excerpt:
        return {"excerpt": excerpt}
    return {"topic": ", ".join(called)} if called else {}


def _piece(body: str, wanted: Sequence[str]) -> str:
    """The first sentence with a word that was looked for, or the part of it around the word; empty without one."""
    for sentence in _SENTENCE_ENDS.split(" ".join(body.split())):
        place = 0
        for word in sentence.split(" "):
            folded = fold(word)
            if any(holds(folded, each) or (not each.isascii() and each in folded) for each in wanted):
                return _around(sentence, place, place + len(word))
            place += len(word) + 1
    return ""


def _around(sentence: str, start: int, end: int) -> str:
    """A long sentence cut between words, before and after the one from `start` to `end`."""
    first = sentence.find(" ", start - BEFORE, start) + 1 if start > BEFORE else 0
    last = sentence.rfind(" ", end, end + AFTER) if end + AFTER < len(sentence) else len(sentence)
    piece = sentence[first : last if last > 0 else end]
    return f"{'… ' if first else ''}{piece}{'' if last == len(sentence) else ' …'}"
