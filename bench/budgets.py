"""The budgets of issue 8, and the table that says which of them are reached."""

import re

from tools.figures.databases import NAMES
from tools.figures.figure import Figure
from tools.figures.page import ROOT, Sections, rows

GOALS = {
    1: "uncached detail page ≥ 3 × bakerydemo’s blog post, in requests a second and CPU (4 × would be fine)",
    2: "uncached home ≥ 4 × bakerydemo’s home",
    3: "uncached listing of 20 cards ≥ 2 × bakerydemo’s blog index of 6 (3 × would be fine)",
    4: "detail page: CPU ≤ 1.5 × a stock Wagtail page with an empty template",
    5: "SQL: home ≤ 8, listing ≤ 12, detail ≤ 8, whatever the count of items; a cached page 0",
    6: "cached page ≥ 50 % of a hello view in the same stack",
    7: "listing, from 100 to 10,000 pages: the same SQL, first page ≤ 1.2 ×, last page ≤ 1.4 × the time",
    8: "a complete durable sign-up ≥ 45 % of a bare INSERT; a whole sign-up beside pretix’s 0.9 orders a second",
    9: (
        "any page gzipped: HTML ≤ 10 KB, CSS ≤ 10 KB, JS ≤ 5 KB; in all listing ≤ 90 KB, detail ≤ 100 KB, "
        "home ≤ 250 KB, ≤ 15 requests, none to another host"
    ),
    10: "memory of a worker ≤ 130 MiB (bakerydemo’s); cold start ≤ 1.3 × `wagtail start`",
    11: "first visit after publishing ≤ 2 × a warm one",
    12: "after any change no worker serves a stale page, with several workers",
}
#: At most so many figures of a budget stand in the table.
SHOWN = 3
NOTES = ROOT / "docs" / "speed-notes.md"


def table(sections: Sections) -> str:
    """What the sections say of each budget. One that none of them measured is told as such, and never as reached."""
    found = {
        name: [figure for title in sections if title.endswith(f", {name}") for figure in rows(sections[title])]
        for name in NAMES.values()
    }
    lines = ["| | Goal | " + " | ".join(found) + " | Reached |", "|---|---|" + "---|" * (len(found) + 1)]
    for number, goal in GOALS.items():
        of_it = [[figure for figure in figures if figure.budget == number] for figures in found.values()]
        cells = [_words(figures) for figures in of_it]
        lines.append(f"| {number} | {goal} | {' | '.join(cells)} | {_verdict(number, of_it)} |")
    return "\n".join(lines) + "\n"


def _words(figures: list[Figure]) -> str:
    """What is missed, or where nothing is, the first of them; their sections have all."""
    missed = [figure for figure in figures if not figure.good]
    shown = missed[:SHOWN] or figures[:1]
    words = "; ".join(f"{figure.what}: {figure.measured}" for figure in shown)
    if len(figures) > 1:
        words += f" ({len(figures) - len(missed)} of {len(figures)} reached)"
    return words or "not measured"


def _verdict(number: int, of_it: list[list[Figure]]) -> str:
    if not any(of_it):
        return "not measured"
    if not all(figure.good for figures in of_it for figure in figures):
        return f"**no**, {_reason(number)}"
    return "yes" if all(of_it) else "yes, where it was measured"


def _reason(number: int) -> str:
    """A link to what speed-notes.md says of it."""
    written = NOTES.read_text(encoding="utf-8") if NOTES.exists() else ""
    if re.search(rf"^## Budget {number}$", written, re.MULTILINE):
        return f"[why]({NOTES.name}#budget-{number})"
    return "and no reason is written yet"
