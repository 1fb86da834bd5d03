"""Encryption of backups, in the format of age (https://age-encryption.org), so `age -d` opens them without this site.

The site knows only whom to seal for (`BACKUP_KEY`, which begins with age1). What opens a backup stays elsewhere.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyrage

from corner.backup.failed import BackupFailed

if TYPE_CHECKING:
    from _typeshed import SupportsRead, SupportsWrite


@dataclass(frozen=True)
class Seal:
    """For whom files are sealed; for nobody: they are copied as they are."""

    recipients: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        return ".age" if self.recipients else ""

    @property
    def mark(self) -> str:
        """Tells files that are sealed for others apart: eight letters, none when nothing is sealed."""
        return hashlib.sha256(",".join(sorted(self.recipients)).encode()).hexdigest()[:8] if self.recipients else ""

    def close(self, source: "SupportsRead[bytes]", target: "SupportsWrite[bytes]") -> None:
        """Copy source to target, sealed."""
        if self.recipients:
            pyrage.encrypt_io(source, target, [_recipient(each) for each in self.recipients])
        else:
            shutil.copyfileobj(source, target)


def insist_on_recipients(recipients: Iterable[str]) -> None:
    """Raises BackupFailed for what is no public key of age."""
    for each in recipients:
        _recipient(each)


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise BackupFailed(
            "BACKUP_KEY is no public key of age, which begins with age1. Make a pair: manage.py backup --new-key"
        ) from error


@dataclass(frozen=True)
class Opener:
    """Opens what was sealed, with secret keys."""

    identities: tuple[pyrage.x25519.Identity, ...] = ()

    @classmethod
    def from_file(cls, path: Path | None) -> "Opener":
        """The secret keys in a file, as `age-keygen` writes it. Raises BackupFailed when there are none."""
        if path is None:
            return cls()
        try:
            found = re.findall(r"AGE-SECRET-KEY-1[0-9A-Z]+", path.read_text())
            return cls(tuple(pyrage.x25519.Identity.from_str(each) for each in found)) if found else _no_key(path)
        except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
            raise BackupFailed(f"{path} cannot be read as a secret key of age.") from error

    def open(self, source: "SupportsRead[bytes]", target: "SupportsWrite[bytes]", what: str) -> None:
        """Copy source to target, opened. Raises BackupFailed when the key is another or `what` is damaged."""
        if not self.identities:
            raise BackupFailed("This backup is sealed: say which file holds the secret key, with --key FILE.")
        try:
            pyrage.decrypt_io(source, target, list(self.identities))
        except pyrage.DecryptError as error:
            if "No matching keys" in str(error):
                raise BackupFailed("The secret key is not the one that this backup was sealed for.") from error
            raise BackupFailed(f"{what} is damaged or cut off: it cannot be opened.") from error
        except OSError as error:
            if error.errno:  # a disk, not the content
                raise
            raise BackupFailed(f"{what} is damaged or cut off: it cannot be opened.") from error


def _no_key(path: Path) -> Opener:
    raise BackupFailed(f"{path} holds no secret key of age, which begins with AGE-SECRET-KEY-1.")


def new_pair() -> tuple[str, str]:
    """A new secret key and its public key, as text."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())
