"""`/metrics/`: the site's figures as Prometheus reads them, for whoever has the token.

What happened is counted by the web processes (`figures`); how things are comes from the database at each asking
(`state`), so it is the same whichever process or machine is asked. docs/watching.md names every figure.
"""

import shutil
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from corner.watching import figures, state


def add(name: str, count: state.Counted) -> None:
    """Have `corner_<name>` say what `count` counts in the database, by `kind`. Call it in `AppConfig.ready()`.

    `count` gives a few words of the code and their numbers, such as {"confirmed": 12}; nothing that visitors write.
    """
    state._of_rooms[name] = count


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures as text. Without METRICS_TOKEN, or without it in the Authorization header, there is no such page."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        raise Http404
    now = CollectorRegistry()
    now.register(_Now())
    text = generate_latest(figures.of_all_processes()) + generate_latest(now)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


class _Now(Collector):
    """How things are at this moment."""

    def collect(self) -> Iterator[Metric]:
        found = state.find_soon()
        yield _one("database_up", "Whether the database answers within two seconds.", found is not None)
        yield _one("disk_free_bytes", "Bytes free where DATA_DIR is.", _free_bytes())
        if found is None or not found.is_migrated:
            return
        yield _one("worker_up", "Whether a worker has shown itself lately.", not found.worker_is_late)
        yield _one("outbox_oldest_due_seconds", "How long a mail has been due.", found.outbox.oldest_due)
        yield _many("outbox_mails", "Mails in the outbox.", "state", found.outbox.by_state)
        jobs = {run.name: run for run in found.jobs}
        succeeded = {name: run.last_success.timestamp() for name, run in jobs.items() if run.last_success}
        yield _many("job_last_success_seconds", "When a job last went well, in Unix time.", "job", succeeded)
        failing = {name: bool(run.failing_since) for name, run in jobs.items()}
        yield _many("job_failing", "Whether a job failed when it ran last.", "job", failing)
        yield _many("trouble", "Helpers that keep failing now.", "helper", dict.fromkeys(found.troubles, 1))
        for name, counted in found.of_rooms.items():
            yield _many(name, "Counted in the database.", "kind", counted)


def _one(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"corner_{name}", words, value=float(value))


def _many(name: str, words: str, label: str, values: dict[str, int] | dict[str, float] | dict[str, bool]) -> Metric:
    family = GaugeMetricFamily(f"corner_{name}", words, labels=[label])
    for key, value in values.items():
        family.add_metric([key], float(value))
    return family


def _free_bytes() -> int:
    try:
        return shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return 0
