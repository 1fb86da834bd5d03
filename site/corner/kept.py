"""What all pages share (the settings, the ways at the top, choices of filters), kept by each process while nothing
changes.

It belongs to the generation of kept pages (`corner.page_cache`): whatever is written to a table that pages show begins
a new one at its commit, in the cache that all processes share, and what was kept before is not looked at again. So
every worker sees a change at once, as with whole pages; without the shared word nothing is kept. Like these it ends
after five minutes at the latest.

Never keep here who may read what: view restrictions are asked for in every request (speed.md, "Levers").
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from django.conf import settings

from corner.once import is_in_request, once_per_request
from corner.page_cache import generation, moments

R = TypeVar("R")

#: Answers kept for each function; the one that was made first goes.
MOST = 200


class Answer(NamedTuple):
    word: str
    #: By `time.monotonic()`.
    until: float
    answer: Any


def while_nothing_changes(ask: Callable[..., R]) -> Callable[..., R]:
    """Call `ask` once for the same arguments, which must be hashable, and again after any change that pages show.

    Only while a request is answered that changes nothing, and only where writes are watched (PAGE_CACHE). The answer is
    shared by all threads: whoever gets it leaves it as it is. It must not depend on the time of day.
    """
    memory: OrderedDict[tuple[Hashable, ...], Answer] = OrderedDict()
    lock = Lock()

    @wraps(ask)
    def answer(*args: Hashable) -> R:
        word = _word() if settings.PAGE_CACHE and is_in_request() else None
        if word is None:
            return ask(*args)
        known = memory.get(args)
        if known is not None and known.word == word and known.until > time.monotonic():
            return known.answer
        may_keep = generation.is_settled(word)  # before it is asked: see there
        found = ask(*args)
        if may_keep:
            with lock:
                memory[args] = Answer(word, time.monotonic() + moments.LONGEST.total_seconds(), found)
                while len(memory) > MOST:
                    memory.popitem(last=False)
        return found

    return answer


@once_per_request
def _word() -> str | None:
    """Read before anything that is kept under it."""
    return generation.current()
