"""What the worker does by itself: a registry of jobs, each done once a turn, by one process (`corner.leases`).

Wagtail's own `publish_scheduled` published twice when two of them ran at once (safety.md 5).
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models.functions import Coalesce
from django.utils import timezone

from corner import failures, leases
from corner.models import JobRun
from corner.watching import numbers

logger = logging.getLogger(__name__)

#: Set when the worker was asked to end: a job that takes long looks at it between two pieces of work.
stopping = threading.Event()

#: A job that takes longer than this, and has not said that it may, hangs.
LONGEST = timedelta(hours=1)
NEVER = datetime.min.replace(tzinfo=UTC)


#: A job that can go on where it left off gives way to others after this long.
BUSY_AT_MOST = timedelta(minutes=5)


def turn(at_most: timedelta = BUSY_AT_MOST) -> Callable[[], bool]:
    """For a job with many pieces of work: tells, between two of them, whether its turn is over. The rest is done at its
    next turn, and meanwhile mail leaves."""
    ends = time.monotonic() + at_most.total_seconds()
    return lambda: stopping.is_set() or time.monotonic() > ends


@dataclass(frozen=True)
class Job:
    name: str
    run: Callable[[], object]
    every: timedelta
    #: How long one run may take. After it the worker stops it, by beginning afresh.
    longest: timedelta = LONGEST


_jobs: dict[str, Job] = {}


def register(name: str, run: Callable[[], object], every: timedelta, longest: timedelta = LONGEST) -> None:
    """Have the worker call `run` every so often. Call it in `AppConfig.ready()`; its words are in `admin/job_words.py`.

    `run` may be called again after a crash, and late after a pause: once, however many turns were missed.
    """
    if name in _jobs:
        raise ValueError(f"There is a job {name} already.")
    _jobs[name] = Job(name, run, every, longest)


def registered() -> list[Job]:
    """Every job, in the order of registration."""
    return list(_jobs.values())


def _nothing_to_stop() -> None:
    """For whoever runs jobs outside the worker: the failure is logged and written down, the job goes on."""


def run_due(begin_afresh: Callable[[], None] = _nothing_to_stop) -> list[str]:
    """Run every job that is due and that nobody else runs, one after the other; the names of those that failed.

    A job that fails is written down and does not stop the others; it is tried again at its next turn. When one hangs,
    or has lost its lease, `begin_afresh` is called in another thread: it ends this process, or starts it anew.
    Raises django.db.Error when the database itself is away.
    """
    now = timezone.now()
    # One query looks: an UPDATE would take the writer's place in SQLite every few seconds for nothing.
    started = {name: last for name, last in JobRun.objects.values_list("name", "last_started") if last}
    due = [job for job in registered() if job.name not in started or started[job.name] <= now - job.every]
    # What has waited longest comes first: after a job that hung, and hangs again, every other has had its turn.
    due.sort(key=lambda job: started.get(job.name, NEVER))
    return [job.name for job in due if not stopping.is_set() and not _run_if_due(job, begin_afresh)]


def _run_if_due(job: Job, begin_afresh: Callable[[], None] = _nothing_to_stop) -> bool:
    """False when the job ran and failed."""
    lease = leases.claim(job.name, job.every, timezone.now())
    if lease is None:
        return True

    def give_up(why: str) -> None:
        logger.error("Job %s is stopped. %s", job.name, why)
        try:
            _finish(job, lease, why)
        except Exception as error:  # whatever it is, this process must not go on
            logger.error("That job %s was stopped is not written down: %s", job.name, failures.describe(error))
        begin_afresh()

    error_text = ""
    with leases.Held(job.name, lease, job.longest, give_up), numbers.numbered(f"{job.name}-{lease.hex[:8]}"):
        try:
            job.run()
        except Exception as error:
            error_text = failures.describe(error)
            logger.error("Job %s failed: %s", job.name, failures.trace(error))
    _finish(job, lease, error_text)
    return not error_text


def _finish(job: Job, lease: uuid.UUID, error_text: str) -> None:
    """Give the lease back with this outcome, unless it ran out and somebody else has the job now."""
    mine = JobRun.objects.filter(name=job.name, lease=lease)
    now = timezone.now()
    if error_text:
        failing_since = Coalesce("failing_since", now)
        mine.update(lease=None, lease_until=None, last_error=error_text, failing_since=failing_since)
    else:
        mine.update(lease=None, lease_until=None, last_error="", failing_since=None, last_success=now)
