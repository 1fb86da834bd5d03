"""A table's rows in a form that both kinds of database can read and write: below every field's own ideas.

Not by dumpdata and loaddata, which save objects again: a StreamField would drop what it does not know, signals would
send and index, and natural keys would number rights anew. Here each column is what its database says, and no more.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import DataError, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Col
from django.db.transaction import atomic

from corner.failures import Plain

#: The search index: each database keeps another, and it is filled anew.
NOT_MOVED = {"wagtailsearch"}
AT_ONCE = 500  # rows; some pages are large
#: Kinds that databases keep in different ways. All others are text or numbers in both; JSON is moved as text.
CONVERTED = (
    models.BinaryField,
    models.BooleanField,
    models.DateField,
    models.DateTimeField,
    models.DurationField,
    models.TimeField,
    models.UUIDField,
)


class NotMoved(Plain):
    """A sentence on what stands in the way. Everything is as it was."""


class Table:
    """One table, by its model. `write` and `read` go together: what one gives, the other takes."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.name = model._meta.db_table
        self.fields = list(model._meta.local_concrete_fields)
        self.columns = [str(field.column) for field in self.fields]
        self.key = [field.primary_key for field in self.fields].index(True)
        self._plain = [_plain(field) for field in self.fields]
        self._json = [position for position, field in enumerate(self.fields) if _stored(field) == "JSONField"]

    def read(self, connection: BaseDatabaseWrapper) -> Iterator[tuple]:
        """Every row, in the order of its key."""
        quote = connection.ops.quote_name
        columns = ", ".join(map(quote, self.columns))
        key = quote(self.columns[self.key])
        converters = [_converter(plain, connection) for plain in self._plain]
        with connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {quote(self.name)} ORDER BY {key}")  # noqa: S608  names of models
            while rows := cursor.fetchmany(AT_ONCE):
                for row in rows:
                    yield tuple(convert(value) for convert, value in zip(converters, row, strict=True))

    def write(self, connection: BaseDatabaseWrapper, rows: Iterable[tuple]) -> None:
        """Add rows as they are, keys included. Raises NotMoved naming the row that the database refuses."""
        quote = connection.ops.quote_name
        columns = ", ".join(map(quote, self.columns))
        marks = ", ".join(["%s"] * len(self.fields))
        sql = f"INSERT INTO {quote(self.name)} ({columns}) VALUES ({marks})"  # noqa: S608  names of models
        coming = iter(rows)
        while some := list(islice(coming, AT_ONCE)):
            adapted = [self._adapted(row, connection) for row in some]
            try:
                with atomic(using=connection.alias), connection.cursor() as cursor:
                    cursor.executemany(sql, adapted)
            except (DataError, ValueError):
                self._name_the_one(connection, sql, adapted)
                raise

    def _adapted(self, row: tuple, connection: BaseDatabaseWrapper) -> list:
        return [
            plain.get_db_prep_save(value, connection) if plain else value
            for plain, value in zip(self._plain, row, strict=True)
        ]

    def _name_the_one(self, connection: BaseDatabaseWrapper, sql: str, rows: list[list]) -> None:
        """Say which row it was, never what is in it. SQLite keeps texts of any length; PostgreSQL does not."""
        for row in rows:
            try:
                with atomic(using=connection.alias), connection.cursor() as cursor:
                    cursor.execute(sql, row)
            except (DataError, ValueError) as error:
                long = [
                    field.name
                    for field, value in zip(self.fields, row, strict=True)
                    if isinstance(value, str)
                    and ("\0" in value or (field.max_length and _is_limited(field) and len(value) > field.max_length))
                ]
                which = f" ({', '.join(long)} is too long, or holds a sign that it cannot keep)" if long else ""
                raise NotMoved(
                    f"{self.model._meta.label} {row[self.key]} does not fit into the new database{which}: "
                    "mend it in the old one, then move again. Nothing was moved."
                ) from error

    def contents(self, connection: BaseDatabaseWrapper) -> list:
        """[rows, digest of all rows], the same for both kinds of database."""
        digests = sorted(hashlib.sha256(self._canonical(row)).digest() for row in self.read(connection))
        return [len(digests), hashlib.sha256(b"".join(digests)).hexdigest()]

    def _canonical(self, row: tuple) -> bytes:
        values = list(row)
        for position in self._json:
            if values[position] is not None:
                values[position] = ["json", json.loads(values[position])]  # databases write it in their own ways
        return json.dumps(values, default=str, sort_keys=True).encode("utf-8", "surrogatepass")


def tables() -> list[Table]:
    """Every table that is moved."""
    found = apps.get_models(include_auto_created=True)
    return [Table(model) for model in found if _is_moved(model)]


def _is_moved(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy and model._meta.app_label not in NOT_MOVED


def _stored(field: models.Field) -> str:
    """As what its database keeps it: a key as what it leads to, our own kinds as what they are made of."""
    while field.remote_field:
        field = field.target_field  # type: ignore[attr-defined]  # relations have it
    return field.get_internal_type()


def _plain(field: models.Field) -> models.Field | None:
    """A field of Django's own that converts what databases keep differently; None where nothing has to be done."""
    stored = _stored(field)
    if stored == "DecimalField":
        return models.DecimalField(max_digits=field.max_digits, decimal_places=field.decimal_places)  # type: ignore[attr-defined]
    return next((kind() for kind in CONVERTED if kind.__name__ == stored), None)


def _converter(plain: models.Field | None, connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    if plain is None:
        return lambda value: value
    column = Col("", plain)
    steps = connection.ops.get_db_converters(column)
    is_binary = isinstance(plain, models.BinaryField)

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, column, connection)
        return bytes(value) if is_binary and value is not None else value

    return convert


def _is_limited(field: models.Field) -> bool:
    return isinstance(field, models.CharField | models.FileField)
