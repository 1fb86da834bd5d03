"""Making a backup: the database first at one moment, then the files that it names; old ones are deleted."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import corner
from corner.backup import manifest
from corner.backup.engines import engine
from corner.backup.failed import BackupFailed, said_plainly
from corner.backup.manifest import Contents, Manifest
from corner.backup.pool import Digesting, Pool, names_in
from corner.backup.sealing import Seal, insist_on_recipients
from corner.settings.environment import settings_in_use

CONTENTS = "contents.json"
UNFINISHED = ".unfinished-"
#: So that what people asked to have erased does not live on in backups (safety.md, "Privacy").
KEEP = timedelta(days=35)


def make(backups: Path) -> Path:
    """Make a backup in a folder of its own below `backups`, and delete those that are too old; the new folder.

    It may run while the site is at work. Raises BackupFailed; then none is new, and older ones are untouched.
    """
    seal = Seal(tuple(settings.BACKUP_KEYS))
    insist_on_recipients(seal.recipients)
    with said_plainly(f"the folder {backups}"), _alone(backups):
        made_at = manifest.now()
        unfinished = backups / f"{UNFINISHED}{_name(made_at)}"
        for left_over in backups.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left_over)
        unfinished.mkdir(mode=0o700)
        try:
            _fill(unfinished, made_at, seal)
            finished = backups / _name(made_at)
            _to_disk(unfinished)
            unfinished.rename(finished)
            _to_disk(backups)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        delete_old(backups, made_at - KEEP)
    return finished


def finished(backups: Path) -> list[Path]:
    """Every backup that was made to its end, the oldest first."""
    return sorted(path for path in backups.glob("*Z") if re.fullmatch(r"[\dT-]+Z", path.name) and path.is_dir())


def made_at(backup: Path) -> datetime:
    """When it was begun, by its name (UTC)."""
    return datetime.strptime(f"{backup.name}+0000", "%Y-%m-%dT%H-%M-%SZ%z")


def delete_old(backups: Path, before: datetime) -> int:
    """Delete backups made before then, and the uploaded files that no other names; how many backups."""
    old = [backup for backup in finished(backups) if made_at(backup) < before]
    for backup in old:
        (backup / manifest.NAME).unlink(missing_ok=True)  # first: what is half deleted is no backup
        shutil.rmtree(backup)
    left = [Manifest.read(backup) for backup in finished(backups)]
    for folder in backups.glob("media*"):
        Pool(folder, "").keep_only({digest for each in left if each.pool == folder.name for digest in each.media})
    return len(old)


def _fill(folder: Path, made_at: datetime, seal: Seal) -> None:
    pool = Pool.beside(folder.parent, seal)
    # The bulk of the files before the database, the new ones after it: what the database names is among them, even
    # when it is deleted in between. The store gives no name twice, so what was read once is not read again.
    media = pool.take_in(names_in(), seal)
    files = {}
    with engine().dump(connection) as (data, tables):
        files[f"{engine().NAME}{seal.suffix}"] = _write(folder / f"{engine().NAME}{seal.suffix}", data, seal)
    media |= pool.take_in((name for name in names_in() if name not in media), seal)
    contents = BytesIO(Contents(tables, media).as_bytes())
    files[f"{CONTENTS}{seal.suffix}"] = _write(folder / f"{CONTENTS}{seal.suffix}", contents, seal)
    Manifest(
        made_at=made_at,
        version=corner.__version__,
        database=connection.vendor,
        migrations=sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
        settings=settings_in_use(),
        sealed=bool(seal.recipients),
        pool=pool.folder.name,
        media=sorted(set(media.values())),
        files=files,
        key_check=manifest.key_check(made_at, settings.SECRET_KEY),
    ).write(folder)


def _write(path: Path, source: IO[bytes], seal: Seal) -> str:
    """Write a file, sealed; its SHA-256 as it lies there."""
    with path.open("wb") as target:
        writing = Digesting(target)
        seal.close(source, writing)
    return writing.hexdigest()


@contextmanager
def _alone(backups: Path) -> Iterator[None]:
    """Two at once would clear each other's away."""
    backups.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (backups / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupFailed("Another backup is being made here just now.") from error
        yield


def _name(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H-%M-%SZ}"


def _to_disk(folder: Path) -> None:
    """See to it that what is in a folder survives a power cut."""
    for path in [*folder.iterdir(), folder]:
        if path.is_dir() and path != folder:
            continue
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
