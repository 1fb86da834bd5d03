"""What there is still to do once a date is over: write down what happened, and follow up what was agreed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from events.models import Agreement, EventPage, Occasion
from events.source_pages import source_pages_of

#: After this nobody is asked for the record any more.
ASK_FOR = timedelta(days=60)
STILL_OPEN = (Agreement.Status.HEARD, Agreement.Status.AGREED, Agreement.Status.STARTED)


@dataclass(frozen=True)
class Unrecorded:
    """A date that is over, and the page on which nobody has written what happened."""

    occasion: Occasion
    page: EventPage


def unrecorded(occasions: QuerySet[Occasion]) -> list[Unrecorded]:
    """Which of these dates are over without a record, the latest first; each event once. Two queries.

    Only dates that took place, of events that anybody can still read, and not those of which it is said that not
    everything is recorded.
    """
    over = occasions.past().filter(  # type: ignore[attr-defined]
        day__gte=timezone.localdate() - ASK_FOR,
        status=Occasion.Status.SCHEDULED,
        month_only=False,
        on_page=True,
    )
    found = list(over.select_related("event"))
    pages = {page.translation_key: page for page in source_pages_of(occasion.event for occasion in found)}
    latest: dict[Any, Unrecorded] = {}
    for occasion in found:
        page = pages.get(occasion.event.translation_key)
        if page and page.live and not page.record and not page.not_recorded:
            latest.setdefault(page.pk, Unrecorded(occasion, page))
    return list(latest.values())


def late(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Those whose day has passed and that are neither done nor given up."""
    return agreements.filter(due__lt=timezone.localdate(), status__in=STILL_OPEN)


def is_late(agreement: Agreement) -> bool:
    """The same of one."""
    return bool(agreement.due and agreement.due < timezone.localdate() and agreement.status in STILL_OPEN)


def overdue(occasions: QuerySet[Occasion], *, of_no_event: bool = True) -> QuerySet[Agreement]:
    """Agreements whose day has passed and that are neither done nor given up, the oldest day first; each once.

    Of the events of these dates; with `of_no_event` also those that belong to none, which anybody may follow up.
    """
    english = Agreement.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
    )
    once = Agreement.objects.filter(Q(locale__language_code=settings.LANGUAGE_CODE) | ~Exists(english))
    keys = occasions.order_by().values("event__translation_key")
    theirs = Q(event__translation_key__in=keys)
    return late(once).filter(theirs | Q(event=None) if of_no_event else theirs).order_by("due", "pk")
