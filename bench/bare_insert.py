"""The least that a view can do to keep something: one INSERT, in the site's own stack. The URLs of a bench only."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

import corner.urls

TABLE = "bench_bare_insert"
ADDRESS = "bench-bare-insert/"


def make_table() -> None:
    with connection.cursor() as cursor:
        kind = "bigserial" if connection.vendor == "postgresql" else "integer"
        cursor.execute(f"CREATE TABLE {TABLE} (id {kind} PRIMARY KEY, words varchar(80) NOT NULL)")


def insert() -> None:
    """One statement and its commit."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (words) VALUES (%s)", ["Somebody wants to come."])  # noqa: S608  our own name


@csrf_exempt
def view(request: HttpRequest) -> HttpResponse:
    insert()
    return HttpResponse("kept")


urlpatterns = [path(ADDRESS, view), *corner.urls.urlpatterns]
