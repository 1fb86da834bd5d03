"""`manage.py check_catalogues`: are the message catalogues complete, and safe to compile?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from corner.languages.config import BY_CODE
from corner.languages.register import DRAFTED
from corner.languages.upkeep import problems, update


class Command(BaseCommand):
    help = "Says what is missing, no longer used or wrong in the message catalogues; --update adds and drops."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("languages", nargs="*", help="Codes such as pl; without any, those that are drafted.")
        parser.add_argument("--update", action="store_true", help="Add what is missing, drop what is not used.")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for code in options["languages"] or DRAFTED:
            if code not in BY_CODE or code == "en-gb":
                raise CommandError(
                    f"There is no catalogue for {code!r}. Choose from: {', '.join(list(BY_CODE)[1:])}. "
                    "docs/languages-register.md says how to add a language."
                )
            if options["update"]:
                added, dropped = update(code)
                self.stdout.write(f"{code}: {added} added, {dropped} dropped.")
            for problem in problems(code):
                faults += 1
                self.stdout.write(f"{code}: {problem}")
        if faults and not options["update"]:
            raise CommandError(f"{faults} things to mend.")
