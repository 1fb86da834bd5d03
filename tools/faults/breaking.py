"""The ways in which what the site leans on can fail, each to be switched on and off."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from tools.faults.valve import Mode, Valve
from tools.layout import Layout

#: How the site is told where each is.
ADDRESSES = {
    "cache": ("CACHE_URL", "redis://127.0.0.1:{}/0"),
    "mail": ("EMAIL_URL", "smtp://127.0.0.1:{}"),
    "store": ("S3_ENDPOINT_URL", "http://127.0.0.1:{}"),
}


@dataclass(frozen=True)
class Outage:
    """One kind of fault: it is there while the block of `while_it_is` lasts, for so many seconds."""

    name: str
    seconds: float
    while_it_is: Callable[[], AbstractContextManager[None]]
    #: Whether visitors may notice it at all: then only as a 503 that says when to come again.
    shows: bool = False
    #: Seconds in which 95 of 100 pages come while it lasts (safety.md); None where none are promised.
    pages_within: float | None = None
    #: Whether people can sign up while it lasts, or only wait.
    sign_ups: bool = True
    #: Whether mail waits meanwhile.
    of_mail: bool = False


def outages_of(layout: Layout, valves: dict[str, Valve], database: str) -> list[Outage]:
    """Every kind of outage that a site on this database can have."""

    def valve(name: str, mode: Mode) -> Callable[[], AbstractContextManager[None]]:
        return lambda: valves[name].turned(mode)

    def postgresql_is_stopped() -> AbstractContextManager[None]:
        return stopped(layout, "database")

    def writer_holds_sqlite() -> AbstractContextManager[None]:
        return writer_holds(urlsplit(layout.environment["DATABASE_URL"]).path)

    of_database = {
        "sqlite": [Outage("a writer holds SQLite for 8 s", 8, writer_holds_sqlite, pages_within=1.0, sign_ups=False)],
        "postgresql": [
            Outage("PostgreSQL restarted", 0, postgresql_is_stopped, shows=True, sign_ups=False),
            Outage("PostgreSQL stopped for 5 s", 5, postgresql_is_stopped, shows=True, sign_ups=False),
        ],
    }
    return [
        *of_database[database],
        Outage("cache killed, for 3 s", 3, lambda: killed(layout, "cache"), pages_within=1.5),
        Outage("cache hanging, 4 s", 4, valve("cache", Mode.HANG), pages_within=1.5),
        Outage("SMTP refusing, 5 s", 5, valve("mail", Mode.REFUSE), of_mail=True),
        Outage("SMTP hanging, 12 s", 12, valve("mail", Mode.HANG), of_mail=True),
        Outage("S3 refusing, 5 s", 5, valve("store", Mode.REFUSE), pages_within=0.3),
        Outage("S3 slow, 5 s", 5, valve("store", Mode.SLOW), pages_within=0.3),
        Outage("S3 hanging, 6 s", 6, valve("store", Mode.HANG), pages_within=0.3),
    ]


@contextmanager
def stopped(layout: Layout, name: str) -> Iterator[None]:
    """It ends in good order, as for an upgrade, and is started again."""
    from django.db import connections

    layout.stop(name)
    yield
    layout.start(name)
    connections.close_all()  # ours were cut like everybody's, and whoever looks into the database is no part of this


@contextmanager
def killed(layout: Layout, name: str) -> Iterator[None]:
    """kill -9, and started again."""
    layout.kill(name)
    yield
    layout.start(name)


@contextmanager
def writer_holds(path: str) -> Iterator[None]:
    """Somebody has SQLite's only place for a writer, and does not let go. Those who wait have a time-out of 20 s."""
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        yield
        writer.execute("ROLLBACK")


def put_valves(layout: Layout, before: Sequence[str], processes: Sequence[str]) -> dict[str, Valve]:
    """Start these processes again; from now on they find what is named, of ADDRESSES, behind valves."""
    valves = {name: Valve(layout.ports[name]) for name in before}
    told = {ADDRESSES[name][0]: ADDRESSES[name][1].format(valve.port) for name, valve in valves.items()}
    for name in processes:
        process = layout.processes[name]
        process.environment = {**process.environment, **told}
        layout.stop(name)
        layout.start(name)
    return valves
