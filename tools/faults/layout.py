"""The figure "layout": the ways through both web processes, walked in the same parts that compose.yaml starts."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tools.figures.figure import Figure
from tools.layout import Layout, journeys, running
from tools.layout.journeys import Broken
from tools.layout.visitor import Visitor


def figures(rounds: int, database: str) -> Iterable[Figure]:
    """Each way `rounds` times; what stopped one is told on stderr."""
    ways: dict[str, Callable[[Layout, Visitor], None]] = {
        "form of one web process, sent to the other; mail with calendar file; cancelled": journeys.sign_up,
        "picture and document: uploaded at one, had through the other, the store and a signed link": journeys.media,
        "page offered at one, translated and published at the other, read at both": journeys.translation,
        "changed at one, shown by the other at once": journeys.cache,
        "cookies Secure, __Host-, SameSite; none on public pages": journeys.cookies,
    }
    with tempfile.TemporaryDirectory(prefix="corner-layout-") as folder, running(Path(folder), database) as layout:
        staff = journeys.signed_in(layout)
        for what, walk in ways.items():
            arrived, began = 0, time.monotonic()
            for _ in range(rounds):
                try:
                    walk(layout, staff)
                    arrived += 1
                except (Broken, LookupError, OSError) as error:
                    print(f"{what}: {error}", file=sys.stderr, flush=True)  # noqa: T201  this is a command
            seconds = (time.monotonic() - began) / rounds
            good = arrived == rounds
            yield Figure(what, f"{arrived} of {rounds} ({seconds:.1f} s each)", f"{rounds} of {rounds}", good)
