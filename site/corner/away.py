"""Whether a request failed because the database or the disk is not to be had just now, and not because of a mistake.

The difference matters to people: a mistake of ours stays, this passes, and what they sent can be sent once more.
"""

import errno
import sqlite3
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, OperationalError

#: What SQLite calls these states (https://www.sqlite.org/rescode.html); extended codes end in them.
_SQLITE_AWAY = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
#: PostgreSQL's codes (appendix A of its manual) that psycopg does not count as operational: a server that was a
#: stand-by, and takes no writing.
_POSTGRES_READ_ONLY = "25006"
#: Full, or not to be read and written.
_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, "53100", "58030")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


def is_away(error: BaseException) -> bool:
    """Whether the database or the disk is the reason for `error`, also where something else was raised on its way."""
    return any(_of_the_database(each) or _of_the_disk(each) for each in _reasons(error))


def is_of_the_disk(error: BaseException) -> bool:
    """Whether the disk is full or fails, under the database or beside it."""
    return any(_of_the_disk(each) or _code(each) in _DISK for each in _reasons(error))


def is_lost_connection(error: BaseException) -> bool:
    """Whether PostgreSQL ended or refused the connection: a new one may work. Not when it was too slow, or full."""
    return any(
        isinstance(each, InterfaceError)
        or (isinstance(each, OperationalError) and (code := _code(each)) is not None and _ends_a_connection(code))
        for each in _reasons(error)
    )


def _ends_a_connection(code: int | str) -> bool:
    return code == "" or (isinstance(code, str) and (code[:2] == "08" or code[:4] == "57P0"))


def _reasons(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from, the newest first."""
    seen: BaseException | None = error
    while seen:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _of_the_database(error: BaseException) -> bool:
    if isinstance(error, InterfaceError):  # the connection is closed
        return True
    if not isinstance(error, DatabaseError):
        return False
    code = _code(error)
    if isinstance(code, int):
        return code in _SQLITE_AWAY  # any other is about the SQL: a table that is not there
    return isinstance(error, OperationalError) or code == _POSTGRES_READ_ONLY


def _of_the_disk(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in _NO_ROOM


def _code(error: BaseException) -> int | str | None:
    """What the database says it is: SQLite's number, PostgreSQL's five letters ("" when it could say nothing)."""
    if not isinstance(error, DatabaseError):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return getattr(cause, "sqlstate", None) or ""
