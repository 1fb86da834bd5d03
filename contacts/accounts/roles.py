"""What each role may do, in a sentence: said by the room that knows every right, shown where roles are given."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.utils.functional import Promise

#: For the name of a group, the sentence; empty for a group that somebody made by hand.
Tell = Callable[[str], str | Promise]

_tellers: list[Tell] = []


def register(tell: Tell) -> None:
    """Have `tell` asked for each group. Call it in `AppConfig.ready()`."""
    _tellers.append(tell)


def sentence_of(group: Group) -> str:
    """What people in this group may do; empty when nobody knows."""
    return next((str(words) for tell in _tellers if (words := tell(group.name))), "")
