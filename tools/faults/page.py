"""docs/faults.md: a section for each figure and database. What was measured anew replaces its own section only."""

import ast
import re
from datetime import date
from pathlib import Path

from tools.faults.databases import NAMES
from tools.faults.figure import Figure
from tools.faults.measuring import FULL_ROUNDS

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"
HEAD = """# Figures under faults

What the site loses, and how long it is away, when something breaks while people use it. `make faults` measures all of
it anew on the machine where it runs, on SQLite and on PostgreSQL, which takes hours; `make faults ARGS=kills`,
`ROUNDS=2 make faults` and `DATABASE=sqlite make faults` measure less. It ends with an error when a figure is not what
is wanted. [One module a figure](../tools/faults/) says how each is measured; `make test-long` runs them in small.

The figures below are from a machine with two cores that had ten times its load of other work to do: they say what is
kept and what is lost, and nothing about how fast the site is. Written by `make faults ARGS=--write`; change nothing by
hand.
"""


def title(name: str, database: str) -> str:
    return f"## {name.capitalize()}, {NAMES[database]}"


def section(name: str, database: str, rounds: int, found: list[Figure]) -> str:
    """The table of one figure on one database."""
    lines = [title(name, database), "", f"{date.today():%-d %B %Y}, rounds: {rounds:,}. {_what(name)}", ""]
    lines += ["| | Measured | Wanted | |", "|---|---|---|---|"]
    lines += [
        f"| {figure.what} | {figure.measured} | {figure.wanted} | {'' if figure.good else '**no**'} |"
        for figure in found
    ]
    return "\n".join(lines) + "\n"


def keep(name: str, database: str, rounds: int, found: list[Figure]) -> None:
    """Write the section into the page, in place of the one that was there."""
    sections = _kept()
    sections[title(name, database)] = section(name, database, rounds, found)
    in_order = [title(each, on) for each in FULL_ROUNDS for on in NAMES]
    PAGE.write_text("\n".join([HEAD, *(sections[one] for one in in_order if one in sections)]), encoding="utf-8")


def _kept() -> dict[str, str]:
    """What the page holds, by title."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
    return {part.splitlines()[0]: part.rstrip() + "\n" for part in parts}


def _what(name: str) -> str:
    """What the figure's module says of itself; it is read and not imported, as that may set Django up."""
    module = Path(__file__).with_name(f"{name}.py")
    words = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return " ".join(words.split())
