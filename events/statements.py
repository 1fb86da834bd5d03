"""The statements that people rate afterwards: the event's own, or four usual ones. Known by their id, not their words.

As with questions (`events/asking.py`), which there are is the source page's word; a translation lends its words, found
by block id, and what it does not have shows in the source's language.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.asking import Words

#: How much somebody agrees; kept as the number.
RATINGS = {
    1: _("Not at all"),
    2: _("A little"),
    3: _("In between"),
    4: _("Quite a lot"),
    5: _("Very much"),
}

#: Asked where an event has no statements of its own. Their ids stay for ever: answers are kept by them.
USUAL = {
    "listened": _("People listened to me."),
    "my-way": _("I could take part in the way I wanted."),
    "change": _("I think something will change because of this."),
    "again": _("I would come again."),
}


@dataclass(frozen=True)
class Statement:
    """One sentence to rate, in the reader's words or the source's."""

    id: str
    words: Words

    @property
    def field_name(self) -> str:
        return f"s-{self.id}"


def usual() -> list[Statement]:
    return [Statement(key, Words(words)) for key, words in USUAL.items()]


def statements_of(page: Any, facts: Any) -> list[Statement]:
    """What is asked: the statements of the source page `facts`, in the words of `page` where it has them."""
    translated = page.pk != facts.pk
    shown = {block.id: block.value for block in page.feedback_statements} if translated else {}
    own = [_statement(block, shown.get(block.id, "") if translated else block.value) for block in _blocks(facts)]
    return own or usual()


def _blocks(facts: Any) -> list[Any]:
    return [block for block in facts.feedback_statements if block.value]


def _statement(block: Any, shown: str) -> Statement:
    return Statement(block.id, Words(shown) if shown else Words(block.value, is_source=True))
