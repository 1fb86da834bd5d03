"""What a date row says, as moments: checked in the form, and again by whatever writes it down."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corner.clock import to_utc

#: An end before the start counts as the next day, for nights; an event longer than this is a slip of the pen.
LONGEST_OVER_MIDNIGHT = timedelta(hours=12)


@dataclass(frozen=True)
class Times:
    """A date of an event. `day` is local (Europe/London), the first of the month when only that is known;
    the moments are UTC, None when nobody wrote them down."""

    day: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def times_of(row: Any) -> Times:
    """The moments of an EventDate. Raises ValidationError by field: what is wrong, and what to do."""
    if row.month_only:
        first = row.day.replace(day=1)
        if first >= timezone.localdate().replace(day=1):
            raise ValidationError({"month_only": _("Only for months that are over. Write the day instead.")})
        return Times(first)
    if row.start_time is None:
        if row.end_time is not None:
            raise ValidationError({"start_time": _("Write when it begins, or leave out when it ends.")})
        if row.day >= timezone.localdate():
            raise ValidationError({"start_time": _("Write when it begins.")})
        return Times(row.day)
    starts_at = _moment(row.day, row.start_time, "start_time")
    return Times(row.day, starts_at, _end(row, starts_at) if row.end_time is not None else None)


def _moment(day: date, clock: time, field: str) -> datetime:
    try:
        return to_utc(datetime.combine(day, clock))
    except ValidationError as error:
        raise ValidationError({field: error}) from None


def _end(row: Any, starts_at: datetime) -> datetime:
    next_day = row.end_time <= row.start_time
    ends_at = _moment(row.day + timedelta(days=next_day), row.end_time, "end_time")
    if next_day and ends_at - starts_at > LONGEST_OVER_MIDNIGHT:
        raise ValidationError({"end_time": _("It ends before it begins. Check both times.")})
    return ends_at


def closing(times: Times, *wishes: datetime | None) -> datetime | None:
    """When sign-up closes: the first wish that is set (the row's, then the page's), at the latest when it begins.

    Without a clock time it closes when the day is over; None for an archive date of a month.
    """
    latest = times.starts_at or _end_of_day(times.day)
    wish = next((wish for wish in wishes if wish), None)
    return min(wish, latest) if wish else latest


def _end_of_day(day: date) -> datetime:
    return to_utc(datetime.combine(day + timedelta(days=1), time(0, 0)))


def signup_time_problems(opens: datetime | None, closes: datetime | None, times: Times | None) -> dict[str, Any]:
    """What is wrong with the times of sign-up, by field (`signup_opens`, `signup_closes`)."""
    if times and times.starts_at and closes and closes > times.starts_at:
        return {"signup_closes": _("This is after the event begins. Choose an earlier time, or leave it empty.")}
    if times and times.starts_at and opens and opens >= times.starts_at:
        return {"signup_opens": _("This is after the event begins. Choose an earlier time, or leave it empty.")}
    if opens and closes and opens >= closes:
        return {"signup_opens": _("Sign-up would open after it closes. Choose an earlier time.")}
    return {}
