"""A backup, unpacked into a scratch folder and looked through to its last byte before anything is done with it."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.db import connection

from corner.backup.engines import engine
from corner.backup.failed import BackupFailed, said_plainly
from corner.backup.making import CONTENTS
from corner.backup.manifest import Contents, Manifest, differences
from corner.backup.pool import Pool
from corner.backup.sealing import Opener, Seal


@dataclass(frozen=True)
class Opened:
    manifest: Manifest
    contents: Contents
    database: Path
    pool: Pool
    opener: Opener


@contextmanager
def opened(backup: Path, opener: Opener) -> Iterator[Opened]:
    """Unpack the database and the list of contents. Raises BackupFailed when this code cannot use the backup."""
    manifest = Manifest.read(backup)
    if manifest.database != connection.vendor:
        raise BackupFailed(
            f"This is a backup of {manifest.database}, and the site is on {connection.vendor}. Restore it where it "
            "belongs, then move it: manage.py move_database"
        )
    if unknown := manifest.unknown_migrations():
        raise BackupFailed(
            f"This backup is of newer code (version {manifest.version}; {unknown[0]} is not known here): use that "
            "version or a later one."
        )
    suffix = ".age" if manifest.sealed else ""
    with said_plainly("the folder for temporary files"), tempfile.TemporaryDirectory(prefix="restore-") as folder:
        for name in (f"{engine().NAME}{suffix}", f"{CONTENTS}{suffix}"):
            _unpack(backup / name, manifest.files.get(name, ""), Path(folder, name.removesuffix(".age")), opener)
        contents = Contents.from_bytes(Path(folder, CONTENTS).read_bytes())
        yield Opened(
            manifest, contents, Path(folder, engine().NAME), Pool(backup.parent / manifest.pool, suffix), opener
        )


def _unpack(source: Path, digest: str, target: Path, opener: Opener) -> None:
    try:
        with source.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise BackupFailed(f"{source.name} of the backup is damaged or cut off.")
            file.seek(0)
            with target.open("wb") as unpacked:
                if source.suffix == ".age":
                    opener.open(file, unpacked, f"{source.name} of the backup")
                else:
                    Seal().close(file, unpacked)
    except FileNotFoundError as error:
        raise BackupFailed(f"{source.name} of the backup is missing.") from error


def insist_on_files(backup: Opened) -> None:
    """Raises BackupFailed unless every uploaded file is there and what it was."""

    class Nowhere(BytesIO):
        def write(self, data: bytes) -> int:  # type: ignore[override]
            return len(data)

    for digest in set(backup.contents.media.values()):
        backup.pool.open_into(digest, Nowhere(), backup.opener)


def verify(folder: Path, opener: Opener) -> Contents:
    """Restore a backup into a scratch place and compare every table and file; what it holds.

    Raises BackupFailed with what is different.
    """
    with opened(folder, opener) as backup:
        found = engine().check(connection, backup.database, backup.contents.tables)
        insist_on_same(backup.contents.tables, found)
        insist_on_files(backup)
        return backup.contents


def insist_on_same(expected: dict[str, list], found: dict[str, list]) -> None:
    """Raises BackupFailed naming the tables that are not as they were."""
    if different := differences(expected, found):
        raise BackupFailed(f"Not as it was when the backup was made: {'; '.join(different[:5])}.")
