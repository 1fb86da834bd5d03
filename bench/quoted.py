"""What peers cost where they were measured for the project (speed.md), on another day with Wagtail 8.0.1: only quoted.

Milliseconds of CPU for a request. Such figures mean little beside ours of today, but both days measured the welcome
page of `wagtail start`: how many times as much the peer cost there is held against how many times ours costs here.
"""

WELCOME = 7.0
BAKERYDEMO = {"blog post": 26.0, "home": 41.0, "blog index of 6": 30.0}
#: MiB that a worker of bakerydemo took.
BAKERYDEMO_WORKER = 130.0


def cheaper_than(peer: str, ours: float, welcome: float) -> float:
    """How many times as cheap ours is as this page of bakerydemo; `ours` and `welcome`: costs here, in one unit."""
    return (BAKERYDEMO[peer] / WELCOME) / (ours / welcome)
