"""How an attempt to sign up can end, and when no attempt can succeed."""

from datetime import datetime
from enum import Enum

from django.utils import timezone

from events.models import Occasion, Places


class Result(Enum):
    """How an attempt to sign up ended. All but the first four leave nothing behind."""

    CONFIRMED = "confirmed"
    #: On the waiting list, which everybody is told openly.
    WAITING = "waiting"
    #: A limit was passed: kept without a place, until staff have looked.
    HELD = "held"
    #: The address is on the list already. Only the mail says so; the page shows `Outcome.shown`.
    ALREADY = "already"
    FULL = "full"
    PARTY_TOO_LARGE = "party-too-large"
    #: The date has not so many places, whoever comes: waiting would never end.
    MORE_THAN_ALL = "more-than-all"
    NOT_OPEN_YET = "not-open-yet"
    CLOSED = "closed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    PAST = "past"
    #: People do not sign up for this date on the site, or not in this way of joining.
    NOT_HERE = "not-here"
    #: There is no such date.
    UNKNOWN = "unknown"
    #: The same rendered form was sent before, for somebody else.
    FORM_USED = "form-used"


def refusal(occasion: Occasion, now: datetime | None = None) -> Result | None:
    """Why nobody can sign up for this date now, whatever places are left; None when they can."""
    now = now or timezone.now()
    if occasion.status == Occasion.Status.CANCELLED:
        return Result.CANCELLED
    if occasion.is_over or occasion.month_only:
        return Result.PAST
    if not occasion.takes_signups or not occasion.on_page:
        return Result.NOT_HERE
    if occasion.status == Occasion.Status.POSTPONED:
        return Result.POSTPONED
    if occasion.closes_at and now >= occasion.closes_at:
        return Result.CLOSED
    if occasion.opens_at and now < occasion.opens_at:
        return Result.NOT_OPEN_YET
    return None


def refusal_to_staff(occasion: Occasion, now: datetime | None = None) -> Result | None:
    """Likewise for staff who add somebody: before sign-up opens, after it has closed, and where people ring instead."""
    reason = refusal(occasion, now)
    passable = (Result.NOT_OPEN_YET, Result.CLOSED, Result.NOT_HERE)
    return None if reason in passable and occasion.on_page else reason


def prospect(places: Places, number: int) -> Result:
    """What a newcomer with a party of so many gets now: CONFIRMED, WAITING or FULL."""
    if places.left is None or number <= places.left:
        return Result.CONFIRMED
    return Result.FULL if places.waiting_list == Places.WaitingList.NONE else Result.WAITING
