"""Backup and restore of a SQLite database, by SQLite's own online backup: it may be in use all the while."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import IO

from django.db.backends.base.base import BaseDatabaseWrapper

from corner.backup.failed import BackupFailed, said_plainly

NAME = "database.sqlite3"
#: Seconds to wait for a writer, as every connection of the site does.
PATIENCE = 20


def prepare(connection: BaseDatabaseWrapper) -> None:
    """See to it that the database can be connected to, even if there is none yet."""
    path = _path(connection)
    with said_plainly(f"the folder of {path.name}"):
        path.parent.mkdir(parents=True, exist_ok=True)


@contextmanager
def dump(connection: BaseDatabaseWrapper) -> Iterator[tuple[IO[bytes], dict[str, list]]]:
    """The database as one file at one moment, to read from; and what its tables hold."""
    path = _path(connection)
    if not path.exists():
        raise BackupFailed(f"There is no database at {path}.")
    with (
        said_plainly(f"the folder of {path.name}"),
        tempfile.TemporaryDirectory(prefix="backup-", dir=path.parent) as folder,
    ):
        copy = Path(folder, NAME)
        try:
            with _opened(path) as source, _opened(copy) as target:
                _copy(source, target)
                target.execute("PRAGMA journal_mode=DELETE")  # one file, and no other beside it
                tables = tables_in(target)
        except sqlite3.OperationalError as error:
            if _has_no_room(error):
                raise BackupFailed(f"The disk is full: the folder of {path.name} needs more room.") from error
            raise
        with copy.open("rb") as file:
            yield file, tables


def check(connection: BaseDatabaseWrapper, file: Path, tables: dict[str, list]) -> dict[str, list]:
    """What the tables of a dump hold when it is opened. Raises BackupFailed when it is damaged."""
    try:
        with _opened(file) as source:
            [said] = source.execute("PRAGMA integrity_check(1)").fetchone()
            if said != "ok":
                raise BackupFailed("The database in the backup is damaged.")
            return tables_in(source)
    except sqlite3.DatabaseError as error:
        raise BackupFailed("The database in the backup is damaged.") from error


def put_back(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Replace everything in the database, in one transaction: who reads meanwhile sees the old or the new."""
    path = _path(connection)
    try:
        with _opened(file) as source, _opened(path) as target:
            target.execute("PRAGMA journal_mode=WAL")
            _copy(source, target)
            target.execute("PRAGMA journal_mode=WAL")  # the copy brought its own
    except sqlite3.OperationalError as error:
        if _has_no_room(error):
            raise BackupFailed("The disk is full: the database is as it was before.") from error
        raise BackupFailed("The database is in use and cannot be replaced: stop web and worker first.") from error


def now_holds(connection: BaseDatabaseWrapper) -> dict[str, list]:
    """What the tables of the site's own database hold."""
    with _opened(_path(connection)) as source:
        return tables_in(source)


def tables_in(database: sqlite3.Connection) -> dict[str, list]:
    """{table: [rows, digest]}. Rows count in whatever order they lie."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    found = {}
    for [name] in names:
        rows = sorted(
            hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).digest() for row in _rows(database, name)
        )
        found[name] = [len(rows), hashlib.sha256(b"".join(rows)).hexdigest()]
    return found


def _rows(database: sqlite3.Connection, table: str) -> Iterator[tuple]:
    quoted = table.replace('"', '""')
    yield from database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608  a name from the database itself


def _has_no_room(error: sqlite3.OperationalError) -> bool:
    """A full disk is called by its name; a file that may not grow is a “disk I/O error”."""
    return "full" in str(error) or "disk I/O" in str(error)


def _path(connection: BaseDatabaseWrapper) -> Path:
    return Path(connection.settings_dict["NAME"])


def _opened(path: Path) -> "closing[sqlite3.Connection]":
    return closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None))


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    source.backup(target, progress=_no_longer_than(PATIENCE), sleep=0.1)


def _no_longer_than(seconds: int) -> Callable[[int, int, int], None]:
    """Python waits for a lock for ever, unless it is stopped from here."""
    until = monotonic() + seconds

    def look(status: int, remaining: int, total: int) -> None:
        if status != sqlite3.SQLITE_OK and status != sqlite3.SQLITE_DONE and monotonic() > until:
            raise sqlite3.OperationalError("database is locked")

    return look
