"""`manage.py backup FOLDER`: database and uploaded files, in a folder of their own. docs/backup.md"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from corner.backup import making, opened, sealing
from corner.backup.failed import BackupFailed


class Command(BaseCommand):
    help = (
        "Makes a backup of the database and the uploaded files, while the site runs, and deletes those that are older "
        "than 35 days. With BACKUP_KEY it is encrypted. Ends with 0 only when the backup is complete."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="where backups lie; BACKUP_DIR by default")
        parser.add_argument(
            "--verify",
            nargs="?",
            const="",
            metavar="BACKUP",
            help="make none; restore this one (the newest by default) into a scratch place and compare everything",
        )
        parser.add_argument("--key", type=Path, help="file with the secret key, to verify a sealed backup")
        parser.add_argument("--new-key", action="store_true", help="print a new pair of keys, and do nothing else")

    def handle(
        self, *args: Any, folder: Path | None, verify: str | None, key: Path | None, new_key: bool, **options: Any
    ) -> None:
        if new_key:
            self._say_new_key()
            return
        if folder is None and not settings.BACKUP_DIR:
            raise CommandError("Say in which folder backups lie, or set BACKUP_DIR.")
        backups = folder or Path(settings.BACKUP_DIR)
        try:
            if verify is not None:
                self._verify(backups, verify, key)
            else:
                self._make(backups)
        except BackupFailed as error:
            raise CommandError(str(error)) from error

    def _make(self, backups: Path) -> None:
        made = making.make(backups)
        self.stdout.write(f"Made: {made}")
        if not settings.BACKUP_KEYS:
            self.stdout.write("It is not encrypted, and holds personal data: docs/backup.md says how to seal it.")
        self.stdout.write("Copy the whole folder to another place, and try it: manage.py backup --verify")

    def _verify(self, backups: Path, name: str, key: Path | None) -> None:
        there = making.finished(backups)
        if not name and not there:
            raise BackupFailed(f"There is no backup in {backups}.")
        backup = Path(name) if name else there[-1]
        holds = opened.verify(backup, sealing.Opener.from_file(key))
        rows = sum(count for count, _digest in holds.tables.values())
        self.stdout.write(
            f"{backup} is whole: {rows} rows in {len(holds.tables)} tables and {len(holds.media)} uploaded files are "
            "as they were. Differences: 0."
        )

    def _say_new_key(self) -> None:
        secret, public = sealing.new_pair()
        self.stdout.write(f"BACKUP_KEY={public}")
        self.stdout.write("The line above belongs to the site's settings. The one below opens every backup: keep it in")
        self.stdout.write("two safe places, none of them this machine. Without it no backup can be opened again.")
        self.stdout.write(secret)
