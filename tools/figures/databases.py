"""A database for one figure, made for it and thrown away afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import postgres

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@contextmanager
def fresh(database: str, folder: Path) -> Iterator[str]:
    """The DATABASE_URL of an empty database: a file in `folder`, or on a PostgreSQL server of its own."""
    if database == "sqlite":
        yield f"sqlite:///{folder / 'site.sqlite3'}"
        return
    with postgres.own_server() as port:
        yield postgres.url(port)
