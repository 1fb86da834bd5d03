"""What a web process takes: memory of a worker after every kind of page was read a hundred times, and the time from its
start until its first page, each beside the welcome page of `wagtail start`. As in production: two workers, four threads
each, page cache on. The site and its peer take turns.
"""

import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench import memory, numbers, quoted, sites
from bench.client import Connection, check
from bench.numbers import times
from bench.sites import Ground, Site
from tools.figures.figure import Figure

#: Things of each kind, and how often each page is read before the memory is looked at.
EACH, READ = 100, 100
WORKERS = 2


def figures(rounds: int, database: str) -> Iterable[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="corner-bench-") as folder,
        Ground(Path(folder), database).ready() as ground,
    ):
        ours, peer = ground.site(EACH), sites.wagtail_start(Path(folder))
        yield from _memory(ours, peer)
        starts: dict[str, list[float]] = {ours.name: [], peer.name: []}
        for number in range(rounds + 1):
            for site in (ours, peer):
                seconds = _start(site)
                if number:  # the first one compiles what Python keeps compiled
                    starts[site.name].append(seconds)
        yield from _cold(starts[ours.name], starts[peer.name])


def _memory(ours: Site, peer: Site) -> Iterator[Figure]:
    for name, site in (("a worker, page cache on", ours), ("a worker, page cache off", ours.uncached())):
        worst = _worst_worker(site)
        good = worst.pss <= quoted.BAKERYDEMO_WORKER
        words = f"{worst.pss:.0f} MiB PSS, {worst.rss:.0f} MiB RSS"
        yield Figure(name, words, f"≤ {quoted.BAKERYDEMO_WORKER:.0f} MiB (quoted)", good, budget=10)
    worst = _worst_worker(peer)
    yield Figure("a worker of wagtail start", f"{worst.pss:.0f} MiB PSS, {worst.rss:.0f} MiB RSS")


def _worst_worker(site: Site) -> memory.Taken:
    """The one that takes most, once it has read everything often."""
    with site.serving(processes=WORKERS) as (port, process):
        pages = {what: page for what, page in site.pages.items() if what != "insert"}
        for _ in range(READ):
            for path, marker in pages.values():
                connection = Connection(port)  # a new one each time, so that every worker has its share
                check(connection.get(path), path, marker)
                connection.close()
        taken = [memory.of(pid) for pid in memory.workers_of(process.pid, WORKERS)]
    return max(taken, key=lambda each: each.pss)


def _start(site: Site) -> float:
    """Seconds from the start of the server until its home page is there."""
    path, marker = site.pages["home"]
    began = time.perf_counter()
    with site.serving(processes=WORKERS) as (port, _):
        connection = Connection(port)
        check(connection.get(path), path, marker)
        seconds = time.perf_counter() - began
        connection.close()
    return seconds


def _cold(ours: list[float], peer: list[float]) -> Iterator[Figure]:
    ratio = numbers.middle(ours) / numbers.middle(peer)
    words = f"{times(ratio)} ({numbers.middle(ours):.2f} s and {numbers.middle(peer):.2f} s)"
    yield Figure("cold start, by wagtail start’s", words, "≤ 1.3 ×", ratio <= 1.3, of_time=True, budget=10)
