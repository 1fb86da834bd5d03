"""The rows that migrations make (root page, languages, content types), kept to be put back.

Tests with real transactions (a live server, races) change the database for good, and the next test must not find what
they left. SQLite copies a whole file in an instant. Elsewhere rows are copied as plain SQL: saving objects again would
run signal handlers and index pages.
"""

import sqlite3

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


def take_copy():
    """Everything that is committed, for `put_copy`: on SQLite a database in memory, else {table: (columns, rows)}."""
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.ensure_connection()
        connection.connection.backup(copy)
        return copy
    copied = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            copied[table] = [column[0] for column in cursor.description], cursor.fetchall()
    return copied


def put_copy(copy):
    """Everything is as it was when the copy was taken. No transaction may be open.

    Where rows are put back one by one, counters go on, so no key is used twice.
    """
    insist_on_test_database()
    if connection.in_atomic_block:
        raise transaction.TransactionManagementError("SQLite would wait for this transaction for ever.")
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy.backup(connection.connection)
    else:
        _put_rows(copy)
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def _tables():
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _put_rows(copied):
    quote = connection.ops.quote_name
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), _tables()))
    # One transaction: keys between tables are checked only at its end.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in copied.items():
            if rows:
                names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", rows)


def remember(blocker):
    """Copy what is there now. `blocker` is pytest-django's, which otherwise keeps tests from the database."""
    with blocker.unblock():
        copy = take_copy()
    _kept.update(database=connection.settings_dict["NAME"], blocker=blocker, copy=copy)


def restore():
    """Put back what is remembered.

    Nothing happens unless the connection still leads to the database that was copied: after the last test it may lead
    to the developer's own.
    """
    if connection.settings_dict["NAME"] != _kept.get("database"):
        return
    with _kept["blocker"].unblock():
        put_copy(_kept["copy"])
