"""`make bench` in small: the same code, one round and little content. The figures of a quiet machine are in docs/."""

import pytest

from bench import growth, reading
from tools.figures.measuring import measure

pytestmark = pytest.mark.long


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_reading_answers_for_its_budgets(database):
    found = measure(reading.__name__, 1, database)
    assert {figure.budget for figure in found} - {None} == {1, 2, 3, 4, 5, 6}
    assert {figure.what for figure in found} >= {"home", "stock", "hello", "home, cached"}
    of_cached = [figure for figure in found if figure.what.startswith("SQL of") and figure.what.endswith("cached")]
    assert of_cached
    assert all(figure.good for figure in of_cached)


def test_a_list_costs_the_same_statements_however_long_it_is():
    found = list(growth.figures(1, "sqlite", sizes=(30, 60)))
    told = [figure for figure in found if figure.what.startswith("SQL of")]
    assert len(told) == 8
    assert all(figure.good for figure in told)
