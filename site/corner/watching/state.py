"""How things are, as the database tells it: asked by `/health/ready/` and for the figures, and never waited for long.

A database can hang instead of failing, and then whoever waits for it hangs, too. So it is asked in a thread of its own,
and who asked goes on when the time is up.
"""

import functools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count
from django.utils import timezone

from corner.models import JobRun, OutgoingEmail
from corner.models.trouble import Trouble

#: Seconds that whoever asks will wait.
PATIENCE = 1.5
#: Seconds after which a thread that still waits for the database is given up and another may ask.
GIVEN_UP = 60
#: The worker begins a job every few seconds, or renews the lease of one; after this long it stands still.
WORKER_LATE = timedelta(minutes=2)


@dataclass(frozen=True)
class Outbox:
    """Mails by their state, and for how many seconds the one that should have left first has been due."""

    by_state: dict[str, int]
    oldest_due: int

    @property
    def waiting(self) -> int:
        return sum(self.by_state.get(state, 0) for state in (OutgoingEmail.State.QUEUED, OutgoingEmail.State.SENDING))


@dataclass(frozen=True)
class State:
    """What was found; nothing of it names anybody."""

    is_migrated: bool
    worker_is_late: bool = True
    outbox: Outbox = field(default_factory=lambda: Outbox({}, 0))
    jobs: list[JobRun] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    #: What rooms have added, by the names of their figures (`corner.watching.metrics.add`).
    of_rooms: dict[str, dict[str, float]] = field(default_factory=dict)


Counted = Callable[[], dict[str, float]]

_of_rooms: dict[str, Counted] = {}
_is_migrated = False


def worker_is_late(jobs: list[JobRun], now: datetime) -> bool:
    """Whether no worker has begun a job, or kept the lease of one, for a while."""
    signs = [run.last_started for run in jobs if run.last_started and run.last_started > now - WORKER_LATE]
    leases = [run.lease_until for run in jobs if run.lease_until and run.lease_until > now]
    return not (signs or leases)


def find() -> State:
    """Ask the database. Raises django.db.Error when it does not answer, and hangs while it hangs."""
    if not _migrations_are_applied():
        return State(is_migrated=False)
    jobs, now = list(JobRun.objects.order_by("name")), timezone.now()
    return State(
        is_migrated=True,
        worker_is_late=worker_is_late(jobs, now),
        outbox=_outbox(now),
        jobs=jobs,
        troubles=[trouble.kind for trouble in Trouble.objects.keeping_on()],
        of_rooms={name: count() for name, count in _of_rooms.items()},
    )


def _outbox(now: datetime) -> Outbox:
    by_state = dict(OutgoingEmail.objects.order_by().values_list("state").annotate(Count("pk")))
    first = OutgoingEmail.objects.due().order_by("next_try").values_list("next_try", flat=True).first()
    return Outbox(by_state, max(0, round((now - first).total_seconds())) if first else 0)


def _migrations_are_applied() -> bool:
    """Whether the database has every migration of this code. Once it has, it is not asked again."""
    global _is_migrated
    if not _is_migrated:
        connection = connections[DEFAULT_DB_ALIAS]
        _is_migrated = set(_newest_migrations()) <= set(MigrationRecorder(connection).applied_migrations())
    return _is_migrated


@functools.cache
def _newest_migrations() -> list[tuple[str, str]]:
    """The last migration of each app of this code, read from its files once."""
    return list(MigrationLoader(None).graph.leaf_nodes())


# --- without waiting ------------------------------------------------------------------------------------------


class _Asking(threading.Thread):
    """One question to the database, on a connection of its own."""

    def __init__(self) -> None:
        super().__init__(name="state", daemon=True)
        self.since = time.monotonic()
        self.found: State | None = None

    def run(self) -> None:
        try:
            self.found = find()
        except Exception:
            self.found = None  # whatever it is: the database did not answer
        finally:
            connections.close_all()  # of this thread


_asking: _Asking | None = None
_lock = threading.Lock()


def find_soon() -> State | None:
    """What `find` finds; None when the database fails, or does not answer within PATIENCE.

    While one thread hangs no second is sent after it, so that a hanging database is not buried in connections.
    """
    global _asking
    _newest_migrations()  # takes a moment the first time, and no database: not of the patience
    with _lock:
        asking = _asking
        if asking is None or not asking.is_alive() or time.monotonic() - asking.since > GIVEN_UP:
            asking = _asking = _Asking()
            asking.start()
    asking.join(max(0.0, PATIENCE - (time.monotonic() - asking.since)))
    return asking.found
