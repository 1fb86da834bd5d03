"""Which days a rule names: "every second Tuesday, six times", "the last Friday of each month, until June".

Days are local, without clock times: what begins at ten begins at ten on each of them, also after the clocks have
changed, because a date row holds local clock times (`dates.times_of` makes moments of them).

A day that a month does not have (31 February, a fifth Tuesday) is left out, as in calendar programs (RFC 5545). Moved
to another day it would be a day that nobody named.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from itertools import count, islice, takewhile

#: The first day included. Somebody has to look through them all.
MOST_DATES = 60


class Unit(StrEnum):
    """What is counted from one date to the next, and where in the month it stands."""

    DAYS = "days"
    WEEKS = "weeks"
    WEEKDAY_OF_MONTH = "weekday-of-month"  # the second Tuesday
    LAST_WEEKDAY_OF_MONTH = "last-weekday-of-month"  # the last Friday, be it the fourth or the fifth
    DAY_OF_MONTH = "day-of-month"  # the 15th


class NotTheLast(ValueError):
    """The first day is not the last of its weekday in its month, so it cannot begin a row of such days."""


class TooMany(ValueError):
    """The last day is so far away that there would be more than MOST_DATES."""


def repeated(
    first: date, unit: Unit, interval: int = 1, *, times: int | None = None, until: date | None = None
) -> list[date]:
    """The days from `first` on, which is one of them: `times` of them, or all that are not after `until`.

    They may be fewer where the calendar itself ends. Raises NotTheLast, TooMany, or ValueError for what is no rule:
    an interval below 1, neither or both of `times` and `until`, or `times` that are not from 2 to MOST_DATES.
    """
    if interval < 1:
        raise ValueError("interval must be 1 or more")
    if unit == Unit.LAST_WEEKDAY_OF_MONTH and _last_weekday(first, first.year, first.month) != first:
        raise NotTheLast
    days = _days(first, unit, interval)
    if until is None:
        if times is None or not 2 <= times <= MOST_DATES:
            raise ValueError(f"times must be from 2 to {MOST_DATES}, or else until a day")
        return list(islice(days, times))
    if times is not None:
        raise ValueError("either times or until")
    found = list(islice(takewhile(lambda day: day <= until, days), MOST_DATES + 1))
    if len(found) > MOST_DATES:
        raise TooMany
    return found


def _days(first: date, unit: Unit, interval: int) -> Iterator[date]:
    """From `first` on, until the calendar ends."""
    if unit in _IN_MONTH:
        for month in count(first.year * 12 + first.month - 1, interval):
            if month // 12 > MAXYEAR:
                return
            if day := _IN_MONTH[unit](first, month // 12, month % 12 + 1):
                yield day
    step = timedelta(days=interval * (7 if unit == Unit.WEEKS else 1))
    for number in range((date.max - first) // step + 1):
        yield first + number * step


def _same_weekday(first: date, year: int, month: int) -> date | None:
    """The day at the same place of its weekday in the month: the second Tuesday, say."""
    to_first_of_its_kind = (first.weekday() - date(year, month, 1).weekday()) % 7
    return _day(year, month, 1 + to_first_of_its_kind + (first.day - 1) // 7 * 7)


def _last_weekday(first: date, year: int, month: int) -> date:
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - first.weekday()) % 7)


def _same_number(first: date, year: int, month: int) -> date | None:
    return _day(year, month, first.day)


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


_IN_MONTH: dict[Unit, Callable[[date, int, int], date | None]] = {
    Unit.WEEKDAY_OF_MONTH: _same_weekday,
    Unit.LAST_WEEKDAY_OF_MONTH: _last_weekday,
    Unit.DAY_OF_MONTH: _same_number,
}
