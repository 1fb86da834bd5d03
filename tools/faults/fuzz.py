"""Hostile input at every address: as a stranger, and in the admin as each role (tests/sweeps says what is sent).

The same code as in the suite, with more of it: the tests write down what they counted (`FUZZ_REPORT`). `FUZZ_SEED`
says which requests; a failure comes back with the seed that is printed, or with another number of requests.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tools.figures.databases import fresh
from tools.figures.figure import Figure, none_of

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = "tests/sweeps/test_hostile_input.py::test_all_of_it_for_long"
STAFF = "tests/sweeps/test_hostile_staff.py::test_each_role_is_kept_to_its_own_for_long"


def figures(rounds: int, database: str) -> Iterable[Figure]:
    """`rounds` requests as a stranger, and as many as each role of the admin."""
    with tempfile.TemporaryDirectory(prefix="corner-fuzz-") as folder, fresh(database, Path(folder)) as url:
        report = Path(folder, "report.jsonl")
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "corner.settings.test",
            "DATABASE_URL": url,
            "TEST_DATA_DIR": folder,
            "FUZZ_REQUESTS": str(rounds),
            "FUZZ_REPORT": str(report),
        }
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "0",
            "-m",
            "long",
            PUBLIC,
            STAFF,
        ]
        # Its exit status is not asked for: what it counted says what it found, and too few lines that it broke off.
        ran = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)  # noqa: S603
        lines = [json.loads(line) for line in report.read_text().splitlines()] if report.exists() else []
    yield from _figures(lines)
    yield Figure("runs that came to their end", str(len(lines)), "7: a stranger and six roles", len(lines) == 7)
    said = [example for line in lines for example in line["examples"]] or [ran.stdout[-3000:]] * bool(ran.returncode)
    for each in said:
        print(each, file=sys.stderr)  # noqa: T201  this is a command


def _figures(lines: list[dict[str, Any]]) -> Iterator[Figure]:
    for line in lines:
        who = line["test"].partition(", ")[2] or "a stranger"
        found: Counter[str] = Counter(line["problems"])
        of = f"in {line['requests']} requests (seed {line['seed']})"
        yield none_of(f"{who}: errors of ours", found.pop("an error of ours", 0), of)
        yield none_of(f"{who}: scripts reflected", found.pop("reflected", 0), of)
        yield none_of(f"{who}: secrets leaked", found.pop("leaked", 0), of)
        if who != "a stranger":
            yield none_of(f"{who}: changed outside its rights", found.pop("outside its rights", 0), of)
        if found:
            yield none_of(f"{who}: {', '.join(found)}", found.total(), of)
        statuses = sum((Counter(counts) for counts in line["counts"].values()), Counter())
        deep = ", ".join(f"{status} × {count}" for status, count in sorted(statuses.items()))
        yield Figure(f"{who}: how deep they got", deep, "not all refused", statuses["200"] > line["requests"] / 50)
