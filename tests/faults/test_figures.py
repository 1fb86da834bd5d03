"""`make faults` in small: the same code, few rounds. The full counts and what they gave are in docs/faults.md."""

import os

import pytest

from tools.figures.figure import Figure
from tools.figures.measuring import measure
from tools.layout import helpers


def bad(found):
    """What must not be, whatever the machine is busy with."""
    return [figure for figure in found if not figure.good and not figure.of_time]


@pytest.fixture
def programs():
    """What the layout is made of. In CI a program that is missing is a failure."""
    try:
        for name in ("nginx", "weed"):
            helpers.program(name)
    except LookupError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.mark.long
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
@pytest.mark.parametrize(("name", "rounds"), [("kills", 2), ("outages", 1)])
def test_nothing_that_was_acknowledged_is_lost(programs, name, rounds, database):
    found = measure(f"tools.faults.{name}", rounds, database)
    assert found
    assert bad(found) == []


def test_a_figure_that_is_not_what_is_wanted_is_seen():
    assert bad([Figure("Lost", "1", "0", False), Figure("Pages within", "9 s", "1 s", False, of_time=True)])
    assert not bad([Figure("Pages within", "9 s", "1 s", False, of_time=True)])
