"""What readers are told about a date: going ahead or not, open or full. Words always, with a shape beside them.

Whether somebody can sign up is decided in one place, `results.refusal`; here it is only put into words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corner.dates import long_date
from events.models import EventPage, Occasion, Places
from events.results import Result, refusal


@dataclass(frozen=True)
class Status:
    """`icon` is a sign of corner.icons, `tone` the section whose colour it wears."""

    words: str
    icon: str
    tone: str
    #: Whether the button to sign up stands there (for events elsewhere, the link or the number).
    is_open: bool = False
    is_full: bool = False


def status_of(occasion: Occasion, places: Sequence[Places], event: EventPage, now: datetime | None = None) -> Status:
    """The status of a date. `event` is the source page; `places` are the ways of joining that are offered."""
    reason = refusal(occasion, now)
    match reason:
        case Result.CANCELLED:
            return Status(_("Cancelled. It will not happen."), "cancelled", "s-cases")
        case Result.PAST:
            return Status(_("This is over"), "over", "s-events")
        case _ if occasion.status == Occasion.Status.POSTPONED:
            return Status(_("Put off. The new date is not known yet."), "postponed", "s-cases")
        case Result.CLOSED:
            return Status(_("Sign-up is closed"), "closed", "s-cases")
        case Result.NOT_OPEN_YET:
            words = _("Sign-up opens on %(date)s") % {"date": long_date(occasion.opens_at)}
            return Status(words, "soon", "s-events")
        case Result.NOT_HERE:
            return _not_here(event)
        case _:
            return _open(places)


def _not_here(event: EventPage) -> Status:
    words = {
        EventPage.SignUpKind.NONE: _("You do not have to sign up. Just come."),
        EventPage.SignUpKind.CALL_US: _("Ring us or write to us to take part"),
        EventPage.SignUpKind.ELSEWHERE: _("Sign-up is on another website"),
    }
    if event.signup not in words:
        return Status(_("You cannot sign up for this"), "closed", "s-cases")
    return Status(words[EventPage.SignUpKind(event.signup)], "open", "s-techniques", is_open=True)


def _open(places: Sequence[Places]) -> Status:
    if places and all(row.left == 0 for row in places):
        if any(row.takes_more for row in places):
            words = f"{_full(places)} {_('You can join the waiting list.')}"
            return Status(words, "full", "s-cases", is_open=True, is_full=True)
        return Status(_full(places), "full", "s-cases", is_full=True)
    words = " ".join([_("Open for sign-up."), *(_left(row, named=len(places) > 1) for row in places)])
    return Status(words.strip(), "open", "s-techniques", is_open=True)


def _full(places: Sequence[Places]) -> str:
    count = sum(row.capacity or 0 for row in places)
    if not count:
        return _("There are no places.")
    return ngettext("Full. The only place is taken.", "Full. All %(count)d places are taken.", count) % {"count": count}


def _left(row: Places, named: bool) -> str:
    """How many places are left in one way of joining; without a limit nothing needs saying."""
    if row.left is None:
        return _("%(way)s: enough places.") % {"way": row.get_way_display()} if named else ""
    if row.left == 0:
        words = _("%(way)s: full, with a waiting list.") if row.takes_more else _("%(way)s: full.")
        return words % {"way": row.get_way_display()}
    words = ngettext("%(left)d of %(all)d places left.", "%(left)d of %(all)d places left.", row.left) % {
        "left": row.left,
        "all": row.capacity,
    }
    return f"{row.get_way_display()}: {words}" if named else words


def in_short(occasion: Occasion, places: Sequence[Places], event: EventPage, now: datetime | None = None) -> Status:
    """For lists: a few words. A date that is simply open without a limit has none."""
    status = status_of(occasion, places, event, now)
    if status.is_full:
        words = _("Full, with a waiting list") if status.is_open else _("Full")
        return Status(words, status.icon, status.tone, is_open=status.is_open, is_full=True)
    if not (status.is_open and occasion.takes_signups):
        return status
    left = [row.left for row in places]
    if not left or None in left:
        return Status("", "open", status.tone, is_open=True)
    count = sum(number or 0 for number in left)
    words = ngettext("%(count)d place left", "%(count)d places left", count) % {"count": count}
    return Status(words, "open", status.tone, is_open=True)
