"""The word that every kept page belongs to. A new one, and no process finds an older page."""

import logging
import time
import uuid

from django.core.cache import cache

logger = logging.getLogger(__name__)

KEY = "page-generation"
#: Seconds. Of a younger generation nothing is kept: outside a transaction SQLite commits an INSERT only when its id is
#: read, just after we hear of it, and a page made in between would show what was before.
SETTLED = 1.0

# Set while the cache did not take a new word: until it does, this process must not believe the old one.
_owed = False


def current() -> str | None:
    """The word in force; None when the cache does not answer, and pages are made without it.

    Random and never counted: a counter that the cache forgot would begin again, and bring old pages back to life.
    """
    if _owed and not begin_anew():
        return None
    known = cache.get(KEY)
    if known is None:
        cache.add(KEY, _new_word(), timeout=None)
        known = cache.get(KEY)  # another process may have been first
    return known if isinstance(known, str) else None


def _new_word() -> str:
    return f"{time.time():.3f} {uuid.uuid4().hex}"


def is_settled(word: str) -> bool:
    """Whether whatever began this generation is surely in the database by now."""
    return time.time() - float(word.partition(" ")[0]) >= SETTLED


def begin_anew() -> bool:
    """Leave all kept pages behind; whether the cache took the new word. A cache that did not is asked again."""
    global _owed
    before = cache.get(KEY)
    cache.set(KEY, _new_word(), timeout=None)
    # The caches of this site never raise (`corner.cache`), so only reading shows what became of it. Another process
    # may have written a word of its own meanwhile, which is as good.
    _owed = cache.get(KEY) in (None, before)
    if _owed:
        logger.warning("The cache did not take note of a change. No page is served from it until it does.")
    return not _owed
