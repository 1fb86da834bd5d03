"""The database that is kept from version 0.1 (`tools/keep_version.py`): what people have, who upgrade."""

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

VERSION_0_1 = Path(__file__).with_name("version_0_1.sqlite3.xz")


def unpack(target):
    """Write the kept database to the path `target`."""
    Path(target).write_bytes(lzma.decompress(VERSION_0_1.read_bytes()))


def columns(path):
    """{table: names of its columns}, but for the search index and what SQLite keeps for itself."""
    with closing(sqlite3.connect(path)) as database:
        names = [name for [name] in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: {row[1] for row in database.execute(f'PRAGMA table_info("{name}")')}
            for name in names
            if not name.startswith(("sqlite_", "wagtailsearch_"))
        }


def rows(path, sql):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()
