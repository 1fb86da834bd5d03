"""A page of docs/ with a section for each module and database. What was measured anew replaces its own section only."""

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.figures.databases import NAMES
from tools.figures.figure import Figure

ROOT = Path(__file__).resolve().parents[2]
_BUDGET = re.compile(r" \(budget (\d+)\)$")
_NOT_REACHED = "**no**"

#: The sections of a page by their titles, in their order.
Sections = Mapping[str, str]


@dataclass(frozen=True)
class Page:
    """Where the figures of one command are kept, and what they are."""

    #: The package whose modules measure: each has `figures(rounds, database)`, with "sqlite" or "postgresql".
    package: str
    path: Path
    #: The modules in the order in which they are shown, with the rounds that a full run takes.
    full_rounds: Mapping[str, int]
    #: What stands above everything.
    head: str
    #: What stands between that and the sections, made from them.
    summary: Callable[[Sections], str] = lambda sections: ""
    #: What is said in each section beside its date; of the machine, for one.
    remark: Callable[[], str] = lambda: ""

    def title(self, name: str, database: str) -> str:
        return f"## {name.replace('_', ' ').capitalize()}, {NAMES[database]}"

    def section(self, name: str, database: str, rounds: int, found: list[Figure]) -> str:
        """The table of one module on one database."""
        about = [f"{date.today():%-d %B %Y}, rounds: {rounds:,}.", self.remark(), self._what(name)]
        lines = [self.title(name, database), "", " ".join(filter(None, about)), ""]
        lines += ["| | Measured | Wanted | |", "|---|---|---|---|", *map(row, found)]
        return "\n".join(lines) + "\n"

    def keep(self, sections: Sections) -> None:
        """Write these sections into the page, in place of those that were there."""
        known = {**self.kept(), **sections}
        titles = [self.title(each, on) for each in self.full_rounds for on in NAMES]
        in_order = {title: known[title] for title in titles if title in known}
        self.path.write_text(
            "\n".join([self.head, *filter(None, [self.summary(in_order)]), *in_order.values()]), encoding="utf-8"
        )

    def kept(self) -> dict[str, str]:
        """The sections that the page holds."""
        text = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
        parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
        return {part.splitlines()[0]: part.rstrip() + "\n" for part in parts}

    def _what(self, name: str) -> str:
        """What the module says of itself; it is read and not imported, as that may set Django up."""
        module = ROOT.joinpath(*self.package.split("."), f"{name}.py")
        words = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
        return " ".join(words.split())


def row(figure: Figure) -> str:
    what = figure.what if figure.budget is None else f"{figure.what} (budget {figure.budget})"
    return f"| {what} | {figure.measured} | {figure.wanted} | {'' if figure.good else _NOT_REACHED} |"


def rows(section: str) -> list[Figure]:
    """The figures that a section shows, as far as it tells."""
    found = []
    for line in section.splitlines():
        if not line.startswith("| ") or line.startswith("| | "):
            continue
        what, measured, wanted, note = (cell.strip() for cell in line.strip("|").split("|"))
        budget = _BUDGET.search(what)
        number = int(budget[1]) if budget else None
        found.append(Figure(_BUDGET.sub("", what), measured, wanted, note != _NOT_REACHED, budget=number))
    return found
