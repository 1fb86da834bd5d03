"""Prints the figures of issue 7, and with --write keeps them in docs/faults.md.

    make faults                                     all of them, on SQLite and on PostgreSQL: some hours
    make faults ARGS="kills headers"                these only
    DATABASE=sqlite ROUNDS=2 make faults            on one database, with small counts

It ends with an error when a figure is not what is wanted.
"""

import argparse
import os
import signal
import sys

from tools.faults import page
from tools.faults.databases import NAMES
from tools.faults.measuring import FULL_ROUNDS, NotMeasured, measure


def main() -> None:
    parser = argparse.ArgumentParser(prog="make faults", description="Print the figures under faults.")
    parser.add_argument("names", nargs="*", metavar="figure", help=f"of {', '.join(FULL_ROUNDS)}; none means all")
    parser.add_argument("--write", action="store_true", help="keep them in docs/faults.md")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(FULL_ROUNDS):
        parser.error(f"{', '.join(sorted(unknown))}: no such figure; there are {', '.join(FULL_ROUNDS)}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    good = True
    for name in asked.names or FULL_ROUNDS:
        for database in _databases():
            print(f"{name} on {NAMES[database]} …", file=sys.stderr, flush=True)  # noqa: T201  it takes long
            try:
                found = measure(name, _rounds(name), database)
            except NotMeasured as error:
                sys.exit(str(error))
            good &= all(figure.good for figure in found)
            print(page.section(name, database, _rounds(name), found), flush=True)  # noqa: T201  this is a command
            if asked.write:
                page.keep(name, database, _rounds(name), found)
    sys.exit(0 if good else "Not every figure is what is wanted.")


def _databases() -> list[str]:
    chosen = os.environ.get("DATABASE") or "both"
    if chosen not in ("both", *NAMES):
        sys.exit(f"DATABASE is “{chosen}”: write {', '.join(NAMES)} or both.")
    return list(NAMES) if chosen == "both" else [chosen]


def _rounds(name: str) -> int:
    chosen = os.environ.get("ROUNDS") or str(FULL_ROUNDS[name])
    if not chosen.isdecimal() or int(chosen) < 1:
        sys.exit(f"ROUNDS is “{chosen}”: write how many rounds, such as 2.")
    return int(chosen)


if __name__ == "__main__":
    main()
