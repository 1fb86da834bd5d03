"""The worker: sends mail, publishes what is scheduled, tidies up. One process is enough; several do no harm."""

import logging
import os
import signal
import sys
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, close_old_connections, connection

from corner import failures, jobs, troubles

logger = logging.getLogger(__name__)

#: Seconds between two looks at what is due: one query each.
PAUSE = 3


def begin_afresh() -> None:
    """This process once more, from its start: no thread can be stopped from outside, but a program can be replaced.

    Nobody has to start it again, and the connections to database and mail server are closed with what hung on them.
    """
    if jobs.stopping.is_set():
        end_at_once()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  the very command that started it


def end_at_once() -> None:
    """As if killed: what hangs is not waited for."""
    os._exit(1)


class Command(BaseCommand):
    help = "Runs the regular jobs until it is stopped (SIGTERM or Ctrl-C); with --once, each job that is due, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run each job that is due once, and end")

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        jobs.stopping.clear()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, self.stop)
        if once:
            self.run_once()
        else:
            self.run_until_stopped()

    def stop(self, number: int, frame: FrameType | None) -> None:
        """End after the piece of work in hand. A second signal ends at once."""
        jobs.stopping.set()
        signal.signal(number, signal.SIG_DFL)

    def run_once(self) -> None:
        try:
            failed = jobs.run_due(end_at_once)
        except Error as error:
            raise CommandError(f"The database does not answer ({failures.describe(error)}).") from None
        troubles.write_down()
        if failed:
            raise CommandError(f"These jobs failed, and will be tried again: {', '.join(failed)}. The log says more.")

    def run_until_stopped(self) -> None:
        """Look, work, rest, over and over. A database that is away is waited for."""
        away = False
        while not jobs.stopping.is_set():
            try:
                close_old_connections()
                jobs.run_due(begin_afresh)
            except Error as error:
                if not away:
                    logger.error("The database is away, and is waited for: %s", failures.trace(error))
                away = True
                connection.close()
            else:
                if away:
                    logger.warning("The database is back.")
                away = False
            troubles.write_down()
            jobs.stopping.wait(PAUSE)
