"""Backup and restore of a PostgreSQL database, by its own `pg_dump -Fc`, `pg_restore` and `psql`."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.db import OperationalError, ProgrammingError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient

from corner.backup import programs
from corner.backup.failed import BackupFailed

NAME = "database.dump"
#: Whoever holds a table longer than this is at work: nothing is replaced under them.
PATIENCE = "20s"
#: One digest of those of all rows, in whatever order they lie.
ALL_ROWS = "md5(coalesce(string_agg(digest, '' ORDER BY digest COLLATE \"C\"), ''))"


def prepare(connection: BaseDatabaseWrapper) -> None:
    """Raises BackupFailed when the database does not answer: it has to be there, and may be empty."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise BackupFailed("The database does not answer. It has to be there, and may be empty.") from error


@contextmanager
def dump(connection: BaseDatabaseWrapper) -> Iterator[tuple[IO[bytes], dict[str, list]]]:
    """What pg_dump writes, to read from; and what the tables hold at the very moment that it sees."""
    prepare(connection)
    with _own(connection) as own, own.cursor() as cursor:
        command = _command(own, "pg_dump", ["--format=custom", "--no-owner", "--no-privileges"])
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        command.append(f"--snapshot={cursor.fetchone()[0]}")
        with _started(own, command, stdout=subprocess.PIPE) as running:
            yield running.stdout, _tables(cursor)
            _insist_on_success(running, "pg_dump")


def check(connection: BaseDatabaseWrapper, file: Path, tables: dict[str, list]) -> dict[str, list]:
    """What the tables of a dump hold once it is restored into a scratch database beside the site's.

    Raises BackupFailed when that cannot be made, or the dump is damaged.
    """
    name = f"corner_check_{secrets.token_hex(6)}"
    with _own(connection) as own, own.cursor() as cursor:
        try:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        except ProgrammingError as error:
            raise BackupFailed(
                "To try a restore, the database's role has to make a scratch database: ALTER ROLE … CREATEDB."
            ) from error
        try:
            with _own(connection, NAME=name) as scratch:
                _restore(scratch, file)
                with scratch.cursor() as cursor_of_scratch:
                    return _tables(cursor_of_scratch)
        finally:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def put_back(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Replace everything in the database, in one transaction: who reads meanwhile waits, and then sees the new."""
    with _own(connection) as own:
        _restore(own, file)


def now_holds(connection: BaseDatabaseWrapper) -> dict[str, list]:
    """What the tables of the site's own database hold."""
    with _own(connection) as own, own.cursor() as cursor:
        return _tables(cursor)


def _restore(own: BaseDatabaseWrapper, file: Path) -> None:
    """Drop every table and put those of the dump in their place, together or not at all.

    Not by `pg_restore --clean`: it leaves the tables of newer code alone, which then hold on to those it drops.
    """
    with own.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
        tables = [name for [name] in cursor.fetchall()]
    with tempfile.TemporaryDirectory(prefix="restore-") as folder:
        before = Path(folder, "before.sql")
        drop = f"DROP TABLE {', '.join(tables)} CASCADE;" if tables else ""
        before.write_text(f"SET lock_timeout = '{PATIENCE}';\n{drop}\n")
        quiet = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
        writer = [*_command(own, "psql", quiet), f"--file={before}", "--file=-"]
        reader = [_find(own, "pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(file)]
        with (
            _started(own, writer, stdin=subprocess.PIPE) as writing,
            _started(own, reader, stdout=subprocess.PIPE) as reading,
        ):
            with suppress(BrokenPipeError):  # psql has stopped, and says why
                shutil.copyfileobj(reading.stdout, writing.stdin)
            reading.stdout.close()
            if reading.wait() and writing.poll() is None:
                writing.kill()  # without its end, the transaction never was
            _insist_on_success(reading, "pg_restore", writing)
            with suppress(BrokenPipeError):
                writing.stdin.close()
            _insist_on_success(writing, "psql")


def _tables(cursor: Any) -> dict[str, list]:
    """{table: [rows, digest]}. The server counts; rows count in whatever order they lie."""
    cursor.execute("SELECT tablename, quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
    found = {}
    for name, quoted in sorted(cursor.fetchall()):
        rows = f"SELECT md5(t::text) AS digest FROM {quoted} AS t"  # noqa: S608  quoted by the server
        cursor.execute(f"SELECT count(*), {ALL_ROWS} FROM ({rows}) AS digests")  # noqa: S608
        found[name] = list(cursor.fetchone())
    return found


@contextmanager
def _own(connection: BaseDatabaseWrapper, **other: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection of our own, so that no transaction of the caller's is in the way, and no pool is used up."""
    own = connection.copy()
    options = {name: value for name, value in own.settings_dict["OPTIONS"].items() if name != "pool"}
    own.settings_dict = {**own.settings_dict, "OPTIONS": options, **other}
    try:
        yield own
    finally:
        own.close()


def _find(own: BaseDatabaseWrapper, program: str) -> str:
    return programs.find(program, own.pg_version // 10000)  # type: ignore[attr-defined]  # PostgreSQL's has it


def _command(own: BaseDatabaseWrapper, program: str, arguments: list[str]) -> list[str]:
    """The program with where to go: the password is never among the arguments, which others may see."""
    _psql, *where = DatabaseClient.settings_to_cmd_args_env(own.settings_dict, [])[0]
    return [_find(own, program), *arguments, *where[:-1], f"--dbname={where[-1]}"]


@contextmanager
def _started(own: BaseDatabaseWrapper, command: list[str], **pipes: Any) -> Iterator[Any]:
    added = DatabaseClient.settings_to_cmd_args_env(own.settings_dict, [])[1] or {}
    with tempfile.TemporaryFile() as errors:
        running = subprocess.Popen(command, stderr=errors, env={**os.environ, **added}, **pipes)  # noqa: S603
        running.errors = errors  # type: ignore[attr-defined]
        try:
            yield running
        finally:
            if running.poll() is None:
                running.kill()
                running.wait()


def _insist_on_success(running: Any, program: str, other: Any = None) -> None:
    """Raises BackupFailed when the program failed. What it says may quote rows, so only known causes are told on."""
    if running.wait() == 0:
        return
    said = b""
    for each in (running, other):
        if each is not None:
            each.errors.seek(0)
            said += each.errors.read()
    if b"No space left" in said:
        raise BackupFailed("The disk of the database is full: the database is as it was before.")
    if b"lock timeout" in said:
        raise BackupFailed("The database is in use and cannot be replaced: stop web and worker first.")
    if program == "pg_restore":
        raise BackupFailed("The database in the backup is damaged or cut off: the database is as it was before.")
    raise BackupFailed(f"{program} failed: try it by hand, with the same database. Nothing was changed.")
