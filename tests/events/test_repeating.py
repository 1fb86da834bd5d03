"""Repeated dates: which days a rule names, and which clock times they get on both sides of a clock change."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from events.dates import times_of
from events.models import EventDate
from events.repeating import MOST_DATES, NotTheLast, TooMany, Unit, repeated

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
INTERVALS = st.integers(1, 12)
TIMES = st.integers(2, MOST_DATES)
#: The same examples in every run, and no files left behind.
steady = settings(derandomize=True, database=None, deadline=None)


def test_every_second_tuesday_six_times():
    days = repeated(date(2027, 1, 5), Unit.WEEKS, 2, times=6)
    assert days == [
        date(2027, 1, 5),
        date(2027, 1, 19),
        date(2027, 2, 2),
        date(2027, 2, 16),
        date(2027, 3, 2),
        date(2027, 3, 16),
    ]


def test_every_tenth_day():
    assert repeated(date(2026, 12, 20), Unit.DAYS, 10, times=3) == [
        date(2026, 12, 20),
        date(2026, 12, 30),
        date(2027, 1, 9),
    ]


def test_the_second_tuesday_of_each_month():
    assert repeated(date(2026, 11, 10), Unit.WEEKDAY_OF_MONTH, times=4) == [
        date(2026, 11, 10),
        date(2026, 12, 8),
        date(2027, 1, 12),
        date(2027, 2, 9),
    ]


def test_the_last_friday_of_each_month():
    """Whether it is the fourth or the fifth."""
    assert repeated(date(2026, 10, 30), Unit.LAST_WEEKDAY_OF_MONTH, times=4) == [
        date(2026, 10, 30),
        date(2026, 11, 27),
        date(2026, 12, 25),
        date(2027, 1, 29),
    ]


def test_a_day_that_is_not_the_last_friday_is_refused():
    with pytest.raises(NotTheLast):
        repeated(date(2026, 10, 23), Unit.LAST_WEEKDAY_OF_MONTH, times=4)


def test_the_31st_leaves_out_months_without_one():
    """Nobody is asked to come on the 3rd of March, or on the 28th of February, when the 31st was said."""
    assert repeated(date(2026, 12, 31), Unit.DAY_OF_MONTH, times=4) == [
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 3, 31),
        date(2027, 5, 31),
    ]


def test_a_fifth_tuesday_leaves_out_months_without_one():
    assert repeated(date(2026, 12, 29), Unit.WEEKDAY_OF_MONTH, times=3) == [
        date(2026, 12, 29),
        date(2027, 3, 30),
        date(2027, 6, 29),
    ]


def test_the_last_day_counts():
    assert repeated(date(2027, 1, 5), Unit.WEEKS, until=date(2027, 1, 19)) == [
        date(2027, 1, 5),
        date(2027, 1, 12),
        date(2027, 1, 19),
    ]


def test_a_last_day_that_is_far_away_is_refused():
    """And nobody waits while thousands of dates are made."""
    with pytest.raises(TooMany):
        repeated(date(2027, 1, 5), Unit.DAYS, until=date(9000, 1, 1))


def test_the_end_of_the_calendar_is_an_end():
    assert repeated(date(9999, 12, 30), Unit.DAYS, times=5) == [date(9999, 12, 30), date(9999, 12, 31)]
    for unit in (Unit.DAY_OF_MONTH, Unit.WEEKDAY_OF_MONTH):
        assert repeated(date(9999, 12, 31), unit, times=5) == [date(9999, 12, 31)]


@pytest.mark.parametrize(
    "wrong",
    [{}, {"times": 3, "until": date(2027, 2, 1)}, {"times": 1}, {"times": MOST_DATES + 1}, {"times": 3, "interval": 0}],
)
def test_a_rule_that_says_too_little_or_too_much(wrong):
    with pytest.raises(ValueError, match=r"times|interval"):
        repeated(date(2027, 1, 5), Unit.WEEKS, **wrong)


def oracle(first, unit, interval, times):
    """What another implementation of the calendar standard (RFC 5545) says."""
    weekday = rrule.weekday(first.weekday())
    frequency, by = {
        Unit.DAYS: (rrule.DAILY, {}),
        Unit.WEEKS: (rrule.WEEKLY, {}),
        Unit.WEEKDAY_OF_MONTH: (rrule.MONTHLY, {"byweekday": weekday((first.day - 1) // 7 + 1)}),
        Unit.LAST_WEEKDAY_OF_MONTH: (rrule.MONTHLY, {"byweekday": weekday(-1)}),
        Unit.DAY_OF_MONTH: (rrule.MONTHLY, {"bymonthday": first.day}),
    }[unit]
    start = datetime.combine(first, time())
    return [one.date() for one in rrule.rrule(frequency, dtstart=start, interval=interval, count=times, **by)]


@st.composite
def rules(draw):
    """A first day and a rule that it can begin."""
    first, unit = draw(DAYS), draw(st.sampled_from(Unit))
    if unit == Unit.LAST_WEEKDAY_OF_MONTH:
        length = calendar.monthrange(first.year, first.month)[1]
        first = first.replace(day=draw(st.integers(length - 6, length)))
    return first, unit, draw(INTERVALS), draw(TIMES)


@steady
@given(rules())
def test_it_agrees_with_the_calendar_standard(rule):
    first, unit, interval, times = rule
    assert repeated(first, unit, interval, times=times) == oracle(first, unit, interval, times)


@steady
@given(rules())
def test_days_go_forward_from_the_first_and_none_comes_twice(rule):
    first, unit, interval, times = rule
    days = repeated(first, unit, interval, times=times)
    assert days[0] == first
    assert len(days) == times
    assert all(one < next_one for one, next_one in pairwise(days))
    if unit not in (Unit.DAYS, Unit.DAY_OF_MONTH):
        assert {day.weekday() for day in days} == {first.weekday()}


@steady
@given(rules())
def test_a_number_of_times_and_the_last_day_say_the_same(rule):
    first, unit, interval, times = rule
    days = repeated(first, unit, interval, times=times)
    assert repeated(first, unit, interval, until=days[-1]) == days


@pytest.mark.parametrize(
    ("first", "utc_hours"),
    [
        (date(2026, 10, 18), [9, 10, 10]),  # the clocks go back on Sunday 25 October 2026
        (date(2027, 3, 21), [10, 9, 9]),  # and forward on Sunday 28 March 2027
    ],
)
def test_ten_o_clock_stays_ten_o_clock(first, utc_hours):
    rows = [EventDate(day=day, start_time=time(10)) for day in repeated(first, Unit.WEEKS, times=3)]
    moments = [times_of(row).starts_at for row in rows]
    assert [moment.hour for moment in moments] == utc_hours
    assert [moment.date() for moment in moments] == [row.day for row in rows]


@steady
@given(rules(), st.times(time(2), time(23, 59)))
def test_readers_see_the_same_clock_time_on_every_date(rule, clock):
    """All the year round, but for the hour from 1am, which one night a year does not have."""
    from corner.clock import LOCAL

    clock = clock.replace(microsecond=0)
    first, unit, interval, times = rule
    for day in repeated(first, unit, interval, times=times):
        moment = times_of(EventDate(day=day, start_time=clock)).starts_at
        assert moment.tzinfo == UTC
        assert moment.astimezone(LOCAL).replace(tzinfo=None) == datetime.combine(day, clock)
        assert abs(moment - datetime.combine(day, clock, UTC)) <= timedelta(hours=1)
