"""A page of figures: sections are replaced one by one, and what was measured can be read back."""

import pytest

from tools.figures.figure import Figure
from tools.figures.page import Page, rows

LOST, KEPT = Figure("Lost", "1", "0", False), Figure("Lost", "0", "0", True)


@pytest.fixture
def page(tmp_path):
    return Page("tools.faults", tmp_path / "faults.md", {"kills": 50, "fuzz": 10}, "# Head\n", remark=lambda: "Slow.")


def keep(page, name, database, rounds, found):
    page.keep({page.title(name, database): page.section(name, database, rounds, found)})


def test_a_section_is_replaced_and_the_others_stay(page):
    keep(page, "fuzz", "sqlite", 10, [KEPT])
    keep(page, "kills", "sqlite", 2, [LOST])
    keep(page, "kills", "postgresql", 50, [KEPT])
    assert "| Lost | 1 | 0 | **no** |" in page.path.read_text()
    keep(page, "kills", "sqlite", 50, [KEPT])
    text = page.path.read_text()
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Head",
        "## Kills, SQLite",
        "## Kills, PostgreSQL",
        "## Fuzz, SQLite",
    ]
    assert "**no**" not in text
    assert text.count("rounds: 50. Slow.") == 2


def test_figures_are_read_back_from_a_section(page):
    found = [LOST, KEPT, Figure("Home", "3 ms", "at most 8", budget=2), Figure("Only told", "7")]
    assert rows(page.section("kills", "sqlite", 1, found)) == found


@pytest.mark.parametrize("words", ["a|b", "a\nb"])
def test_words_that_would_break_the_table_are_refused(words):
    with pytest.raises(ValueError, match="hold"):
        Figure("What", words)
