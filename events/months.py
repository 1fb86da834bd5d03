"""A month as a sheet of paper shows it: weeks that begin on Monday, each day with what is on."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from events.cards import DateCard

#: How far readers (and crawlers) can go from the month that it is now, in months.
EACH_WAY = 24

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def this_month() -> date:
    """The first of the month that it is now in the city."""
    return timezone.localdate().replace(day=1)


def month_asked(text: str) -> date:
    """The first of the month written as "2026-12"; this month for anything else, and for one too far away."""
    try:
        asked = date.fromisoformat(f"{text}-01") if _MONTH.fullmatch(text) else this_month()
    except ValueError:
        return this_month()
    return asked if is_in_reach(asked) else this_month()


def is_in_reach(month: date) -> bool:
    return abs(_number(month) - _number(this_month())) <= EACH_WAY


def shifted(month: date, by: int) -> date:
    """The first of the month that is `by` months later, or earlier where `by` is below zero."""
    year, index = divmod(_number(month) + by, 12)
    return date(year, index + 1, 1)


def _number(month: date) -> int:
    """Months counted through the years."""
    return month.year * 12 + month.month - 1


@dataclass(frozen=True)
class Day:
    day: date
    cards: list[DateCard]
    is_today: bool


@dataclass(frozen=True)
class MonthSheet:
    """`weeks` of seven days, None where a day belongs to the month before or after."""

    first: date
    #: Any Monday to Sunday, for the names of the weekdays.
    weekdays: list[date]
    weeks: list[list[Day | None]]
    #: Dates of which only the month is known.
    some_day: list[DateCard]
    count: int


def sheet_of(first: date, found: Iterable[DateCard]) -> MonthSheet:
    """The dates of one month on their days, in the order given."""
    by_day: dict[date, list[DateCard]] = defaultdict(list)
    some_day: list[DateCard] = []
    for card in found:
        (some_day if card.occasion.month_only else by_day[card.occasion.day]).append(card)
    today = timezone.localdate()
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    return MonthSheet(
        first,
        weeks[0],
        [
            [Day(day, by_day.get(day, []), day == today) if day.month == first.month else None for day in week]
            for week in weeks
        ],
        some_day,
        len(some_day) + sum(len(cards) for cards in by_day.values()),
    )
