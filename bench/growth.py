"""What lists cost when there is much in them: the first and the last page of each list, uncached, with 100, 1,000 and
10,000 events, case studies and techniques (every tenth in three languages). Time is that of a call without a socket,
with what the database takes (the least of all batches); the sizes take turns in every round.
"""

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import numbers
from bench.asking import Asker, Cost, asking
from bench.numbers import milliseconds, times
from bench.sites import Ground
from tools.figures.figure import Figure

ROUNDS = 7
#: Things of each kind, the fewest first.
SIZES = (100, 1_000, 10_000)
BATCH = 0.3
#: Past every end: the site gives the last page.
LAST = "page=1000000"


@dataclass(eq=False)
class Listed:
    """The first or the last page of a list in a site of one size."""

    what: str
    size: int
    path: str
    marker: str
    asker: Asker
    costs: list[Cost] = field(default_factory=list)

    def measure(self) -> None:
        self.costs.append(self.asker.ask(self.path, self.marker, BATCH))

    @property
    def wall(self) -> float:
        return numbers.least([cost.wall for cost in self.costs])

    @property
    def sql(self) -> int:
        return round(max(cost.sql for cost in self.costs))


def figures(rounds: int, database: str, sizes: tuple[int, ...] = SIZES) -> Iterable[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="corner-bench-") as folder,
        Ground(Path(folder), database).ready() as ground,
        contextlib.ExitStack() as stack,
    ):
        lists = list(_lists(ground, stack, sizes))
        for _ in range(2):
            for each in lists:
                each.asker.ask(each.path, each.marker, 0)  # pictures are made, templates compiled
        for _ in range(rounds):
            for each in lists:
                each.measure()
        yield from _compared(lists, sizes)


def _lists(ground: Ground, stack: contextlib.ExitStack, sizes: tuple[int, ...]) -> Iterator[Listed]:
    empty = ground.site(0)
    for size in sizes:
        site = ground.filled(ground.copy(empty, f"site-{size}"), size).uncached()
        asker = stack.enter_context(asking(site))
        for name, (path, marker) in site.pages.items():
            if name.startswith("list: "):
                yield Listed(f"{name}, first page", size, path, marker, asker)
                last = f"{path}{'&' if '?' in path else '?'}{LAST}"
                yield Listed(f"{name}, last page", size, last, "</html>", asker)


def _compared(lists: list[Listed], sizes: tuple[int, ...]) -> Iterator[Figure]:
    """Each page at each size held against the first page of the same list at the smallest."""
    known = {(each.what, each.size): each for each in lists}
    for what in dict.fromkeys(each.what for each in lists):
        first = known[what.replace("last page", "first page"), sizes[0]]
        most = 1.4 if what.endswith("last page") else 1.2
        of_sizes = [known[what, size] for size in sizes]
        counts = [each.sql for each in of_sizes]
        words = ", ".join(f"{each.size:,}: {milliseconds(each.wall)} {each.sql} SQL" for each in of_sizes)
        yield Figure(what, words, of_time=True)
        same = len(set(counts)) == 1
        yield Figure(f"SQL of {what}", " → ".join(map(str, counts)), "the same", same, budget=7)
        ratio = of_sizes[-1].wall / first.wall
        yield Figure(f"time of {what}", times(ratio), f"≤ {most} ×", ratio <= most, of_time=True, budget=7)
