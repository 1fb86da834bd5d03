"""The table of budgets says what was measured, and never that something is reached that nobody looked at."""

import pytest

from bench import budgets
from bench.found import modules
from tools.figures.figure import Figure
from tools.figures.page import Page

PAGE = Page("tools.faults", None, {"kills": 1}, "")


def table(**found):
    sections = {PAGE.title("kills", name): PAGE.section("kills", name, 1, figures) for name, figures in found.items()}
    return {line.split(" | ")[0].strip("| "): line for line in budgets.table(sections).splitlines()[2:]}


def figure(good=True, number=2):
    return Figure("Home", "4.2 ×", "≥ 4 ×", good, budget=number)


def test_there_is_a_row_for_each_budget_and_nothing_is_reached_unmeasured():
    rows = table()
    assert list(rows) == [str(number) for number in range(1, 13)]
    assert all(row.endswith("| not measured | not measured | not measured |") for row in rows.values())


def test_reached_on_both_databases():
    rows = table(sqlite=[figure()], postgresql=[figure()])
    assert rows["2"].endswith("| Home: 4.2 × | Home: 4.2 × | yes |")
    assert rows["1"].endswith("| not measured |")


def test_reached_on_one_and_not_measured_on_the_other():
    assert table(sqlite=[figure()])["2"].endswith("| not measured | yes, where it was measured |")


@pytest.mark.parametrize("written", ["", "## Budget 21\nAnother.\n", "## Budget 2\nBecause.\n"])
def test_missed_on_one_is_missed_with_a_link_to_the_reason_where_it_is_written(tmp_path, monkeypatch, written):
    notes = tmp_path / "speed-notes.md"
    notes.write_text(written)
    monkeypatch.setattr(budgets, "NOTES", notes)
    row = table(sqlite=[figure()], postgresql=[figure(), figure(False)])["2"]
    why = "[why](speed-notes.md#budget-2)" if "Because" in written else "and no reason is written yet"
    assert row.endswith(f"| **no**, {why} |")


def test_the_table_tells_what_is_missed_and_of_how_many():
    row = table(sqlite=[figure(), *[Figure(f"List {number}", "9 ×", "", False, budget=2) for number in range(4)]])["2"]
    assert "| List 0: 9 ×; List 1: 9 ×; List 2: 9 × (1 of 5 reached) |" in row


def test_modules_that_measure_are_found_with_their_rounds(tmp_path):
    (tmp_path / "reading.py").write_text("ROUNDS = 7\ndef figures(rounds, database):\n    yield\n")
    (tmp_path / "weight.py").write_text("def figures(rounds, database):\n    yield\n")
    (tmp_path / "client.py").write_text("ROUNDS = 3\n")
    assert modules(tmp_path) == {"reading": 7, "weight": 5}
