"""What a process takes of the memory, from Linux's /proc."""

import time
from dataclasses import dataclass
from pathlib import Path

KIB_IN_MIB = 1024


@dataclass(frozen=True)
class Taken:
    """MiB. `rss`: all that it has in memory. `pss`: what it shares with others counted by its part of it."""

    rss: float
    pss: float


def of(pid: int) -> Taken:
    """What one process takes. Raises OSError when it is gone."""
    kib = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value, *_ = line.split()
        kib[name.rstrip(":")] = int(value)
    return Taken(kib["Rss"] / KIB_IN_MIB, kib["Pss"] / KIB_IN_MIB)


def children(pid: int) -> list[int]:
    """The processes that it has started."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def workers_of(pid: int, count: int, patience: float = 30) -> list[int]:
    """The workers of a web server, once there are so many. A server without any is its own."""
    until = time.monotonic() + patience
    while len(found := children(pid)) < count and time.monotonic() < until:
        time.sleep(0.1)
    return found or [pid]
