"""Holding an occasion: what keeps forty people from taking the last place (signups.md, "Never oversold").

The first statement of a transaction that touches sign-ups updates the occasion's row. Whoever did that holds it until
the transaction ends; the next one waits there, and reads only afterwards. Measured right on SQLite and PostgreSQL,
where reading first was not.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection
from django.db.models import F

from events.models import Event, Occasion

P = ParamSpec("P")
R = TypeVar("R")

#: What `describe` wants to have with an occasion: whoever holds one mostly writes a mail that says when and where.
TO_BE_DESCRIBED = ("event__source_locale", "event__responsible_organisation", "venue")

ATTEMPTS = 5
FIRST_PAUSE = 0.05  # seconds; doubles with each attempt
#: Seconds. SQLite waits by itself for 20: who has waited that long is told so, and does not wait five times.
LONGEST = 5.0

# PostgreSQL: serialization failure, deadlock, lock not available. SQLite says "locked" in words only.
_LOCK_STATES = {"40001", "40P01", "55P03"}


class NotInTransaction(RuntimeError):
    """The caller forgot `transaction.atomic()`: without it, a hold ends with the statement that took it."""


def insist_on_transaction() -> None:
    """Raises NotInTransaction unless a transaction is open."""
    if not connection.in_atomic_block:
        raise NotInTransaction("Open a transaction first: nothing here is safe outside one.")


def hold(occasion_id: int) -> Occasion | None:
    """Hold the occasion until the transaction ends; the occasion as it is now, or None when there is no such row."""
    insist_on_transaction()
    if not Occasion.objects.filter(pk=occasion_id).update(lock_version=F("lock_version") + 1):
        return None
    return Occasion.objects.select_related(*TO_BE_DESCRIBED).get(pk=occasion_id)


def hold_all(event: Event) -> list[Occasion]:
    """Hold every occasion of the event, in id order, so that two who want several never wait for each other."""
    keys = event.occasions.order_by("pk").values_list("pk", flat=True)
    return [occasion for key in list(keys) if (occasion := hold(key))]


def again_when_locked(act: Callable[P, R]) -> Callable[P, R]:
    """Repeat `act` when the database could not lock, a few times. It must open the transaction itself.

    Inside a transaction of the caller there is nothing to repeat: the error goes up to whoever opened it.
    """

    @wraps(act)
    def repeat(*args: P.args, **kwargs: P.kwargs) -> R:
        ends = time.monotonic() + LONGEST
        for attempt in range(1, ATTEMPTS):
            try:
                return act(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or not _is_about_locks(error) or time.monotonic() > ends:
                    raise
                time.sleep(FIRST_PAUSE * 2 ** (attempt - 1))
        return act(*args, **kwargs)

    return repeat


def _is_about_locks(error: OperationalError) -> bool:
    state = getattr(error.__cause__, "sqlstate", None)
    return state in _LOCK_STATES or "locked" in str(error)
