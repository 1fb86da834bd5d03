"""Prints the figures of issue 8, and with --write keeps them in docs/speed.md.

    make bench                                      all of them, on SQLite and on PostgreSQL: some hours
    make bench ARGS="reading sign_ups"              these only
    DATABASE=sqlite ROUNDS=2 make bench             on one database, with small counts

It ends with an error when a figure is not what is wanted.
"""

from bench import budgets, machine
from bench.found import modules
from tools.figures import command
from tools.figures.page import ROOT, Page

HEAD = """# How fast the site is

What pages cost beside their peers on the same machine, in the same minutes. `make bench` measures all of it anew where
it runs; `make bench ARGS=reading`, `ROUNDS=2 make bench` and `DATABASE=sqlite make bench` measure less. Times differ by
a factor of two from one hour to the next; ratios in one run hold, and CPU time is steadier than requests per second.
[One module a section](../bench/) says how each is measured. Where a budget is not reached,
[speed-notes.md](speed-notes.md) says why, with a measurement. Written by `make bench ARGS=--write`; change nothing by
hand.
"""
PAGE = Page("bench", ROOT / "docs" / "speed.md", modules(), HEAD, budgets.table, machine.words)

if __name__ == "__main__":
    command.run(PAGE, "make bench", "Print the figures of docs/speed.md.")
