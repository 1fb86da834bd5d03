"""Time or place of a date is another: staff are asked whether people on the list are told. If nobody says within an
hour, the site tells them: nobody may stand in the wrong place.

Two changes are told at once: another status (put off, going ahead after all, cancelled), and any change of a date that
begins soon, because then there is no time to ask.
"""

import copy
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from contacts.models import Venue
from corner import audit, jobs
from corner.models import AuditEntry
from events import signing_up
from events.holding import again_when_locked, hold, insist_on_transaction
from events.models import Occasion

#: How long staff may take to decide.
WAIT_FOR_STAFF = timedelta(hours=1)
#: A date that begins (or was to begin) within this time is told at once: people may be on their way.
NO_TIME_TO_ASK = timedelta(hours=3)

CHANGED = "occasion.changed"
#: What stands in calendars: when it is another, calendars must hear of it.
KNOWN = ("day", "starts_at", "ends_at", "venue_id", "status")


def what_people_know(occasion: Occasion) -> dict[str, Any]:
    """The facts of a date that people plan with."""
    return {name: getattr(occasion, name) for name in KNOWN}


def changed(occasion: Occasion, before: dict[str, Any], actor: Any = None) -> None:
    """Tell people of a change, or have staff asked. `before` is what people knew.

    The caller holds the occasion, in the transaction that raised its `ical_sequence`.
    """
    insist_on_transaction()
    cancelled = Occasion.Status.CANCELLED
    if not occasion.is_over:
        if occasion.status == cancelled:
            signing_up.occasion_cancelled(occasion, actor)
        elif occasion.status == before["status"] and not _is_soon(occasion, before):
            _have_staff_asked(occasion, before, actor)
            return
        elif before["status"] != cancelled:  # after a cancellation nobody is on the list
            parties = signing_up.occasion_changed(occasion)
            audit.record("occasion.told", occasion, actor, count=parties)
    _ask_no_more(occasion)


def _is_soon(occasion: Occasion, before: dict[str, Any]) -> bool:
    soon = timezone.now() + NO_TIME_TO_ASK
    return any(start <= soon for start in (before["starts_at"], occasion.starts_at) if start)


def _have_staff_asked(occasion: Occasion, before: dict[str, Any], actor: Any) -> None:
    """A second change does not begin the hour anew."""
    if not occasion.signups.active().exists():
        _ask_no_more(occasion)
        return
    if occasion.change_untold_since is None:
        occasion.change_untold_since = timezone.now()
        occasion.save(update_fields=["change_untold_since"])
    knew = {name: value.isoformat() if isinstance(value, date) else value for name, value in before.items()}
    audit.record(CHANGED, occasion, actor, sequence=occasion.ical_sequence, **knew)


def undecided(occasions: QuerySet[Occasion]) -> QuerySet[Occasion]:
    """Those of which staff are still to say whether people are told; the first date first."""
    return occasions.filter(change_untold_since__isnull=False).order_by("day", "starts_at", "pk")


def _ask_no_more(occasion: Occasion) -> None:
    if occasion.change_untold_since is not None:
        occasion.change_untold_since = None
        occasion.save(update_fields=["change_untold_since"])


def as_people_know_it(occasion: Occasion) -> Occasion | None:
    """The date as it was before the first change that people were not told of; None when that is not known."""
    if occasion.change_untold_since is None:
        return None
    entries = AuditEntry.objects.filter(action=CHANGED, record=f"events.occasion:{occasion.pk}")
    first = entries.filter(at__gte=occasion.change_untold_since).order_by("at", "pk").first()
    if first is None:
        return None
    knew, before = first.details, copy.copy(occasion)
    before.day = date.fromisoformat(knew["day"])
    before.starts_at, before.ends_at = _moment(knew["starts_at"]), _moment(knew["ends_at"])
    before.venue = Venue.objects.filter(pk=knew["venue_id"]).first()
    return before


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


# --- the decision -------------------------------------------------------------------------------------------


@again_when_locked
def tell(occasion: Occasion, actor: Any = None) -> int | None:
    """Write to everybody on the list, once a change. How many parties; None when it was decided before.

    `actor` is the member of staff who said yes; None is the site, because nobody said anything.
    """
    with transaction.atomic():
        current = _undecided(occasion.pk)
        if current is None:
            return None
        parties = 0 if current.is_over else signing_up.occasion_changed(current)
        _ask_no_more(current)
        audit.record("occasion.told", current, actor, count=parties)
        return parties


@again_when_locked
def leave_untold(occasion: Occasion, actor: Any, seen: int) -> bool:
    """Staff say that people need not know. `seen` is the `ical_sequence` that they looked at: it may have changed
    again since, which nobody has decided on.

    False when there is nothing to decide, or something else than they saw.
    """
    with transaction.atomic():
        current = _undecided(occasion.pk)
        if current is None or current.ical_sequence != seen:
            return False
        _ask_no_more(current)
        audit.record("occasion.not_told", current, actor, count=current.signups.active().count())
        return True


def _undecided(key: int) -> Occasion | None:
    """The occasion, held, if staff are still to decide."""
    current = hold(key)
    return current if current and current.change_untold_since else None


def tell_overdue() -> None:
    """Tell people where staff have not decided in time. Safe to repeat."""
    overdue = Occasion.objects.filter(change_untold_since__lte=timezone.now() - WAIT_FOR_STAFF)
    for occasion in overdue:
        if jobs.stopping.is_set():
            return
        tell(occasion)
