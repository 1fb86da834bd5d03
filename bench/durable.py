"""How fast a sign-up is written for good, beside one bare INSERT: same database, same connection settings, one process.

Django is set up with production settings, and nobody else writes meanwhile.
"""

import itertools
import logging
import os
import statistics
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: What is done between two looks at the clock.
BATCH = 40
_numbers = itertools.count(1)


@dataclass
class Pace:
    """How long one of these takes, in seconds: by the clock and of the processor, one figure a batch."""

    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def a_second(self) -> float:
        return 1 / statistics.median(self.seconds)

    @property
    def words(self) -> str:
        return f"{self.a_second:.0f} a second, {min(self.cpu) * 1000:.2f} ms of CPU each"


def paces(acts: dict[str, Callable[[], object]], rounds: int) -> dict[str, Pace]:
    """Each act in batches, in turn, so that a slow minute of the machine is a slow minute for all of them."""
    found = {name: Pace() for name in acts}
    for act in acts.values():
        act()  # whatever is made once, is made now
    for _round, (name, act) in itertools.product(range(rounds), acts.items()):
        clock, cpu = time.perf_counter(), time.process_time()
        for _ in range(BATCH):
            act()
        found[name].seconds.append((time.perf_counter() - clock) / BATCH)
        found[name].cpu.append((time.process_time() - cpu) / BATCH)
    return found


def sign_up_for(occasion_id: int) -> Callable[[], object]:
    """The service with all that it writes, committed: another person each time."""
    from events.requests import SignUpRequest
    from events.signing_up import sign_up

    def act() -> object:
        number = next(_numbers)
        outcome = sign_up(
            SignUpRequest(
                occasion_id=occasion_id,
                way="in-person",
                name=f"Writer {number}",
                email=f"writer{number}@bench.example.org",
                nonce=uuid.uuid4(),
                language="en-gb",
            )
        )
        if outcome.signup is None:
            raise RuntimeError(f"Nobody could sign up: {outcome.result}")
        return outcome

    return act


def bare_view(host: str) -> Callable[[], object]:
    """`bench.bare_insert` through the whole stack of the site, without a socket."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory, override_settings

    from bench import bare_insert

    bare_insert.make_table()
    for writes_lines in logging.root.handlers:  # a line a request is a cost of the stack; nobody needs to read them
        if isinstance(writes_lines, logging.StreamHandler):
            writes_lines.setStream(Path(os.devnull).open("w"))  # noqa: SIM115  for what is left of this process
    override_settings(ROOT_URLCONF="bench.bare_insert").enable()  # for what is left of this process
    handler: Any = WSGIHandler()
    made = RequestFactory(SERVER_NAME=host, HTTP_X_FORWARDED_PROTO="https")

    def act() -> object:
        statuses: list[str] = []
        answer = handler(made.post(f"/{bare_insert.ADDRESS}").environ, lambda status, headers: statuses.append(status))
        body = b"".join(answer)
        answer.close()
        if body != b"kept":
            raise RuntimeError(f"The bare INSERT failed: {statuses}")
        return body

    return act


def settings_of_durability() -> str:
    """What the database promises of a commit, as it says itself."""
    from django.db import connection

    wanted = {
        "sqlite": ["PRAGMA journal_mode", "PRAGMA synchronous"],
        "postgresql": ["SHOW fsync", "SHOW synchronous_commit"],
    }[connection.vendor]
    with connection.cursor() as cursor:
        found = []
        for sql in wanted:
            cursor.execute(sql)
            found.append(f"{sql.split()[1]} {cursor.fetchone()[0]}")
    return ", ".join(found)
