"""The command line that `make faults` and `make bench` share."""

import argparse
import os
import signal
import sys

from tools.figures.databases import NAMES
from tools.figures.measuring import NotMeasured, measure
from tools.figures.page import Page


def run(page: Page, command: str, about: str) -> None:
    """Measure what the command line asks for, print each section and what they come to, and with --write keep them.

    DATABASE (sqlite, postgresql or both) and ROUNDS come from the environment. Ends the program, with an error when
    something cannot be measured or is not what is wanted.
    """
    parser = argparse.ArgumentParser(prog=command, description=about)
    names = ", ".join(page.full_rounds)
    parser.add_argument("names", nargs="*", metavar="figure", help=f"of {names}; none means all")
    parser.add_argument("--write", action="store_true", help=f"keep them in docs/{page.path.name}")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(page.full_rounds):
        parser.error(f"{', '.join(sorted(unknown))}: no such figure; there are {names}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    good, sections = True, dict[str, str]()
    for name in asked.names or page.full_rounds:
        for database in _databases():
            rounds = _rounds(page.full_rounds[name])
            print(f"{name} on {NAMES[database]} …", file=sys.stderr, flush=True)  # noqa: T201  it takes long
            try:
                found = measure(f"{page.package}.{name}", rounds, database)
            except NotMeasured as error:
                sys.exit(str(error))
            good &= all(figure.good for figure in found)
            section = page.section(name, database, rounds, found)
            print(section, flush=True)  # noqa: T201  this is a command
            sections[page.title(name, database)] = section
            if asked.write:
                page.keep(sections)
    if summary := page.summary(sections):
        print(summary)  # noqa: T201
    sys.exit(0 if good else "Not every figure is what is wanted.")


def _databases() -> list[str]:
    chosen = os.environ.get("DATABASE") or "both"
    chosen = {"postgres": "postgresql"}.get(chosen, chosen)
    if chosen not in ("both", *NAMES):
        sys.exit(f"DATABASE is “{chosen}”: write {', '.join(NAMES)} or both.")
    return list(NAMES) if chosen == "both" else [chosen]


def _rounds(usual: int) -> int:
    chosen = os.environ.get("ROUNDS") or str(usual)
    if not chosen.isdecimal() or int(chosen) < 1:
        sys.exit(f"ROUNDS is “{chosen}”: write how many rounds, such as 2.")
    return int(chosen)
