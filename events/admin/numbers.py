"""How full dates are, and what waits there: counts for lists, never anything about anybody.

Whoever calls this asks for dates through `Occasion.objects.for_user`: counts are for the own organisations too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, prefetch_related_objects
from django.utils.translation import gettext as _

from events.models import AccessNeed, Occasion, Places, SignUp


@dataclass(frozen=True)
class Numbers:
    """Of one date. `capacity` None means no limit; `unanswered` None that whoever looks may not know."""

    places: list[str]
    taken: int
    capacity: int | None
    waiting: int
    unanswered: int | None


def numbers_of(occasions: Iterable[Occasion], user: Any) -> dict[int, Numbers]:
    """By date. Two queries, for any number of dates; `user` may see all of them (`Occasion.objects.for_user`)."""
    wanted = list(occasions)
    prefetch_related_objects(wanted, "places")
    may_count = user.has_perm("events.view_accessneed")
    waiting = _unanswered(wanted, user) if may_count else {}
    return {
        each.pk: _numbers(list(each.places.all()), waiting.get(each.pk, 0) if may_count else None) for each in wanted
    }


def _unanswered(occasions: list[Occasion], user: Any) -> dict[int, int]:
    needs = AccessNeed.objects.for_user(user).filter(
        reply="", signup__state__in=SignUp.State.active(), signup__occasion__in=[each.pk for each in occasions]
    )
    counted = needs.order_by().values("signup__occasion").annotate(count=Count("pk"))
    return dict(counted.values_list("signup__occasion", "count"))


def _numbers(places: list[Places], unanswered: int | None) -> Numbers:
    limits = [each.capacity for each in places if each.offered]
    capacity = None if None in limits else sum(each for each in limits if each is not None)
    return Numbers(
        [_in_words(each, alone=len(places) == 1) for each in places],
        sum(each.taken for each in places),
        capacity,
        sum(each.waiting for each in places),
        unanswered,
    )


def _in_words(places: Places, *, alone: bool) -> str:
    """ "7 of 12", or "7" without a limit; with the way of joining before it where there are two."""
    words = str(places.taken)
    if places.capacity is not None:
        words = _("%(taken)s of %(capacity)s") % {"taken": places.taken, "capacity": places.capacity}
    return words if alone else f"{places.get_way_display()}: {words}"
