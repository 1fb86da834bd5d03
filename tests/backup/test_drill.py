"""The restore drill of `make faults`, once on each database; and that it would see what is lost."""

import pytest

from tools.faults.restore import differences, figures


@pytest.mark.long
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_is_lost(database):
    found = list(figures(1, database))
    assert [figure for figure in found if not figure.good] == []
    assert len(found) == {"sqlite": 2, "postgresql": 3}[database]


def test_what_is_lost_is_counted():
    """The negative control: a row, a file and a counter that are not as they were."""
    before = {"tables": {"a": [1, "x"], "b": [0, ""]}, "files": {"f": "1"}, "counters": {"a": 7}}
    assert differences(before, before) == []
    after = {"tables": {"a": [1, "y"], "b": [0, ""]}, "files": {}, "counters": {"a": 6}}
    assert sorted(differences(before, after)) == ["counters a", "files f", "tables a"]
