"""The bench's own sums, and how they are told."""

import pytest

from bench import numbers, quoted
from bench.asking import Cost
from bench.growth import Listed, _compared
from bench.reading import Contestant, _budgets


def test_the_middle_is_no_average_and_the_least_no_middle():
    assert numbers.middle([9, 1, 2, 100, 3]) == 3
    assert numbers.least([9, 1, 2, 100, 3]) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (numbers.times(3.456), "3.46 ×"),
        (numbers.times(45.6), "46 ×"),
        (numbers.milliseconds(0.0123), "12.3 ms"),
        (numbers.milliseconds(0.00012), "0.12 ms"),
        (numbers.a_second(1234.5), "1,234/s"),
        (numbers.a_second(3.21), "3.2/s"),
    ],
)
def test_figures_in_words(words, told):
    assert words == told


def test_a_quoted_peer_is_held_against_us_over_the_page_that_both_days_measured():
    """There 26 ms where the welcome page took 7. On a machine half as fast ours takes 7 where that takes 14."""
    assert quoted.cheaper_than("blog post", ours=0.007, welcome=0.014) == pytest.approx(2 * 26 / 7)


def contestant(name, cpu, rate, sql=0):
    made = Contestant(name, "/", "x", 1, None)
    made.costs = [Cost(cpu * 3, cpu * 3, sql, 1), Cost(cpu, cpu, sql, 1)]  # the first one slow
    made.rates = [rate, rate * 10, rate / 10]
    return made


def judged(**changed):
    """The figures of budgets of a site that reaches them all, but for what is changed."""
    costs = {
        "home": (0.010, 100, 8),
        "detail: event": (0.006, 150, 8),
        "list: event": (0.012, 80, 12),
        "detail: event, cached": (0.0002, 900, 0),
        "stock": (0.005, 170, 9),
        "hello": (0.00017, 1000, 0),
        "home of wagtail start, uncached": (0.010, 100, 4),
    } | changed
    found = _budgets({name: contestant(name, *cost) for name, cost in costs.items()})
    return {figure.budget for figure in found if not figure.good}


def test_a_site_that_reaches_them_all():
    assert judged() == set()


@pytest.mark.parametrize(
    ("changed", "missed"),
    [
        ({"home": (0.010, 100, 9)}, {5}),
        ({"home": (0.020, 100, 8)}, {2}),
        ({"home": (0.010, 50, 8)}, {2}),
        ({"detail: event": (0.008, 150, 8)}, {4}),
        ({"detail: event": (0.006, 50, 8)}, {1}),
        ({"list: event": (0.030, 80, 13)}, {3, 5}),
        ({"detail: event, cached": (0.0002, 400, 1)}, {5, 6}),
        ({"detail: event, cached": (0.0005, 900, 0)}, {6}),
    ],
)
def test_each_budget_can_be_missed(changed, missed):
    assert judged(**changed) == missed


def grown(first, last, sql=9):
    lists = []
    for what, seconds in (("first page", first), ("last page", last)):
        for size, wall in ((100, 0.010), (10_000, seconds)):
            listed = Listed(f"list: event, {what}", size, "/", "x", None)
            listed.costs = [Cost(1, wall, sql if size > 100 else 9, 1), Cost(1, wall * 5, 9, 1)]
            lists.append(listed)
    return [figure.good for figure in _compared(lists, (100, 10_000)) if figure.budget == 7]


def test_a_list_may_grow_by_so_much_and_no_more():
    assert grown(0.0119, 0.0139) == [True, True, True, True]
    assert grown(0.0121, 0.0139) == [True, False, True, True]
    assert grown(0.0119, 0.0141) == [True, True, True, False]
    assert grown(0.0119, 0.0139, sql=10) == [False, True, False, True]
