"""Prints the register of personal data, or writes it into the documentation."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from corner.data_register_page import written

PAGE = Path(settings.BASE_DIR) / "docs" / "data-protection.md"


class Command(BaseCommand):
    help = "The register of personal data, made from what is declared beside the models."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="Write docs/data-protection.md instead of printing.")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        if write:
            PAGE.write_text(written())
        else:
            self.stdout.write(written())
