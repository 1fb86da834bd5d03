"""Whether this process lives, and whether it can do its work; for whatever restarts it or sends it visitors."""

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from corner.models import JobRun

_migrations_seen = False


def _migrations_are_applied() -> bool:
    """Whether the database has every migration of this code. Once it has, it is not asked again: it takes a while."""
    global _migrations_seen
    if not _migrations_seen:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        _migrations_seen = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrations_seen


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. It touches nothing: a database that is away must not get the web server restarted."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated, else 503. The cache and the object store are not asked.

    `jobs` shows when each of the worker's jobs last went well (UTC), for whoever watches; it does not decide.
    """
    found: dict = {"database": False, "migrations": False, "jobs": {}}
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
        found["database"] = True
        found["migrations"] = _migrations_are_applied()
        if found["migrations"]:
            found["jobs"] = dict(JobRun.objects.order_by("name").values_list("name", "last_success"))
    except Error:
        pass
    return JsonResponse(found, status=200 if found["database"] and found["migrations"] else 503)
