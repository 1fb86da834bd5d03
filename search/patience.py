"""A bound for how long the database may search: one question must not stop the server (safety.md 8)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

#: Steps of SQLite's machine between two looks at the clock; some thousandths of a second.
_STEPS = 10_000
#: Of PostgreSQL, until the end of the transaction.
_BOUND = "SELECT set_config('statement_timeout', %s, true)"


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """In the block, a query that runs longer ends with OperationalError.

    SQLite has one bound for the whole block, PostgreSQL one for each query. Nothing is written in the block.
    """
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        ends = time.monotonic() + seconds
        connection.connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
        try:
            yield
        finally:
            connection.connection.set_progress_handler(None, 0)
        return
    within_another = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:  # the bound ends with the transaction
        cursor.execute("SELECT current_setting('statement_timeout')")
        (before,) = cursor.fetchone()
        cursor.execute(_BOUND, [f"{int(seconds * 1000)}ms"])
        yield
        if within_another:
            cursor.execute(_BOUND, [before])
