"""The page whose details win: the event's in the language it was written in (design.md, "Source page")."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, QuerySet

from events.models import Event, EventPage


def source_page_of(event: Event) -> EventPage | None:
    """The source page of an event, live or not; None once it is deleted."""
    return source_pages_of([event]).first()


def source_pages_of(events: Iterable[Event]) -> QuerySet[EventPage]:
    """Likewise, of several events; one query."""
    keys: set[UUID] = {event.translation_key for event in events}
    return EventPage.objects.filter(translation_key__in=keys, locale_id=F("source_locale_id"), alias_of=None)
