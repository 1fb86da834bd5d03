"""A job belongs to one process at a time: a lease in its row, renewed for as long as the job runs.

A lease is short, so that the work of a process that was killed is taken up soon, and renewed, so that a long job is
never begun a second time beside the first. Who cannot renew in time, or finds the lease with somebody else (a machine
that slept, a database that was away), has to stop at once: `give_up` is called, in another thread, and must not return.
"""

import logging
import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType

from django.db import Error, connection
from django.db.models import Q
from django.utils import timezone

from corner import failures
from corner.models import JobRun

logger = logging.getLogger(__name__)

#: After this long without a sign of life, another process may take the job over.
LEASE = timedelta(minutes=1)
#: Seconds between two renewals: several may fail before the lease runs out.
RENEW = 10.0


def claim(name: str, every: timedelta, now: datetime) -> uuid.UUID | None:
    """The lease, when the job is due and free. One conditional UPDATE: of two processes, one changes the row."""
    JobRun.objects.get_or_create(name=name)
    lease = uuid.uuid4()
    claimed = JobRun.objects.filter(
        Q(last_started=None) | Q(last_started__lte=now - every),
        Q(lease=None) | Q(lease_until__lt=now),
        name=name,
    ).update(lease=lease, lease_until=now + LEASE, last_started=now)
    return lease if claimed else None


class Held:
    """`with Held(...)`: the lease is renewed until the end of the block, at most for `longest`."""

    def __init__(self, name: str, lease: uuid.UUID, longest: timedelta, give_up: Callable[[str], None]) -> None:
        self.name, self.lease, self.longest, self.give_up = name, lease, longest, give_up
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._renew, name=f"lease of {name}", daemon=True)

    def __enter__(self) -> "Held":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    def _renew(self) -> None:
        began = renewed = timezone.now()
        try:
            while not self._over.wait(RENEW):
                now = timezone.now()
                if now - began > self.longest:
                    self.give_up(f"It hung: not done after {self.longest}.")
                    return
                if self._is_renewed(now):
                    renewed = now
                elif timezone.now() - renewed >= LEASE:
                    self.give_up("Its lease could not be renewed.")
                    return
        except _Lost:
            self.give_up("Another process has taken it over.")
        finally:
            connection.close()  # this thread's own

    def _is_renewed(self, now: datetime) -> bool:
        """False while the database does not take it. Raises _Lost when the lease is somebody else's."""
        try:
            kept = JobRun.objects.filter(name=self.name, lease=self.lease).update(lease_until=now + LEASE)
        except Error as error:
            logger.warning("The lease of %s is not renewed yet: %s", self.name, failures.describe(error))
            connection.close()
            return False
        if not kept:
            raise _Lost
        return True


class _Lost(Exception):
    """The lease ran out, and somebody else has the job."""
