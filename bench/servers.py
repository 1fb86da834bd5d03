"""Which web server: the same site behind each, one process, four readers on keep-alive connections. Home from the page
cache, an event made anew, the memory of the worker afterwards. Servers take turns in every round; the table of
requests a second gives the middle of all rounds.
"""

import contextlib
import sysconfig
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import environments, memory, numbers
from bench.client import Connection, check, load
from bench.environments import NotInstalled
from bench.numbers import a_second
from bench.reading import LOADED, SETTLES
from bench.sites import Ground, Site
from tools.figures.figure import Figure

EACH = 100
GUNICORN = {
    "gunicorn, sync": ("--worker-class", "sync"),
    "gunicorn, 2 threads": ("--threads", "2"),
    "gunicorn, 4 threads (as in production)": ("--threads", "4"),
}
GRANIAN = "granian, 4 threads"


@dataclass(eq=False)
class Server:
    """One server with the site behind it, with and without its page cache."""

    name: str
    #: Of each site: where it listens, which of its pages is asked for, with which words, and which process it is.
    sites: dict[str, tuple[int, str, str, int]] = field(default_factory=dict)
    rates: dict[str, list[float]] = field(default_factory=dict)

    def measure(self) -> None:
        for what, (port, path, marker, _) in self.sites.items():
            self.rates.setdefault(what, []).append(load(port, path, marker, LOADED))

    def memory(self) -> memory.Taken:
        """Of the worker of the site that makes its pages anew."""
        *_, (_, _, _, pid) = self.sites.values()
        return max((memory.of(worker) for worker in memory.workers_of(pid, 1)), key=lambda taken: taken.pss)


def figures(rounds: int, database: str) -> Iterable[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="corner-bench-") as folder,
        Ground(Path(folder), database).ready() as ground,
        contextlib.ExitStack() as stack,
    ):
        site = ground.site(EACH)
        commands = {name: site.gunicorn(*arguments) for name, arguments in GUNICORN.items()}
        missing = None
        try:
            commands[GRANIAN] = _granian(site)
        except NotInstalled as error:
            missing = Figure(GRANIAN, str(error))
        servers = [_started(name, command, site, stack) for name, command in commands.items()]
        for _ in range(rounds):
            for server in servers:
                server.measure()
        yield from _told(servers)
    if missing:
        yield missing


def _granian(site: Site) -> list[str]:
    """Its command, from an environment of its own that sees this site's packages. Raises NotInstalled."""
    python = environments.python_of("granian")
    environments.shares("granian", Path(sysconfig.get_path("purelib")))
    threads = ["--blocking-threads", "4", "--workers", "1", "--no-ws", "--http", "1"]
    program = str(Path(python).with_name("granian"))
    return [
        program,
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        "{port}",
        *threads,
        f"{site.wsgi}:application",
    ]


def _started(name: str, command: list[str], site: Site, stack: contextlib.ExitStack) -> Server:
    server = Server(name)
    for what, page, behind in (("home, cached", "home", site), ("event, uncached", "detail: event", site.uncached())):
        port, process = stack.enter_context(behind.serving(command))
        path, marker = site.pages[page]
        for _ in range(2):
            connection = Connection(port)
            check(connection.get(path), path, marker)
            connection.close()
            time.sleep(SETTLES)
        server.sites[what] = (port, path, marker, process.pid)
    return server


def _told(servers: list[Server]) -> Iterator[Figure]:
    for server in servers:
        rates = [f"{what} {a_second(numbers.middle(rates))}" for what, rates in server.rates.items()]
        taken = server.memory()
        yield Figure(server.name, f"{', '.join(rates)}, {taken.pss:.0f} MiB PSS", of_time=True)
