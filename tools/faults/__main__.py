"""Prints the figures of issue 7, and with --write keeps them in docs/faults.md.

    make faults                                     all of them, on SQLite and on PostgreSQL: some hours
    make faults ARGS="kills headers"                these only
    DATABASE=sqlite ROUNDS=2 make faults            on one database, with small counts

It ends with an error when a figure is not what is wanted.
"""

from tools.figures import command
from tools.figures.page import ROOT, Page

HEAD = """# Figures under faults

What the site loses, and how long it is away, when something breaks while people use it. `make faults` measures all of
it anew on the machine where it runs, on SQLite and on PostgreSQL, which takes hours; `make faults ARGS=kills`,
`ROUNDS=2 make faults` and `DATABASE=sqlite make faults` measure less. It ends with an error when a figure is not what
is wanted. [One module a figure](../tools/faults/) says how each is measured; `make test-long` runs them in small.

The figures below are from a machine with two cores that had ten times its load of other work to do: they say what is
kept and what is lost, and nothing about how fast the site is. Written by `make faults ARGS=--write`; change nothing by
hand.
"""
#: With the rounds that the issue asks for.
FULL_ROUNDS = {"kills": 50, "outages": 10, "fuzz": 10_000, "restore": 1, "headers": 1, "retention": 1, "layout": 1}
PAGE = Page("tools.faults", ROOT / "docs" / "faults.md", FULL_ROUNDS, HEAD)

if __name__ == "__main__":
    command.run(PAGE, "make faults", "Print the figures under faults.")
