"""When pages change by themselves: a sign-up closes, an event begins, a day ends."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

#: Kept no longer, whatever happens: it bounds what a write that nobody noticed (by hand, in SQL) can hide.
LONGEST = timedelta(minutes=5)

#: Given a moment, the next one after it at which some page changes, or None.
Next = Callable[[datetime], datetime | None]

_registered: list[Next] = []


def register(find: Next) -> None:
    """Have `find` asked before a page is kept. Call it in `AppConfig.ready()`."""
    _registered.append(find)


def _next_midnight(now: datetime) -> datetime:
    """In the site's own time zone; "today" stands on many pages."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return datetime.combine(tomorrow, datetime.min.time(), tzinfo=timezone.get_default_timezone())


def next_change(now: datetime) -> datetime:
    """Until when a page that was begun at `now` may be served."""
    ends = [now + LONGEST, _next_midnight(now), *(find(now) for find in _registered)]
    return min(end for end in ends if end is not None)
