"""Putting a backup back: everything is looked through first, so that nothing is begun that cannot be ended."""

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Site

from corner import failures, tombstones
from corner.backup.engines import engine, in_use
from corner.backup.failed import BackupFailed, said_plainly
from corner.backup.opened import Opened, insist_on_files, insist_on_same, opened
from corner.backup.pool import names_in
from corner.backup.sealing import Opener
from corner.models import Tombstone


@dataclass
class Restored:
    """What was done, for whoever asked for it."""

    version: str
    rows: int = 0
    tables: int = 0
    files_written: int = 0
    files_there: int = 0
    files_of_others: int = 0
    migrated: bool = False
    erased_again: dict[str, int] = field(default_factory=dict)
    same_key: bool = True
    settings: list[str] = field(default_factory=list)


def restore(folder: Path, opener: Opener, *, replace: bool, say: Callable[[str], None]) -> Restored:
    """Put the backup in `folder` in the place of the site's database and files, and bring it to this code's version.

    `replace`: also where the database is in use. Files that the backup does not know stay. Raises BackupFailed; until
    the database is replaced, which is one transaction, everything is as it was before.
    """
    with opened(folder, opener) as backup:
        engine().prepare(connection)
        if not replace and in_use():
            raise BackupFailed(
                "There are people or pages in the site's database. To put the backup in their place, add --replace."
            )
        say("Looking through the backup …")
        if connection.vendor == "sqlite":  # on PostgreSQL that takes a scratch database: `backup --verify`
            insist_on_same(backup.contents.tables, engine().check(connection, backup.database, backup.contents.tables))
        insist_on_files(backup)
        done = Restored(backup.manifest.version, settings=backup.manifest.settings)
        done.same_key = backup.manifest.has_our_key()
        done.tables = len(backup.contents.tables)
        done.rows = sum(rows for rows, _digest in backup.contents.tables.values())
        stones = tombstones.exported() if _has_tombstones() else []
        say("Putting files and database back …")
        _put_back(backup, done)
        insist_on_same(backup.contents.tables, engine().now_holds(connection))
        say("Bringing it to this version, erasing again what was erased since, and filling the search index …")
        _bring_up_to_date(backup, stones, done)
    return done


def _has_tombstones() -> bool:
    return Tombstone._meta.db_table in connection.introspection.table_names()


def _put_back(backup: Opened, done: Restored) -> None:
    """Files first, as additions; then the database at once; then what a file of the same name has in another form."""
    there = set(names_in())
    missing = {name: digest for name, digest in backup.contents.media.items() if name not in there}
    written: list[str] = []
    try:
        with said_plainly("the store of uploaded files"):
            for name, digest in missing.items():
                written.append(name)
                _write(backup, name, digest)
        connections.close_all()
        engine().put_back(connection, backup.database)
    except BaseException:
        for name in written:
            default_storage.delete(name)
        raise
    for name in backup.contents.media.keys() & there:
        if not _is(name, backup.contents.media[name]):
            default_storage.delete(name)
            _write(backup, name, backup.contents.media[name])
            written.append(name)
    done.files_written = len(written)
    done.files_there = len(backup.contents.media) - len(written)
    done.files_of_others = len(there - backup.contents.media.keys())


def _write(backup: Opened, name: str, digest: str) -> None:
    with tempfile.TemporaryFile() as content:
        backup.pool.open_into(digest, content, backup.opener)
        content.seek(0)
        saved = default_storage.save(name, File(content, name=name))
    if saved != name:
        default_storage.delete(saved)
        raise BackupFailed(f"The store of uploaded files gave {Path(name).name} another name: is somebody at work?")


def _is(name: str, digest: str) -> bool:
    with default_storage.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def _bring_up_to_date(backup: Opened, stones: list[dict[str, str]], done: Restored) -> None:
    try:
        before = _migrations()
        call_command("migrate", interactive=False, verbosity=0)
        done.migrated = before != _migrations()
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()
        tombstones.import_(stones)
        done.erased_again = tombstones.replay(backup.manifest.made_at)
        call_command("update_index", verbosity=0)
        cache.clear()
    except Exception as error:
        raise BackupFailed(
            "Database and files are back as they were, but what follows failed "
            f"({failures.describe(error)}). Mend that, then run the same command again, with --replace."
        ) from error


def _migrations() -> set:
    return set(MigrationRecorder(connection).applied_migrations())
