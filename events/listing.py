"""What the list of events shows: the dates to come or those that are over, as the reader filters them."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from corner.fields import Answer
from corner.filters import SeveralOf
from corner.languages.pages import source_pages
from events.cards import DateCard, cards, for_cards
from events.models import EventPage, Occasion

ON_A_PAGE = 20
PAST = "past"


class Kinds(forms.Form):
    """The kinds to choose from. One that does not exist is said at the field, and none is then chosen."""

    kind = SeveralOf(label=_("What kind"), choices=EventPage.Kind.choices)


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for in the address. Anything that is no choice of ours counts as not asked for."""

    kinds: list[str] = field(default_factory=list)
    online: bool = False
    calm_space: bool = False
    past: bool = False

    @classmethod
    def from_address(cls, query: QueryDict, kinds: Kinds) -> "Wanted":
        return cls(
            [] if kinds.errors else kinds.cleaned_data["kind"],
            query.get("online") == "yes",
            query.get("calm") == "yes",
            query.get("when") == PAST,
        )

    @property
    def is_filtered(self) -> bool:
        return bool(self.kinds or self.online or self.calm_space)

    @property
    def condition(self) -> Q:
        """The filter as a condition on the *source* page of an event."""
        condition = Q()
        if self.kinds:
            condition &= Q(kind__in=self.kinds)
        if self.online:
            condition &= Q(mode__in=[EventPage.Mode.ONLINE, EventPage.Mode.BOTH])
        if self.calm_space:
            condition &= Q(calm_space=Answer.YES)
        return condition

    def address(self, past: bool | None = None, page: int = 1) -> str:
        """The query that asks for the same again, on another page or on the other side of today."""
        pairs: list[tuple[str, str]] = [("kind", kind) for kind in self.kinds]
        pairs += [("online", "yes")] if self.online else []
        pairs += [("calm", "yes")] if self.calm_space else []
        pairs += [("when", PAST)] if (self.past if past is None else past) else []
        pairs += [("page", str(page))] if page > 1 else []
        return f"?{urlencode(pairs)}" if pairs else ""


@dataclass(frozen=True)
class Month:
    """The dates of one month, under one heading."""

    first: date
    cards: list[DateCard]


def by_month(found: list[DateCard]) -> list[Month]:
    """The cards under their months; the order is kept."""
    months = groupby(found, key=lambda card: card.occasion.day.replace(day=1))
    return [Month(first, list(of_month)) for first, of_month in months]


def listing_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """One page of dates under month headings, and what the filters and the paging links need."""
    kinds = Kinds(request.GET)
    wanted = Wanted.from_address(request.GET, kinds)
    events = source_pages(EventPage).filter(wanted.condition)
    dates = Occasion.objects.filter(on_page=True, event__translation_key__in=events.values("translation_key"))
    found = for_cards(dates.past() if wanted.past else dates.upcoming())
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))  # a wrong number gives a page that exists
    listed = cards(shown.object_list)
    return {
        "wanted": wanted,
        "months": by_month(listed),
        "found": shown,
        "has_samples": any(card.facts.is_sample for card in listed),
        "kinds": kinds,
        "earlier_page": wanted.address(page=shown.previous_page_number()) if shown.has_previous() else None,
        "later_page": wanted.address(page=shown.next_page_number()) if shown.has_next() else None,
        "other_side": wanted.address(past=not wanted.past),
    }
