"""The web server's own settings, which gunicorn reads by itself from the folder it is started in.

Its lines go through the same formatters as the site's, which keep people out of them; the site writes the one line for
each request (corner/watching/middleware.py), so gunicorn's access log, which would quote secret links, stays off.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "corner.watching.logs.Json"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# In memory where that is possible: a full disk must not reach a file that is mapped into every web process.
_MEMORY = "/dev/shm"  # noqa: S108  the machine's shared memory


def on_starting(server: Any) -> None:
    """Give the processes a folder for what they count together, when somebody may ask for it."""
    if os.environ.get("METRICS_TOKEN", "").strip() and not os.environ.get(_FOLDER):
        where = _MEMORY if os.access(_MEMORY, os.W_OK) else None
        os.environ[_FOLDER] = tempfile.mkdtemp(prefix="corner-figures-", dir=where)


def on_exit(server: Any) -> None:
    folder = os.environ.get(_FOLDER, "")
    if Path(folder).name.startswith("corner-figures-"):
        shutil.rmtree(folder, ignore_errors=True)
