"""What else there is, for somebody who cannot have the date they asked for."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from corner.languages.pages import in_language, source_pages
from events.describing import when
from events.models import EventPage, Occasion
from events.results import refusal

HOW_MANY = 3


@dataclass(frozen=True)
class Offer:
    """A date that can be signed up for now. `page` is in the reader's language, or the source (`is_fallback`)."""

    page: EventPage
    occasion: Occasion
    when: str
    signup_url: str
    #: Of the event that was asked for: the same questions, so answers can go along.
    is_same_event: bool = False


def other_dates(occasion: Occasion, request: HttpRequest) -> list[Offer]:
    """Up to three dates to come with places left: those of the same event, else whatever is on next."""
    open_dates = _open(Occasion.objects.upcoming().exclude(pk=occasion.pk))
    of_the_event = [other for other in open_dates if other.event_id == occasion.event_id]
    return _offers(of_the_event or open_dates, request, is_same_event=bool(of_the_event))[:HOW_MANY]


def dates_of(page: EventPage, request: HttpRequest) -> list[Offer]:
    """Up to three dates of the page's event with places left."""
    open_dates = _open(Occasion.objects.of_page(page).upcoming())
    return _offers(open_dates, request, is_same_event=True)[:HOW_MANY]


def _open(occasions: QuerySet[Occasion]) -> list[Occasion]:
    """Those that somebody can sign up for now."""
    candidates = occasions.filter(takes_signups=True, on_page=True).select_related("event").prefetch_related("places")
    return [one for one in candidates[:100] if refusal(one) is None and _has_room(one)]


def _has_room(occasion: Occasion) -> bool:
    return any(places.offered and places.left != 0 for places in occasion.places.all())


def _offers(occasions: list[Occasion], request: HttpRequest, *, is_same_event: bool) -> list[Offer]:
    """Only events that anybody may read (design.md, rule 9)."""
    keys = {occasion.event.translation_key for occasion in occasions}
    pages = {
        page.translation_key: page for page in in_language(source_pages(EventPage).filter(translation_key__in=keys))
    }
    return [
        Offer(page, occasion, when(occasion), signup_url(page, occasion, request), is_same_event)
        for occasion in occasions
        if (page := pages.get(occasion.event.translation_key))
    ]


def signup_url(page: EventPage, occasion: Occasion, request: HttpRequest | None = None) -> str:
    """The address of the form for one date, below `page`."""
    return (page.get_url(request) or "") + page.reverse_subpage("sign_up", [occasion.pk])
