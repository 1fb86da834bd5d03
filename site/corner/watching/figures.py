"""What each process counts: requests, their time, and helpers that failed. No label holds anything of a visitor.

With several web processes each writes its own into a folder that they share, and whoever asks gets the sum: gunicorn is
told so by `gunicorn.conf.py`. One process alone keeps them in memory.
"""

import os

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

#: Set before this module is loaded, by `gunicorn.conf.py`; the package reads it by itself.
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"

_own = CollectorRegistry()

REQUESTS = Counter(
    "corner_requests", "Requests answered, by name of the address.", ["route", "method", "status"], registry=_own
)
SECONDS = Histogram(
    "corner_request_seconds",
    "Seconds from a request to its answer.",
    ["route"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=_own,
)
HELPERS = Counter("corner_helper_failures", "Times that a helper of the site failed.", ["helper"], registry=_own)


def count_request(route: str, method: str, status: int, seconds: float) -> None:
    REQUESTS.labels(route, method, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def of_all_processes() -> CollectorRegistry:
    """What was counted since the web server was started, by all its processes."""
    if not os.environ.get(SHARED_FOLDER):
        return _own
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together
