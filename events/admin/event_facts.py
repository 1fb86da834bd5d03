"""What the list of event pages says about each: its dates, and for one's own organisations how full they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Case, DateField, Exists, F, OuterRef, QuerySet, Subquery, When, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corner.dates import month_year, short_date
from events.admin.numbers import Numbers, numbers_of
from events.models import EventDate, EventPage, Occasion

#: So many dates to come are named; the others are counted.
NAMED = 2
#: What stands where somebody may not know, or where nothing is to know.
NOTHING = "–"


@dataclass
class Facts:
    """Of one event. `dates` is in words. The numbers are those of the next date, or of the last when all are over;
    who waits and what is not answered is of all dates to come. None where it is another organisation's.
    """

    dates: list[str] = field(default_factory=list)
    shown: Occasion | None = None
    numbers: Numbers | None = None
    waiting: int | None = None
    unanswered: int | None = None


def with_days(pages: QuerySet) -> QuerySet:
    """Adds `next_day` and `last_day`: of the Occasions, or of the rows of a page that was never published."""
    own = Occasion.objects.filter(event__translation_key=OuterRef("translation_key"), on_page=True).order_by("day")
    rows = EventDate.objects.filter(page=OuterRef("pk")).order_by("day")
    typed = rows.filter(day__gte=timezone.localdate())
    return pages.annotate(
        next_day=Case(
            When(Exists(own), then=Subquery(own.upcoming().values("day")[:1])),
            default=Subquery(typed.values("day")[:1]),
            output_field=DateField(),
        ),
        last_day=Coalesce(
            Subquery(own.order_by("-day").values("day")[:1]), Subquery(rows.order_by("-day").values("day")[:1])
        ),
    )


#: The next first, then what is over, the latest first, then pages without a date.
NEXT_FIRST = (F("next_day").asc(nulls_last=True), F("last_day").desc(nulls_last=True), "title", "pk")
LAST_FIRST = (F("next_day").desc(nulls_last=True), F("last_day").desc(nulls_last=True), "title", "pk")


def facts_of(pages: Iterable[EventPage], user: Any) -> dict[UUID, Facts]:
    """By translation key. A constant number of queries for any number of pages."""
    wanted = list(pages)
    prefetch_related_objects(wanted, "responsible_organisation", "dates")
    keys = [page.translation_key for page in wanted]
    found = list(
        Occasion.objects.filter(event__translation_key__in=keys, on_page=True)
        .select_related("event")
        .order_by("day", "starts_at", "pk")
    )
    own = set(Occasion.objects.for_user(user).filter(event__translation_key__in=keys).values_list("pk", flat=True))
    numbers = numbers_of([each for each in found if each.pk in own], user)
    by_event: dict[UUID, list[Occasion]] = {}
    for each in found:
        by_event.setdefault(each.event.translation_key, []).append(each)
    return {
        page.translation_key: _facts(occasions, numbers)
        if (occasions := by_event.get(page.translation_key))
        else Facts(_typed(page))
        for page in wanted
    }


def _facts(occasions: list[Occasion], numbers: dict[int, Numbers]) -> Facts:
    coming = [each for each in occasions if not each.is_over]
    shown = coming[0] if coming else occasions[-1]
    facts = Facts(_named([_day(each) for each in coming] or [_day(shown)]), shown)
    if shown.pk in numbers:
        facts.numbers = numbers[shown.pk]
        facts.waiting = sum(numbers[each.pk].waiting for each in coming)
        counts = [numbers[each.pk].unanswered for each in coming]
        facts.unanswered = None if facts.numbers.unanswered is None else sum(each or 0 for each in counts)
    return facts


def _day(occasion: Occasion) -> str:
    day = month_year(occasion.day) if occasion.month_only else short_date(occasion.day)
    return day if occasion.status == Occasion.Status.SCHEDULED else f"{day} ({occasion.get_status_display()})"


def _typed(page: EventPage) -> list[str]:
    """The dates of a page that was never published, as they stand in its form; those to come, or else the last."""
    days = sorted(row.day for row in page.dates.all())
    coming = [day for day in days if day >= timezone.localdate()]
    return _named([short_date(day) for day in coming or days[-1:]])


def _named(days: list[str]) -> list[str]:
    more = len(days) - NAMED
    if more <= 0:
        return days
    return [*days[:NAMED], ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}]


def or_nothing(value: Any) -> str:
    """A count, or a dash where there is none to tell."""
    return NOTHING if value is None else str(value)


def no_date() -> str:
    return _("No date yet")
