"""`manage.py compile_catalogues`: make the message catalogues readable for Django, without gettext tools."""

from typing import Any

from django.core.management.base import BaseCommand

from corner.languages.catalogues import compile_all


class Command(BaseCommand):
    help = "Compiles the message catalogue of every language, also of those that have no translations yet."
    requires_system_checks: list[str] = []  # it runs before the first migration

    def handle(self, *args: Any, **options: Any) -> None:
        compiled = list(compile_all())
        if options["verbosity"]:
            self.stdout.write(f"{len(compiled)} catalogues compiled.")
