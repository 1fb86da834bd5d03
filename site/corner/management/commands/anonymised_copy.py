"""`manage.py anonymised_copy FILE`: a SQLite file for developers, with nobody in it. docs/data-protection.md"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from corner.anonymised import anonymised_copy
from corner.moving.tables import NotMoved


class Command(BaseCommand):
    help = "Writes a copy of the site's database for developers: every personal field is replaced or emptied."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the new SQLite file; on the server, as it comes from real data")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            fields = anonymised_copy(file)
        except NotMoved as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Written: {file}. {fields} fields of the register are replaced or emptied; no files.")
        self.stdout.write("Start the site on it with DATABASE_URL, and make a login with createsuperuser.")
