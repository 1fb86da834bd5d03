"""Fills an empty site with the starter content."""

from argparse import BooleanOptionalAction
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.models import HomePage
from home.starter.load import AnotherHome, Loader, SamplesRefused


class Command(BaseCommand):
    help = (
        "Loads the starter content, built from the network's report of 2024. It makes what is missing and changes "
        "nothing that is there, so it can run again. Pages that staff deleted are made again, people are not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Do nothing when the site has a home page.")
        parser.add_argument(
            "--samples",
            action=BooleanOptionalAction,
            default=None,
            help="Also invented events and agreements, marked as samples. Refused in production, else the default.",
        )

    def handle(self, *, if_empty: bool, samples: bool | None, verbosity: int, **options: Any) -> None:
        if if_empty and HomePage.objects.exists():
            self._say("The site has content already. Nothing was loaded.", verbosity)
            return
        if samples is None:
            samples = settings.SAMPLES_ALLOWED
        try:
            loader = Loader(samples=samples, say=lambda line: self._say(line, verbosity - 1))
        except SamplesRefused as error:
            raise CommandError(
                "Sample events are for trying the site out, and are refused here. Run it with --no-samples."
            ) from error
        try:
            made = loader.run()
        except AnotherHome as error:
            raise CommandError(
                "This site has a home page of its own. The starter content is for an empty site."
            ) from error
        if not made:
            self._say("All starter content is there. Nothing was changed.", verbosity)
            return
        self._say(
            "Starter content made: " + ", ".join(f"{count} × {kind}" for kind, count in made.items()) + ".", verbosity
        )
        if not samples:
            self._say("Sample events and sample agreements were left out.", verbosity)

    def _say(self, line: str, verbosity: int) -> None:
        if verbosity > 0:
            self.stdout.write(line)
