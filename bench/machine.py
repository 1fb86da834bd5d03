"""What the figures were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

#: When this process began, before it made any load itself.
_LOAD = os.getloadavg()[0]


def words() -> str:
    """Cores, processor, versions, and how busy it was with other things at the start."""
    made_with = ", ".join(f"{name} {version(name)}" for name in ("Django", "Wagtail", "gunicorn"))
    return (
        f"{os.cpu_count()} cores ({_processor()}), Python {platform.python_version()}, {made_with}; "
        f"load at the start {_LOAD:.1f}."
    )


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    for line in information.read_text().splitlines() if information.exists() else []:
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.processor() or platform.machine()
