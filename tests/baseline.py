"""The rows that migrations make (root page, languages, content types), kept to be put back.

Tests with real transactions (a live server, races) are cleaned up by emptying every table. Wagtail cannot run on
empty tables, and processes share out the files in any order, so the next test might find nothing. Rows are copied as
plain SQL: saving objects again would run signal handlers and index pages.
"""

from datetime import time

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from wagtail.models import Site

# Before anything is set up: the database that settings name, with somebody's own work in it.
_developers_own = connection.settings_dict["NAME"]
_kept = {}


class NotATestDatabase(RuntimeError):
    """Rows were about to be emptied out of the developer's own database."""


def insist_on_test_database():
    """Raises NotATestDatabase unless pytest-django has made a database for the tests, and leads there."""
    if connection.settings_dict["NAME"] == _developers_own:
        raise NotATestDatabase(_developers_own)


def _tables():
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def copy_rows():
    """Every row there is now: {table: (columns, rows)}. SQLite's search table is left to the triggers that fill it."""
    copied = {}
    with connection.cursor() as cursor:
        for table in _tables():
            if not table.endswith("_fts"):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                copied[table] = [column[0] for column in cursor.description], cursor.fetchall()
    return copied


def _adapted(value):
    """The value as the database takes it: SQLite gives times of day that it does not take back."""
    return connection.ops.adapt_timefield_value(value) if isinstance(value, time) else value


def put_rows(copied):
    """Empty every table and put the copied rows in. Counters go on, so no key is used twice."""
    insist_on_test_database()
    quote = connection.ops.quote_name
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), _tables()))
    # One transaction: keys between tables are checked only at its end.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in copied.items():
            if rows:
                names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
                adapted = [[_adapted(value) for value in row] for row in rows]
                cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", adapted)
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def remember(blocker):
    """Copy every row there is now. `blocker` is pytest-django's, which otherwise keeps tests from the database."""
    with blocker.unblock():
        rows = copy_rows()
    _kept.update(database=connection.settings_dict["NAME"], blocker=blocker, rows=rows)


def restore():
    """Put the remembered rows back.

    Nothing happens unless the connection still leads to the database that was copied: after the last test it may lead
    to the developer's own.
    """
    if connection.settings_dict["NAME"] != _kept.get("database"):
        return
    with _kept["blocker"].unblock():
        put_rows(_kept["rows"])
