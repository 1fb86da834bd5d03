"""Retention: a word of its own in every personal field; time goes by; how many are found in any table or file after.

The tests of tests/privacy/test_markers.py do it, and hold it; this runs them and prints what they measured.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tools.figures.databases import fresh
from tools.figures.figure import Figure

ROOT = Path(__file__).parents[2]
#: What each figure should be: (in words, whether it is so).
WANTED = {
    "left after retention": ("0", lambda number: number == 0),
    "left after erasing one person": ("0", lambda number: number == 0),
    "left by single rules": ("0", lambda number: number == 0),
    "left in an anonymised copy": ("0", lambda number: number == 0),
    "left when a rule forgets one field": ("more than 0: the control", lambda number: number > 0),
}


def figures(rounds: int, database: str) -> Iterable[Figure]:
    """Personal values that were planted, and found afterwards. `rounds`: how often all of it is done."""
    for _round in range(rounds):
        measured, passed = _measure(database)
        planted = measured.pop("planted", 0)
        for what, (wanted, is_good) in WANTED.items():
            number = measured.get(what)
            good = number is not None and is_good(number)
            yield Figure(what, "not measured" if number is None else f"{number} of {planted} words", wanted, good)
        yield Figure("The tests of it", "passed" if passed else "failed", "passed", passed)


def _measure(database: str) -> tuple[dict[str, int], bool]:
    with tempfile.TemporaryDirectory(prefix="corner-retention-") as folder:
        path = Path(folder)
        with fresh(database, path) as url:
            file = path / "figures"
            pytest = ["-m", "pytest", "-q", "-m", "long", "-n", "0", "tests/privacy/test_markers.py"]
            run = subprocess.run(  # noqa: S603
                [sys.executable, *pytest],
                check=False,
                cwd=ROOT,
                stdout=sys.stderr,
                env={**os.environ, "DATABASE_URL": url, "FIGURES": str(file)},
            )
            lines = file.read_text().splitlines() if file.exists() else []
        found = [json.loads(line) for line in lines]
        return {each["what"]: each["number"] for each in found}, run.returncode == 0
