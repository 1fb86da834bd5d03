"""`manage.py erase_due`: erase personal data that is past its end date, as the worker does every day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from events import retention


class Command(BaseCommand):
    help = "Erases personal data that is past its end date, as the worker does every day. Counts stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what is due, and erase nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = retention.due() if options["dry_run"] else retention.erase_due()
        self.stdout.write("Due now, nothing was erased:" if options["dry_run"] else "Erased:")
        for name, count in counts.items():
            self.stdout.write(f"  {name}: {count}")
