"""`manage.py restore BACKUP`: put a backup in the place of the site's database and files. docs/backup.md"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from corner.backup.failed import BackupFailed
from corner.backup.restoring import Restored, restore
from corner.backup.sealing import Opener


class Command(BaseCommand):
    help = (
        "Puts a backup back: into the database and the store of uploaded files that the settings name. Stop web and "
        "worker first. Afterwards the database is of this version, and whoever was erased since stays erased."
    )
    requires_system_checks: list[str] = []  # the database may be empty

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, help="the folder of one backup, beside its folder of uploaded files")
        parser.add_argument("--key", type=Path, help="file with the secret key, for a sealed backup")
        parser.add_argument("--replace", action="store_true", help="also where there are people or pages already")

    def handle(self, *args: Any, backup: Path, key: Path | None, replace: bool, **options: Any) -> None:
        try:
            done = restore(backup, Opener.from_file(key), replace=replace, say=self.stdout.write)
        except BackupFailed as error:
            raise CommandError(str(error)) from error
        self._tell(done)

    def _tell(self, done: Restored) -> None:
        say = self.stdout.write
        say(f"Put back, and compared: {done.rows} rows in {done.tables} tables. Differences: 0.")
        say(f"Uploaded files: {done.files_written} written, {done.files_there} were there already.")
        if done.files_of_others:
            say(f"{done.files_of_others} uploaded files are not of this backup. They stay, and no page shows them.")
        if done.migrated:
            say(f"The backup was of version {done.version}; its tables are of this version now.")
        say(f"Erased again, because it was erased since the backup: {sum(done.erased_again.values())}.")
        if not done.same_key:
            say(
                "SECRET_KEY is another than at that time: put the old one into SECRET_KEY_FALLBACKS, else mailed links "
                "and sign-in apps do not work, and what was erased since is not known again."
            )
        if done.settings:
            say(f"These settings were in use then, and are not in the backup: {', '.join(done.settings)}.")
        say("Next: manage.py erase_due, start web and worker, look at /health/ready/, one event and the admin.")
