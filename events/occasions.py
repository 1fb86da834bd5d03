"""From the date rows that staff type to the occasions that every language shows (design.md, "Whose facts").

It happens when the source page is published, in the transaction that publishes it. What would harm people who have a
place is refused in the form (`forms_admin.py`). By a route with nobody to refuse, such as a scheduled publish, the old
value stays and staff are warned: an audit entry whose action ends in "_kept", shown on the date's list of sign-ups.
"""

import logging
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from contacts.models import Membership
from corner import audit
from events import kept_answers, telling, waiting
from events.dates import Times, closing, times_of
from events.holding import again_when_locked, hold_all
from events.models import Event, EventDate, EventPage, Occasion, Places, SignUp, Way
from events.terms import follow_occasion

logger = logging.getLogger(__name__)

WAYS: dict[str, tuple[Way, ...]] = {
    EventPage.Mode.IN_PERSON: (Way.IN_PERSON,),
    EventPage.Mode.ONLINE: (Way.ONLINE,),
    EventPage.Mode.BOTH: (Way.IN_PERSON, Way.ONLINE),
}


@again_when_locked
def write_occasions(page: EventPage, user: Any = None) -> None:
    """Make the occasions say what the page's date rows say. `user` is who wrote the revision that is published.

    Nothing happens for an alias, a page that is not live (a scheduled one, say) or a translation: facts are the
    source's. Raises ValidationError when a row names a time that cannot be, which undoes the publishing.
    """
    if page.alias_of_id or not page.live or not page.is_source:
        return
    with transaction.atomic():
        event = _event_of(page)
        if event.source_locale_id != page.locale_id:
            return
        left_over = {occasion.date_key: occasion for occasion in hold_all(event)}
        _hand_over(event, page, user)
        kept_answers.follow_marks(event, page, user)
        for row in page.dates.all():
            _write(event, page, row, left_over.pop(row.date_key, None), user)
        for occasion in left_over.values():
            _let_go(occasion, user)


def _event_of(page: EventPage) -> Event:
    if page.responsible_organisation_id is None:
        raise ValidationError(_("Say which organisation is responsible: it looks after the list of people."))
    return Event.objects.get_or_create(
        translation_key=page.translation_key,
        defaults={
            "source_locale_id": page.locale_id,
            "responsible_organisation_id": page.responsible_organisation_id,
        },
    )[0]


# --- whose the event is -------------------------------------------------------------------------------------


def may_hand_over(event: Event, user: Any) -> bool:
    """Whether `user` may give the event, and with it the list of people, to another organisation.

    Editing the page is not enough: pages are shared work, personal data is not. While nobody has signed up there is
    nothing to protect.
    """
    if not SignUp.objects.filter(occasion__event=event).exists():
        return True
    if user is None or not user.is_active:
        return False
    key = event.responsible_organisation.translation_key
    return bool(user.is_superuser or Membership.objects.filter(user=user, organisation__translation_key=key).exists())


def _hand_over(event: Event, page: EventPage, user: Any) -> None:
    named = page.responsible_organisation
    if named is None or named.translation_key == event.responsible_organisation.translation_key:
        return
    if not may_hand_over(event, user):
        _warn("event.organisation_kept", event, user)
        return
    event.responsible_organisation = named
    event.save(update_fields=["responsible_organisation"])
    audit.record("event.organisation_changed", event, user, organisation=named.pk)


# --- one date -----------------------------------------------------------------------------------------------


def _write(event: Event, page: EventPage, row: EventDate, occasion: Occasion | None, user: Any) -> None:
    times = times_of(row)
    is_new = occasion is None
    occasion = occasion or Occasion(event=event, date_key=row.date_key)
    before = telling.what_people_know(occasion)
    for name, value in _facts(page, row, times).items():
        setattr(occasion, name, value)
    moved = not is_new and telling.what_people_know(occasion) != before
    if moved:
        occasion.ical_sequence += 1
    occasion.save()
    _write_places(page, row, occasion, user)
    if not is_new:
        follow_occasion(occasion)
    if moved:
        telling.changed(occasion, before, user)
    waiting.settle(occasion)  # more places, a date that goes ahead after all: whoever waits is offered them


def _facts(page: EventPage, row: EventDate, times: Times) -> dict[str, Any]:
    venue_id = row.venue_id or page.venue_id
    return {
        "day": times.day,
        "month_only": row.month_only,
        "starts_at": times.starts_at,
        "ends_at": times.ends_at,
        "venue_id": None if page.mode == EventPage.Mode.ONLINE else venue_id,
        "status": row.status,
        "takes_signups": page.signup == EventPage.SignUpKind.HERE and not row.month_only,
        "opens_at": row.signup_opens or page.signup_opens,
        "closes_at": closing(times, row.signup_closes, page.signup_closes),
        "largest_party": max(page.largest_party or 1, 1),
        "reminder_days": page.reminder_days,
        "on_page": True,
    }


def capacities(page: Any, row: EventDate) -> dict[str, int | None]:
    """How many places there are in each way of joining that the page offers on that date; None means no limit.

    `page` is an EventPage, or what was typed for one.
    """
    if row.month_only:
        return {}
    by_way = {
        Way.IN_PERSON: (row.capacity_in_person, page.capacity_in_person),
        Way.ONLINE: (row.capacity_online, page.capacity_online),
    }
    return {
        way: own if own is not None else default for way in WAYS.get(page.mode, ()) for own, default in [by_way[way]]
    }


def _write_places(page: EventPage, row: EventDate, occasion: Occasion, user: Any) -> None:
    present = {places.way: places for places in occasion.places.all()}
    for way, capacity in capacities(page, row).items():
        places = present.pop(way, None) or Places(occasion=occasion, way=way)
        if capacity is not None and capacity < places.taken:
            _warn("occasion.capacity_kept", occasion, user, wanted=capacity, taken=places.taken)
        else:
            places.capacity = capacity
        places.offered = True
        places.waiting_list, places.offer_hours = page.waiting_list, page.offer_hours
        places.save()
    for places in present.values():
        _stop_offering(places, occasion, user)


def _stop_offering(places: Places, occasion: Occasion, user: Any) -> None:
    if (places.taken or places.waiting) and not occasion.is_over:
        _warn("occasion.way_kept", occasion, user, taken=places.taken)
    elif places.signups.exists():
        places.offered = False
        places.save(update_fields=["offered"])
    else:
        places.delete()


def _let_go(occasion: Occasion, user: Any) -> None:
    """The row is gone from the page. A date that people have a place on stays; one that nobody knew of goes."""
    if not occasion.signups.exists():
        occasion.delete()
    elif occasion.signups.active().exists() and not occasion.is_over:
        _warn("occasion.date_kept", occasion, user)
    else:
        occasion.on_page = False
        occasion.save(update_fields=["on_page"])


def _warn(action: str, obj: models.Model, user: Any, **ids: int) -> None:
    audit.record(action, obj, user, **ids)
    logger.warning("%s: %s %s", action, obj._meta.label_lower, obj.pk)


# --- the end of an event ------------------------------------------------------------------------------------


def has_signups(translation_key: Any) -> bool:
    """Whether anybody ever signed up for the event; erased sign-ups count, as its history."""
    return SignUp.objects.filter(occasion__event__translation_key=translation_key).exists()


def forget_event(page: EventPage) -> None:
    """The source page is gone for good, and nobody ever signed up: its dates go too."""
    if page.alias_of_id or not page.is_source or has_signups(page.translation_key):
        return
    Occasion.objects.filter(event__translation_key=page.translation_key).delete()
    Event.objects.filter(translation_key=page.translation_key).delete()


def warnings_about(occasion: Occasion, since: datetime) -> models.QuerySet:
    """Audit entries that say what was kept against the page, for staff to read; the newest first."""
    from corner.models import AuditEntry

    records = [f"events.occasion:{occasion.pk}", f"events.event:{occasion.event_id}"]
    return AuditEntry.objects.filter(record__in=records, action__endswith="_kept", at__gte=since)
