"""What keys come next. A key that was given once is never given again: links in mails name it."""

from django.core.management.color import no_style
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from corner.moving.tables import Table


def carry_over(tables: list[Table], source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    """Let every counter of `target` go on where that of `source` stands, also beyond rows that were deleted."""
    with target.cursor() as cursor:
        for sql in target.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(sql)
    for table in tables:
        if isinstance(table.fields[table.key], models.AutoField):
            column = table.columns[table.key]
            _raise(target, table.name, column, last_given(source, table.name, column))


def last_given(connection: BaseDatabaseWrapper, table: str, column: str) -> int:
    """The highest key that this table ever gave to a row; 0 when it gave none."""
    """The highest key that this table ever gave to a row; 0 when it gave none."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute(
                "SELECT last_value FROM pg_sequences WHERE schemaname = current_schema() "
                "AND format('%%I.%%I', schemaname, sequencename) = pg_get_serial_sequence(%s, %s)",
                [connection.ops.quote_name(table), column],
            )
        found = cursor.fetchone()
    return (found and found[0]) or 0


def _raise(connection: BaseDatabaseWrapper, table: str, column: str, least: int) -> None:
    if not least or last_given(connection, table, column) >= least:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, least])
        else:
            quoted = connection.ops.quote_name(table)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [quoted, column, least])
