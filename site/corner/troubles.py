"""Helpers of the site that fail (rule 6 of design.md): noted where it is met, shown to staff while it lasts.

`note` only counts, in memory. What was counted is written to the database between two requests and between two jobs,
never inside anybody's transaction, and at most once a minute for each kind by each process.
"""

import logging
import math
import time
from collections import Counter
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import Case, F, Value, When
from django.utils import timezone

from corner import failures
from corner.models.trouble import QUIET, Trouble
from corner.watching import figures

logger = logging.getLogger(__name__)

Kind = Trouble.Kind

#: Seconds between two writes of one kind by one process.
WRITE_AGAIN = 60

_counted: Counter[str] = Counter()
_written: dict[str, float] = {}  # by kind: the moment of `time.monotonic`
_lock = Lock()


def note(kind: str) -> None:
    """Say that this helper has just failed: `troubles.note(troubles.Kind.CACHE)`.

    Costs nothing, asks no database and raises nothing, so it may stand in any `except`, in any transaction.
    """
    figures.HELPERS.labels(str(kind)).inc()
    with _lock:
        _counted[str(kind)] += 1


def write_down(**_signal: Any) -> None:
    """Add what this process has counted to the rows of the database; a receiver of `request_finished`.

    Never raises. What cannot be written, because the database itself is in trouble, is kept for the next time.
    """
    if not _counted or connection.in_atomic_block:  # somebody's transaction may yet be undone
        return
    for kind, count in _take_due().items():
        try:
            _add(kind, count)
        except Exception as error:
            logger.warning("That the %s fails could not be noted: %s", kind, failures.describe(error))
            with _lock:
                _counted[kind] += count


def _take_due() -> dict[str, int]:
    now = time.monotonic()
    with _lock:
        due = [kind for kind in _counted if now - _written.get(kind, -math.inf) >= WRITE_AGAIN]
        _written.update(dict.fromkeys(due, now))
        return {kind: _counted.pop(kind) for kind in due}


def _add(kind: str, count: int) -> None:
    """One UPDATE, so that two processes may do it at once. After a quiet time the row begins anew."""
    now = timezone.now()
    is_new = When(last_seen__lt=now - QUIET, then=Value(now))
    fields = {
        "count": Case(When(last_seen__lt=now - QUIET, then=Value(count)), default=F("count") + count),
        "first_seen": Case(is_new, default=F("first_seen")),
        "last_seen": now,
    }
    row, is_first = Trouble.objects.get_or_create(
        kind=Kind(kind), defaults={"count": count, "first_seen": now, "last_seen": now}
    )
    if not is_first:
        Trouble.objects.filter(pk=row.pk).update(**fields)
