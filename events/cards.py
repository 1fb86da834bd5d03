"""Dates as they stand in lists: on the list of events and on the home page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corner.chosen import in_readers_language, sources
from events.answers import ShownAnswer, answer_of
from events.models import EventPage, Occasion
from events.status import Status, in_short


@dataclass(frozen=True)
class DateCard:
    """One date of one event. `page` is the event in the reader's language, `facts` its source page."""

    occasion: Occasion
    page: Any
    facts: EventPage
    status: Status
    calm_space: ShownAnswer
    payment: ShownAnswer

    @property
    def obstacle(self) -> str:
        """Why somebody who only sees the title should not set out: called off, full, closed. Empty when all is well."""
        has_room = self.status.is_open and not self.status.is_full
        took_place = self.occasion.is_over and self.occasion.status == Occasion.Status.SCHEDULED
        return "" if has_room or took_place else self.status.words


def cards(occasions: Iterable[Occasion]) -> list[DateCard]:
    """A card for each date, in their order, in a constant number of queries. Restricted events are left out."""
    dates = list(occasions)
    keys = {date.event.translation_key for date in dates}
    pages = sources(EventPage).filter(translation_key__in=keys).defer_streamfields()
    shown = {page.translation_key: page for page in in_readers_language(pages=pages)["pages"]}
    return [_card(date, shown[key]) for date in dates if (key := date.event.translation_key) in shown]


def for_cards(occasions: Any) -> Any:
    """The queryset with what a card needs beside it."""
    return occasions.select_related("event", "venue").prefetch_related("places")


def _card(occasion: Occasion, page: Any) -> DateCard:
    facts = page.facts
    places = [row for row in occasion.places.all() if row.offered]
    return DateCard(
        occasion,
        page,
        facts,
        in_short(occasion, places, facts),
        answer_of("calm_space", page, facts),
        answer_of("payment", page, facts),
    )
