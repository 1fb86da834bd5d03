"""Uploaded files, kept once for all backups: each under the SHA-256 of its content, beside the backups.

A file is read again only when it changed: `known.json` remembers what each was, by a digest of its name and time.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.storage import Storage, default_storage

from corner.backup.failed import BackupFailed
from corner.backup.sealing import Opener, Seal

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

KNOWN = "known.json"


class Pool:
    """The uploaded files of all backups that are sealed alike."""

    def __init__(self, folder: Path, seal_suffix: str) -> None:
        self.folder = folder
        self.suffix = seal_suffix

    @classmethod
    def beside(cls, backups: Path, seal: Seal) -> "Pool":
        """Sealed for others means another pool: what lies in this one could not be opened by them."""
        return cls(backups / (f"media-{seal.mark}" if seal.mark else "media"), seal.suffix)

    def path(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}{self.suffix}"

    def take_in(self, names: Iterable[str], seal: Seal, storage: Storage = default_storage) -> dict[str, str]:
        """Copy these files of the store, but for those that are here; {name: SHA-256}.

        One that was deleted meanwhile is left out. Raises OSError when the store or the disk fails.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        known, taken = self._known(), {}
        now_known = dict(known)
        for name in names:
            try:
                key = hashlib.sha256(f"{name}\n{storage.get_modified_time(name).isoformat()}".encode()).hexdigest()
                digest = known.get(key)
                if not digest or not self.path(digest).exists():
                    digest = self._take(name, seal, storage)
            except FileNotFoundError:
                continue
            taken[name] = now_known[key] = digest
        if now_known != known:
            _write(self.folder / KNOWN, json.dumps(now_known).encode())
        return taken

    def _known(self) -> dict[str, str]:
        try:
            found: dict[str, str] = json.loads((self.folder / KNOWN).read_text())
        except (OSError, ValueError):
            return {}  # it only saves time
        return found

    def _take(self, name: str, seal: Seal, storage: Storage) -> str:
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".unfinished-", delete=False) as target:
            path = Path(target.name)
            try:
                with storage.open(name) as source:
                    reading = Digesting(source)
                    seal.close(reading, target)
                target.flush()
                os.fsync(target.fileno())
                final = self.path(reading.hexdigest())
                final.parent.mkdir(mode=0o700, exist_ok=True)
                path.rename(final)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        return reading.hexdigest()

    def open_into(self, digest: str, target: "SupportsWrite[bytes]", opener: Opener) -> None:
        """Write one file's content to `target`. Raises BackupFailed when it is missing or not what it was."""
        what = f"The uploaded file {digest[:12]}… of the backup"
        writing = Digesting(target)
        try:
            with self.path(digest).open("rb") as source:
                Seal().close(source, writing) if not self.suffix else opener.open(source, writing, what)
        except FileNotFoundError as error:
            raise BackupFailed(f"{what} is missing: copy the folder {self.folder.name} as a whole.") from error
        if writing.hexdigest() != digest:
            raise BackupFailed(f"{what} is damaged.")

    def keep_only(self, digests: set[str]) -> int:
        """Delete what no backup names any more; how many files."""
        gone = 0
        for path in self.folder.glob("??/*"):
            if path.name.removesuffix(".age") not in digests:
                path.unlink()
                gone += 1
        for path in self.folder.glob(".unfinished-*"):
            path.unlink()
        known = self._known()
        kept = {key: digest for key, digest in known.items() if digest in digests}
        if kept != known:
            _write(self.folder / KNOWN, json.dumps(kept).encode())
        return gone


class Digesting:
    """A file that is digested while it is read or written."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.hexdigest = self._digest.hexdigest

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._digest.update(data)
        return data

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


def names_in(storage: Storage = default_storage, folder: str = "") -> Iterator[str]:
    """Every file of the store, by its name."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        if name:  # some stores list a folder as a file without a name
            yield f"{folder}{name}"
    for name in sorted(folders):
        yield from names_in(storage, f"{folder}{name}/")


def _write(path: Path, data: bytes) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(data)
    unfinished.replace(path)
