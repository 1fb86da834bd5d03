"""Whether any of four workers ever shows what was: the test of `tests/page_cache` that holds budget 12, run on either
database. After each change (published, rows changed in SQL, sign-ups fill a date, restricted, opened, taken off) many
readers ask, until every worker has answered.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from tools.figures import databases
from tools.figures.figure import Figure
from tools.figures.page import ROOT

#: Each round is the whole test.
ROUNDS = 1
TEST = "tests/page_cache/test_processes.py"
COMMAND = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-m", "long", TEST]


def figures(rounds: int, database: str) -> Iterable[Figure]:
    passed, began = 0, time.monotonic()
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="corner-bench-") as folder:
            passed += _passes(database, Path(folder))
    seconds = (time.monotonic() - began) / rounds
    words = f"{passed} of {rounds} rounds of the test passed ({seconds:.0f} s each)"
    yield Figure("four workers, six kinds of change", words, f"{rounds} of {rounds}", passed == rounds, budget=12)


def _passes(database: str, folder: Path) -> bool:
    """Whether the test passed; what it says goes to stderr when it did not."""
    with databases.fresh(database, folder) as address:
        own = {"DATABASE_URL": address, "TEST_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "corner.settings.test"}
        ran = subprocess.run(COMMAND, cwd=ROOT, env={**os.environ, **own}, capture_output=True, text=True)  # noqa: S603
    if ran.returncode:
        print(ran.stdout[-6000:], file=sys.stderr)  # noqa: T201  this is a command
    return ran.returncode == 0
