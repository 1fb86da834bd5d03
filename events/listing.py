"""What the list of events shows: the dates to come, those that are over, or one month, as the reader filters them."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from events.calendar_links import feeds_of
from events.cards import DateCard, cards, for_cards
from events.months import is_in_reach, sheet_of, shifted, this_month
from events.wanted import Kinds, Wanted

ON_A_PAGE = 20


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
    """What every view of the dates needs, and what the one that was asked for shows."""
    kinds = Kinds(request.GET)
    wanted = Wanted.from_request(request, kinds)
    return {
        "wanted": wanted,
        "kinds": kinds,
        "as_list": wanted.address(month=None),
        "as_month": wanted.address(past=False, month=wanted.month or this_month()),
        "unfiltered": wanted.address(kinds=[], online=False, calm_space=False),
        "other_side": wanted.address(month=None, past=not wanted.past),
        "feeds": feeds_of(page, request, wanted.filters),
        **(_month(wanted, wanted.month) if wanted.month else _list(wanted, request)),
    }


def _list(wanted: Wanted, request: HttpRequest) -> dict[str, Any]:
    """One page of dates under month headings, and what the paging links need."""
    found = for_cards(wanted.dates.past() if wanted.past else wanted.dates.upcoming())
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))  # a wrong number gives a page that exists
    listed = cards(shown.object_list)
    return {
        "months": by_month(listed),
        "found": shown,
        "has_samples": any(card.facts.is_sample for card in listed),
        "earlier_page": wanted.address(page=shown.previous_page_number()) if shown.has_previous() else None,
        "later_page": wanted.address(page=shown.next_page_number()) if shown.has_next() else None,
    }


def _month(wanted: Wanted, first: date) -> dict[str, Any]:
    """One month, day by day, and the ways to the months beside it as far as they go."""
    dates = wanted.dates.filter(day__gte=first, day__lt=shifted(first, 1)).order_by("day", "starts_at", "pk")
    listed = cards(for_cards(dates))
    before, after = shifted(first, -1), shifted(first, 1)
    return {
        "sheet": sheet_of(first, listed),
        "has_samples": any(card.facts.is_sample for card in listed),
        "month_before": (before, wanted.address(month=before)) if is_in_reach(before) else None,
        "month_after": (after, wanted.address(month=after)) if is_in_reach(after) else None,
        "now": None if first == this_month() else wanted.address(month=this_month()),
    }
