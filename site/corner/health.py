"""Whether this process lives, and whether it can do its work; for whatever restarts it or sends it visitors."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from corner import __version__
from corner.watching import state


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. It touches nothing: a database that is away must not get the web server restarted."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated, else 503, within two seconds.

    All else is only told, for whoever watches (docs/watching.md): with the worker, the mail server, the cache or the
    object store away, visitors are still served. Moments are UTC; nothing names anybody.
    """
    found = state.find_soon()
    is_ready = found is not None and found.is_migrated
    answer: dict[str, Any] = {"database": found is not None, "migrations": is_ready}
    if found and is_ready:
        answer |= {
            "version": __version__,
            "worker": "late" if found.worker_is_late else "ok",
            "outbox": {
                "waiting": found.outbox.waiting,
                "oldest_due_seconds": found.outbox.oldest_due,
                "failed": found.outbox.by_state.get("failed", 0),
            },
            "failing": [run.name for run in found.jobs if run.failing_since],
            "troubles": found.troubles,
            "jobs": {run.name: run.last_success for run in found.jobs},
        }
    return JsonResponse(answer, status=200 if is_ready else 503)
