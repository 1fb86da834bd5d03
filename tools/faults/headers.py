"""Header check on every kind of answer, with the production settings: the same table as the suite's."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools import trial_site
from tools.answers import kinds, put_something
from tools.figures import databases
from tools.figures.figure import Figure, none_of


def figures(rounds: int, database: str) -> Iterator[Figure]:
    """Each kind is asked for once, whatever `rounds` says: the same question has the same answer."""
    with (
        tempfile.TemporaryDirectory(prefix="corner-headers-") as folder,
        databases.fresh(database, Path(folder)) as address,
    ):
        staff = trial_site.begin(address, Path(folder))
        from django.db import connections
        from django.test import Client
        from django.test.utils import setup_test_environment

        logging.disable()  # refusals are what is asked for
        setup_test_environment()
        found = list(kinds(put_something(staff), _client(Client)))
        connections.close_all()
    faults = [f"{each.kind}: {fault}" for each in found for fault in each.faults()]
    yield Figure("kinds of answers asked for", str(len(found)), "more than 50", len(found) > 50)
    yield none_of("headers missing or lax", len(faults), "; ".join(faults[:5]))
    public = [each for each in found if not each.is_admin]
    yield Figure("of these public, with the strict policy", str(len(public)), "all", not faults)


def _client(made):  # type: ignore[no-untyped-def]
    """Clients that ask for the trial site by its name."""
    return lambda **options: made(SERVER_NAME=trial_site.HOST, **options)
