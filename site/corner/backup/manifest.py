"""What a backup says about itself. One with no manifest is none: it is written last.

It can be read without any key, so it holds no name of a file and nothing about people. What does is in `contents`.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils.crypto import constant_time_compare, salted_hmac

from corner.backup.failed import BackupFailed

NAME = "manifest.json"
#: Raised when an older site could not read the newer form.
FORMAT = 1


@dataclass(frozen=True)
class Contents:
    """What must be there again after a restore."""

    #: {table: [rows, digest of all rows]}
    tables: dict[str, list] = field(default_factory=dict)
    #: {name in the store: SHA-256}
    media: dict[str, str] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> "Contents":
        return cls(**json.loads(text))


def differences(expected: dict, found: dict) -> list[str]:
    """What is not as it should be, by name only."""
    return [
        f"{name}: {'missing' if name not in found else 'not expected' if name not in expected else 'different'}"
        for name in sorted({*expected, *found})
        if expected.get(name) != found.get(name)
    ]


@dataclass(frozen=True)
class Manifest:
    made_at: datetime  # UTC; when it was begun, so that whatever changed since is not in it
    version: str
    database: str  # sqlite or postgresql
    migrations: list[str]
    #: Names of the environment's settings that were in use. Their values are not in the backup.
    settings: list[str]
    sealed: bool
    #: Where uploaded files lie, beside all backups, and which are this one's, by SHA-256.
    pool: str
    media: list[str]
    #: {file of this backup: SHA-256 of it as it lies there}
    files: dict[str, str]
    #: Tells whether SECRET_KEY is still the same; with another one, mailed links and sign-in apps stop working.
    key_check: str
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        text = json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}, indent=1, sort_keys=True)
        (folder / NAME).write_text(text)

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises BackupFailed when there is none, or it is damaged, or newer than this code."""
        try:
            found = json.loads((folder / NAME).read_text())
            if found["format"] > FORMAT:
                raise BackupFailed(f"{folder} was made by a newer version ({found['version']}): use that one.")
            return cls(**{**found, "made_at": datetime.fromisoformat(found["made_at"])})
        except FileNotFoundError as error:
            raise BackupFailed(f"{folder} is no backup: it has no {NAME}.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise BackupFailed(f"{folder / NAME} is damaged: it cannot be read.") from error

    def has_our_key(self) -> bool:
        """Whether SECRET_KEY, or an earlier one that is still named, is the one of that time."""
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return any(constant_time_compare(self.key_check, key_check(self.made_at, key)) for key in keys)

    def unknown_migrations(self) -> list[str]:
        """Those of the backup that this code does not have: then the backup is from newer code."""
        loader = MigrationLoader(None)
        known = {*loader.disk_migrations, *(old for each in loader.disk_migrations.values() for old in each.replaces)}
        ours = {app for app, _name in known}
        return [each for each in self.migrations if (key := tuple(each.split(".", 1))) not in known and key[0] in ours]


def key_check(made_at: datetime, key: str) -> str:
    return salted_hmac("corner.backup", made_at.isoformat(), secret=key, algorithm="sha256").hexdigest()[:16]


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
