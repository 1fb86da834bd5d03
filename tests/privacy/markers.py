"""Words that occur nowhere else, planted into every personal field of the register and looked for everywhere after.

Everywhere: each row of each table in plain SQL (the search index and its shadow tables, sessions decoded), and each
byte of each file below DATA_DIR: the database itself with what it has deleted, its log, media, the cache. In clear, as
hex and as base64, and inside what is compressed.
"""

import base64
import gzip
import hashlib
import json
import zlib
from contextlib import suppress

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, models
from wagtail.fields import StreamField

from corner.data_register import held

#: Of a marker, these last letters are looked for: an index of words keeps the beginnings that words share only once.
TAIL = 8
#: What a column cannot hold as a word of letters.
ADDRESS = "2001:db8::7a7a:1234"


def marker(name):
    """Twelve small letters and digits that nothing else has; the same for the same name."""
    digest = hashlib.sha256(f"marker {name}".encode()).hexdigest()
    return "z" + digest[:10] + "7"


class Markers:
    """Which marker was planted where."""

    def __init__(self):
        self.where = {}

    def new(self, name):
        word = marker(name)
        self.where[word] = name
        return word

    def of(self, wanted):
        """Those whose name `wanted` chooses."""
        return {word: name for word, name in self.where.items() if wanted(name)}

    def found(self, texts, words=None):
        """The names of markers that are in any of the byte strings `texts`."""
        left = dict(self.where if words is None else words)
        for text in texts:
            for word in [word for word in left if _is_in(word, text)]:
                yield left.pop(word)


def _forms(word):
    tail = word[-TAIL:].encode()
    yield tail
    yield tail.hex().encode()
    for shift in range(3):  # base64 looks different by where in three bytes the word begins
        yield base64.b64encode(b"\0" * shift + tail)[(4 if shift else 0) : -4].rstrip(b"=")


_known = {}


def _is_in(word, text):
    forms = _known.setdefault(word, [form.lower() for form in _forms(word)])
    return any(form in text for form in forms)


# --- planting ---------------------------------------------------------------------------------------------------


def plant(markers, rows):
    """Put a marker into every personal field of these rows ({model: row}), past all rules; what could not hold one.

    Raises KeyError when a model of the register has no row: a new one has to be given to the test.
    """
    without = []
    for each in held():
        if each.model == "wagtailsearch.SQLiteFTSIndexEntry":
            continue  # the database copies into it what its index entry holds
        model, name = apps.get_model(each.model), f"{each.model}.{each.field}"
        field, row = model._meta.get_field(each.field), rows[each.model]
        value = value_for(markers, name, field)
        if value is None:
            without.append(name)
            continue
        table, column, key = map(connection.ops.quote_name, (model._meta.db_table, field.column, model._meta.pk.column))
        with connection.cursor() as cursor:
            pk = model._meta.pk.get_db_prep_value(row.pk, connection)
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [value, pk])
            assert cursor.rowcount == 1, name
        if each.field == model._meta.pk.name:
            row.pk = value
    return without


def value_for(markers, name, field):
    """What to write into this column; None when it holds no word."""
    word = marker(name)
    match field:
        case models.FileField():
            folder = "images" if name.endswith("Rendition.file") else "personal"
            value = default_storage.save(f"{folder}/{word}.txt", ContentFile(f"of {word}".encode()))
        case models.GenericIPAddressField():
            value = word = ADDRESS
        case models.JSONField():
            value = json.dumps({"word": word})
        case StreamField():
            value = json.dumps([{"type": "unknown", "value": word, "id": "1"}])
        case models.EmailField():
            value = f"{word}@example.org"
        case _ if name == "sessions.Session.session_data":
            value = SessionStore().encode({"word": word})
        case models.CharField() | models.TextField():
            value = word
        case _ if "SearchVector" in type(field).__name__:
            value = word
        case _:
            return None
    markers.where[word] = name
    return value


# --- looking ----------------------------------------------------------------------------------------------------


def in_tables(only=None):
    """Every row of every table as bytes, in small letters; of the tables `only`, when they are named."""
    with connection.cursor() as cursor:
        for table in only or sorted(connection.introspection.table_names(cursor)) + _hidden(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = cursor.fetchall()
            yield b"\n".join(_plain(cell) for row in rows for cell in row if cell is not None)
            if table == "django_session":
                columns = [column[0] for column in cursor.description]
                yield from (_session(row[columns.index("session_data")]) for row in rows)


def _hidden(cursor):
    """Tables behind a full text index, which Django does not name."""
    if connection.vendor != "sqlite":
        return []
    known = set(connection.introspection.table_names(cursor))
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted({name for (name,) in cursor.fetchall()} - known)


def _session(data):
    return str(SessionStore().decode(data)).encode().lower()


def _plain(cell):
    if isinstance(cell, memoryview):
        cell = bytes(cell)
    return _and_unpacked(cell if isinstance(cell, bytes) else str(cell).encode()).lower()


def in_files():
    """Every file below DATA_DIR as bytes, in small letters, with its name."""
    for path in sorted(settings.DATA_DIR.rglob("*")):
        if path.is_file():
            name = str(path.relative_to(settings.DATA_DIR)).encode()
            yield (name + b"\n" + _and_unpacked(path.read_bytes())).lower()


def _and_unpacked(raw):
    for unpack in (zlib.decompress, gzip.decompress):
        with suppress(zlib.error, OSError, EOFError):
            return raw + unpack(raw)
    for start in (raw.find(b"\x78\x9c"), raw.find(b"\x78\x01")):  # Django's cache writes a date before it
        if 0 <= start < 64:
            with suppress(zlib.error):
                return raw + zlib.decompressobj().decompress(raw[start:])
    return raw
