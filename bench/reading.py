"""What reading costs: pages of this site without its page cache and with it, a stock Wagtail page with an empty
template, a hello and nginx in its place, and peers. CPU is of calls without a socket (the least of all batches);
requests a second are those of one process behind a socket, four readers on keep-alive connections (the middle of all
rounds). Contestants take turns in every round, and every answer's status and words are looked at.
"""

import contextlib
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import numbers, quoted, sites
from bench.asking import Asker, Cost, asking
from bench.client import Connection, check, load
from bench.environments import NotInstalled
from bench.numbers import a_second, milliseconds, times
from bench.sites import Ground, Site
from bench.static import nginx
from tools.figures.figure import Figure

ROUNDS = 7
#: Things of each kind.
EACH = 100
#: Seconds of CPU for one batch, and of load for one round.
BATCH, LOADED = 0.3, 2.0
#: How pages of the site with its page cache are called.
CACHED = ", cached"
#: Seconds until pages of a new generation are kept (corner/page_cache/generation.py), and a little.
SETTLES = 1.5


@dataclass(eq=False)
class Contestant:
    """One page of one site, and what was measured of it."""

    name: str
    path: str
    marker: str
    port: int
    #: None for what is no Python.
    asker: Asker | None
    costs: list[Cost] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def is_itself(self) -> None:
        """Raises WrongAnswer unless it answers with its page, plain and to a browser that would unpack it."""
        connection = Connection(self.port)
        for accept in ("identity", "gzip"):
            check(connection.get(self.path, accept), self.path, self.marker)
        connection.close()
        if self.asker:
            self.asker.ask(self.path, self.marker, 0)

    def measure(self) -> None:
        if self.asker:
            self.costs.append(self.asker.ask(self.path, self.marker, BATCH))
        self.rates.append(load(self.port, self.path, self.marker, LOADED))

    @property
    def cpu(self) -> float:
        return numbers.least([cost.cpu for cost in self.costs])

    @property
    def rate(self) -> float:
        return numbers.middle(self.rates)

    @property
    def sql(self) -> int:
        return round(max(cost.sql for cost in self.costs))


def figures(rounds: int, database: str) -> Iterable[Figure]:
    missing: list[str] = []
    with (
        tempfile.TemporaryDirectory(prefix="corner-bench-") as folder,
        Ground(Path(folder), database).ready() as ground,
        contextlib.ExitStack() as stack,
    ):
        there = {each.name: each for each in _contestants(ground, stack, missing)}
        _warm(there.values())
        for _ in range(rounds):
            for contestant in there.values():
                contestant.measure()
        yield from _costs(there.values())
        yield from _budgets(there)
    for words in missing:
        yield Figure("not measured", words)


def _contestants(ground: Ground, stack: contextlib.ExitStack, missing: list[str]) -> Iterator[Contestant]:
    """Each started and answering until the stack ends."""
    site = ground.site(EACH)
    bare = list(_of(site.uncached(), list(site.pages), stack))
    yield from bare
    pages = [what for what in site.pages if what not in ("stock", "hello", "insert")]
    yield from _of(site, pages, stack, CACHED)
    home = next(each for each in bare if each.name == "home")
    try:
        html = Connection(home.port).get(home.path).text
        port = stack.enter_context(nginx(ground.folder / "nginx", html))
        yield Contestant("home as a file, nginx", home.path, home.marker, port, None)
    except LookupError as error:
        missing.append(str(error))
    for make, name in ((sites.wagtail_start, "wagtail start"), (sites.coderedcms, "coderedcms")):
        try:
            yield from _of(make(ground.folder), ["home"], stack, f" of {name}, uncached")
        except NotInstalled as error:
            missing.append(str(error))


def _of(site: Site, pages: list[str], stack: contextlib.ExitStack, suffix: str = "") -> Iterator[Contestant]:
    port, _ = stack.enter_context(site.serving())
    asker = stack.enter_context(asking(site))
    for what in pages:
        path, marker = site.pages[what]
        if what != "insert":  # its figures are those of the sign-ups
            yield Contestant(what + suffix, path, marker, port, asker)


def _warm(contestants: Iterable[Contestant]) -> None:
    """Pictures are made, templates compiled, pages kept; and each is what it should be."""
    for _ in range(2):
        for contestant in contestants:
            contestant.is_itself()
        time.sleep(SETTLES)


def _costs(contestants: Iterable[Contestant]) -> Iterator[Figure]:
    """All that was measured, one contestant a line."""
    for each in contestants:
        words = [f"{a_second(each.rate)}"]
        if each.costs:
            words = [f"{milliseconds(each.cpu)} CPU, {each.sql} SQL", *words]
            words.append(f"{each.costs[-1].bytes / 1000:.1f} kB")
        yield Figure(each.name, ", ".join(words), of_time=True)


def _budgets(there: dict[str, Contestant]) -> Iterator[Figure]:
    welcome, stock, hello = there["home of wagtail start, uncached"], there["stock"], there["hello"]
    cached = [each for each in there.values() if each.name.endswith(CACHED)]
    details = [each for each in there.values() if each.name.startswith("detail: ") and each not in cached]
    lists = [each for each in there.values() if each.name.startswith("list: ") and each not in cached]
    for each in details:
        yield _quoted(1, each, welcome, "blog post", 3)
    yield _quoted(2, there["home"], welcome, "home", 4)
    for each in lists:
        yield _quoted(3, each, welcome, "blog index of 6", 2)
    for each in details:
        ratio = each.cpu / stock.cpu
        yield Figure(f"{each.name}, CPU by a stock page’s", times(ratio), "≤ 1.5 ×", ratio <= 1.5, True, 4)
    for some, most in (([there["home"], *details], 8), (lists, 12), (cached, 0)):
        for each in some:
            yield Figure(f"SQL of {each.name}", str(each.sql), f"at most {most}", each.sql <= most, budget=5)
    for each in cached:
        share, cpu = each.rate / hello.rate, hello.cpu / each.cpu
        words = f"{share:.0%} of its requests/s, {cpu:.0%} by CPU"
        yield Figure(f"{each.name}, beside hello", words, "≥ 50 %", min(share, cpu) >= 0.5, True, 6)


def _quoted(budget: int, ours: Contestant, welcome: Contestant, peer: str, wanted: float) -> Figure:
    """Beside a page of bakerydemo as quoted, over the welcome page of `wagtail start` that both days measured."""
    cpu = quoted.cheaper_than(peer, ours.cpu, welcome.cpu)
    rate = quoted.cheaper_than(peer, 1 / ours.rate, 1 / welcome.rate)
    words = f"{times(cpu)} by CPU, {times(rate)} by requests/s (quoted {peer}, over the welcome page)"
    return Figure(ours.name, words, f"≥ {wanted} ×", min(cpu, rate) >= wanted, True, budget)
