"""What else there is, for somebody who cannot have the date they asked for."""

from dataclasses import dataclass

from django.http import HttpRequest

from corner.languages.pages import in_language, source_pages
from events import signing_up
from events.describing import when
from events.models import EventPage, Occasion

HOW_MANY = 3


@dataclass(frozen=True)
class Offer:
    """A date that can be signed up for now. `page` is in the reader's language, or the source (`is_fallback`)."""

    page: EventPage
    occasion: Occasion
    when: str
    signup_url: str


def other_dates(occasion: Occasion, request: HttpRequest) -> list[Offer]:
    """Up to three dates to come with places left: those of the same event, else whatever is on next."""
    open_dates = [
        other
        for other in Occasion.objects.upcoming()
        .filter(takes_signups=True, on_page=True)
        .exclude(pk=occasion.pk)
        .select_related("event")
        .prefetch_related("places")[:100]
        if signing_up.refusal(other) is None and _has_room(other)
    ]
    open_dates.sort(key=lambda other: other.event_id != occasion.event_id)  # keeps the order of dates otherwise
    if open_dates and open_dates[0].event_id == occasion.event_id:
        open_dates = [other for other in open_dates if other.event_id == occasion.event_id]
    return _offers(open_dates, request)[:HOW_MANY]


def _has_room(occasion: Occasion) -> bool:
    return any(places.offered and places.left != 0 for places in occasion.places.all())


def _offers(occasions: list[Occasion], request: HttpRequest) -> list[Offer]:
    """Only events that anybody may read (design.md, rule 9)."""
    keys = {occasion.event.translation_key for occasion in occasions}
    pages = {
        page.translation_key: page for page in in_language(source_pages(EventPage).filter(translation_key__in=keys))
    }
    return [
        Offer(page, occasion, when(occasion), signup_url(page, occasion, request))
        for occasion in occasions
        if (page := pages.get(occasion.event.translation_key))
    ]


def signup_url(page: EventPage, occasion: Occasion, request: HttpRequest | None = None) -> str:
    """The address of the form for one date, below `page`."""
    return (page.get_url(request) or "") + page.reverse_subpage("sign_up", [occasion.pk])
