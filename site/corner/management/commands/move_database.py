"""`manage.py move_database --from FILE`: from SQLite to the database that the settings name. docs/backup.md"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from corner.moving.moving import move_in, move_out
from corner.moving.tables import NotMoved


class Command(BaseCommand):
    help = (
        "Copies everything from a SQLite file into the database that DATABASE_URL names, or from there into a new "
        "file, and compares every row. Uploaded files are not touched. Stop web and worker first, else what comes in "
        "meanwhile stays behind."
    )
    requires_system_checks: list[str] = []  # the new database may be empty

    def add_arguments(self, parser: CommandParser) -> None:
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--from", dest="source", type=Path, metavar="FILE", help="the SQLite file to read")
        way.add_argument("--to", dest="target", type=Path, metavar="FILE", help="the new SQLite file to write")
        parser.add_argument("--replace", action="store_true", help="also where there are people or pages already")

    def handle(self, *args: Any, source: Path | None, target: Path | None, replace: bool, **options: Any) -> None:
        self.stdout.write("Copying and comparing …")
        try:
            if source:
                moved = move_in(source, replace=replace)
            elif target:
                moved = move_out(target)
        except NotMoved as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Moved: {sum(moved.values())} rows in {len(moved)} tables. Differences: 0.")
        if source:
            self.stdout.write("Next: start web and worker, look at /health/ready/, one event and the admin.")
            self.stdout.write(f"Keep {source} until you are sure, then delete it: it holds personal data.")
