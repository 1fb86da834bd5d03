"""The move itself: from a SQLite file into the site's database, or out of it into a new file."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from wagtail.models import Site

from corner.backup.engines import in_use
from corner.backup.manifest import differences
from corner.moving import counters
from corner.moving.tables import NotMoved, tables
from corner.settings.base import tuned

ELSEWHERE = "elsewhere"
#: Tables without a model that are made, not moved.
MADE = ("django_migrations", "sqlite_", "wagtailsearch_", "modelsearch_")


def move_in(file: Path, *, replace: bool) -> dict[str, int]:
    """Fill the site's database with what is in a SQLite file of this or an older version; rows by table.

    The file is only read. Raises NotMoved; then the site's database holds what it did before, but for being migrated.
    """
    if not file.is_file():
        raise NotMoved(f"There is no file {file}.")
    if connection.vendor == "sqlite" and file.resolve() == Path(connection.settings_dict["NAME"]).resolve():
        raise NotMoved(f"{file} is the site's own database: set DATABASE_URL to the new one first.")
    if not replace and in_use():
        raise NotMoved("There are people or pages in the new database. To put others in their place, add --replace.")
    with tempfile.TemporaryDirectory(prefix="move-") as folder:
        copy = Path(folder, "site.sqlite3")
        _copy(file, copy)
        manage(copy, "migrate", "--verbosity=0", "--no-input")
        with _elsewhere(copy) as source:
            _insist_on_all_tables(source)
            call_command("migrate", interactive=False, verbosity=0)
            moved = _move(source, connection)
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    call_command("update_index", verbosity=0)
    cache.clear()
    return moved


def move_out(file: Path) -> dict[str, int]:
    """Write what is in the site's database into a new SQLite file; rows by table. Raises NotMoved."""
    if file.exists():
        raise NotMoved(f"{file} is there already: name a file that is not.")
    with tempfile.TemporaryDirectory(prefix="move-", dir=file.parent) as folder:
        copy = Path(folder, "site.sqlite3")
        manage(copy, "migrate", "--verbosity=0", "--no-input")
        with _elsewhere(copy) as target:
            moved = _move(connection, target)
        manage(copy, "update_index", "--verbosity=0")
        with closing(sqlite3.connect(copy)) as finished:
            finished.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.move(copy, file)
    return moved


def _move(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> dict[str, int]:
    """Copy every row in one transaction, and compare before it ends."""
    wanted = tables()
    with transaction.atomic(using=source.alias), transaction.atomic(using=target.alias):
        if source.vendor == "postgresql":
            with source.cursor() as cursor:  # one moment for all tables, whatever goes on
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with target.cursor() as cursor:
            for sql in target.ops.sql_flush(no_style(), _all_tables(target)):
                cursor.execute(sql)
        for table in wanted:
            table.write(target, table.read(source))
        counters.carry_over(wanted, source, target)
        before = {table.name: table.contents(source) for table in wanted}
        after = {table.name: table.contents(target) for table in wanted}
        if different := differences(before, after):
            raise NotMoved(f"Not the same in the new database, so nothing was moved: {'; '.join(different[:5])}.")
    return {name: rows for name, (rows, _digest) in before.items()}


def _all_tables(target: BaseDatabaseWrapper) -> list[str]:
    """Those of every model, the search index too."""
    return list(target.introspection.django_table_names(only_existing=True, include_views=False))


def _insist_on_all_tables(source: BaseDatabaseWrapper) -> None:
    """Raises NotMoved when somebody's rows would stay behind."""
    known = {table.name for table in tables()}
    with source.cursor() as cursor:
        for name in source.introspection.table_names():
            if name not in known and not name.startswith(MADE):
                cursor.execute(f"SELECT count(*) FROM {source.ops.quote_name(name)}")  # noqa: S608  its own name
                if cursor.fetchone()[0]:
                    raise NotMoved(f"This code knows no table {name}, and it holds rows: nothing was moved.")


def _copy(file: Path, copy: Path) -> None:
    """By SQLite's own backup: the file may be in use, and what is not yet written into it comes along."""
    with closing(sqlite3.connect(file, timeout=20)) as source, closing(sqlite3.connect(copy)) as target:
        try:
            source.backup(target)
        except sqlite3.DatabaseError as error:
            raise NotMoved(f"{file} is no SQLite database, or it is damaged.") from error


def manage(database: Path, *command: str) -> None:
    """Run a command of this code on a SQLite file, in a process of its own: migrations work on the default database."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{quote(str(database))}"}
    environment["DJANGO_SETTINGS_MODULE"] = os.environ["DJANGO_SETTINGS_MODULE"]
    run = subprocess.run(  # noqa: S603  our own program
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=False,
    )
    if run.returncode:
        raise NotMoved(f"manage.py {command[0]} failed on the SQLite file: try it by hand. Nothing was moved.")


@contextmanager
def _elsewhere(file: Path) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a SQLite file, tuned as the site's own is."""
    own = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    described = connections.configure_settings({"default": tuned(own)})["default"]
    connections[ELSEWHERE] = other = load_backend(described["ENGINE"]).DatabaseWrapper(described, ELSEWHERE)
    try:
        yield other
    finally:
        other.close()
        del connections[ELSEWHERE]
