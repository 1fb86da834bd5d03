"""Writes docs/search-score.md: how many of the forty questions search answers, on SQLite and on PostgreSQL.

    python -m tools.search_score

It runs tests/search/test_score.py twice; PostgreSQL comes from tools/postgres.py.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "docs" / "search-score.md"
DATABASES = {"sqlite": ("SQLite", 30), "postgresql": ("PostgreSQL", 36)}
LANGUAGES = {"en-gb": "English", "pl": "Polish", "ar": "Arabic"}
MISSED = "not found"
HEAD = """# How well search answers

Forty questions, as people type them, asked of the starter content: 18 in English, 11 in Polish, 11 in Arabic. They
were written down with their answers before search was asked ([the list](../tests/search/questions.py)), and are not
changed to fit. A question is answered when the page stands on the first page of results (among the first five of its
kind), or is one press on “Did you mean” away. Written by `python -m tools.search_score`; change nothing by hand.

"""


def main() -> None:
    """Ask on both databases and write the page; ends with an error where a test fails."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SEARCH_SCORE_TO": folder}
        environment.pop("DATABASE_URL", None)
        ask = [sys.executable, "-m", "pytest", "-q", "tests/search/test_score.py"]
        # Too low a score fails the test; the page is written all the same, so that it says what is wrong.
        runs = [
            subprocess.run(command, cwd=ROOT, env=environment, check=False)  # noqa: S603  our own commands
            for command in (ask, [sys.executable, "tools/postgres.py", *ask])
        ]
        found = {name: json.loads(Path(folder, f"{name}.json").read_text(encoding="utf-8")) for name in DATABASES}
    OUTPUT.write_text(HEAD + page(found), encoding="utf-8")
    if any(run.returncode for run in runs):
        raise SystemExit("The score is too low, or a test failed.")


def page(found: dict[str, list[dict[str, str]]]) -> str:
    """The tables: the score of each database and language, then every question."""
    lines = ["| | Needed | Answered | English | Polish | Arabic |", "|---|---|---|---|---|---|"]
    for name, (label, needed) in DATABASES.items():
        answered = Counter(row["language"] for row in found[name] if row["how"] != MISSED)
        by_language = " | ".join(str(answered[code]) for code in LANGUAGES)
        lines.append(f"| {label} | {needed} | **{answered.total()} of {len(found[name])}** | {by_language} |")
    lines += ["", "| Language | Typed | Answer | SQLite | PostgreSQL |", "|---|---|---|---|---|"]
    for on_sqlite, on_postgresql in zip(found["sqlite"], found["postgresql"], strict=True):
        answer = on_sqlite["answer"] or "home"
        lines.append(
            f"| {LANGUAGES[on_sqlite['language']]} | <bdi>{on_sqlite['typed']}</bdi> | `{answer}` "
            f"| {on_sqlite['how']} | {on_postgresql['how']} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
