"""What the worker does by itself: a registry of jobs, and leases so that only one process does each at a time.

Wagtail's own `publish_scheduled` published twice when two of them ran at once (safety.md 5).
"""

import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from corner import failures
from corner.models import JobRun

logger = logging.getLogger(__name__)

#: Set when the worker was asked to end: a job that takes long looks at it between two pieces of work.
stopping = threading.Event()


@dataclass(frozen=True)
class Job:
    name: str
    run: Callable[[], object]
    every: timedelta
    #: How long one run may take. Another process takes over after it, when this one was killed.
    lease: timedelta


_jobs: dict[str, Job] = {}


def register(name: str, run: Callable[[], object], every: timedelta, lease: timedelta = timedelta(minutes=15)) -> None:
    """Have the worker call `run` every so often. Call it in `AppConfig.ready()`.

    `run` may be called again after a crash, and late after a pause: once, however many turns were missed.
    """
    if name in _jobs:
        raise ValueError(f"There is a job {name} already.")
    _jobs[name] = Job(name, run, every, lease)


def registered() -> list[Job]:
    """Every job, in the order of registration."""
    return list(_jobs.values())


def run_due() -> list[str]:
    """Run every job that is due and that nobody else runs, one after the other; the names of those that failed.

    A job that fails is written down and does not stop the others; it is tried again at its next turn.
    Raises django.db.Error when the database itself is away.
    """
    now = timezone.now()
    # One query looks: an UPDATE would take the writer's place in SQLite every few seconds for nothing.
    started = dict(JobRun.objects.values_list("name", "last_started"))
    due = [job for job in registered() if not (last := started.get(job.name)) or last <= now - job.every]
    return [job.name for job in due if not stopping.is_set() and not _run_if_due(job)]


def _run_if_due(job: Job) -> bool:
    """False when the job ran and failed."""
    lease = _claim(job, timezone.now())
    if lease is None:
        return True
    error_text = ""
    try:
        job.run()
    except Exception as error:
        error_text = failures.describe(error)
        logger.error("Job %s failed: %s", job.name, failures.trace(error))
    outcome = {"last_error": error_text} if error_text else {"last_error": "", "last_success": timezone.now()}
    JobRun.objects.filter(name=job.name, lease=lease).update(lease=None, lease_until=None, **outcome)
    return not error_text


def _claim(job: Job, now: datetime) -> uuid.UUID | None:
    """The lease, when the job is due and free. One conditional UPDATE: of two processes, one changes the row."""
    JobRun.objects.get_or_create(name=job.name)
    lease = uuid.uuid4()
    claimed = JobRun.objects.filter(
        Q(last_started=None) | Q(last_started__lte=now - job.every),
        Q(lease=None) | Q(lease_until__lt=now),
        name=job.name,
    ).update(lease=lease, lease_until=now + job.lease, last_started=now)
    return lease if claimed else None
