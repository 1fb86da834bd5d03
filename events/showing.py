"""What an event page shows. Dates, places and status come from Occasions; words from the page itself (design.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, Q, When
from django.http import HttpRequest

from contacts.models import OrganisationPage, Venue
from corner.chosen import chosen, in_readers_language, sources, with_ids
from corner.languages.pages import snippets_in_language
from corner.languages.versions import absolute
from events import answers
from events.ages import CHILD_UNDER
from events.agreements import of_event
from events.calendar_links import CalendarLink, calendar_links
from events.cards import DateCard
from events.dates import closing, times_of
from events.describing import place
from events.feedback_results import Results, results_of
from events.models import EventDate, EventPage, Occasion, Places
from events.occasions import capacities
from events.status import Status, in_short, status_of
from events.structured import event_data
from library.models import InformationPage


@dataclass(frozen=True)
class ShownDate:
    """One date of the event. `occasion` has no number yet where a preview shows a row that was never published."""

    occasion: Occasion
    places: Sequence[Places]
    status: Status
    sign_up_url: str
    calendar_url: str
    #: The same for calendars of other makers.
    calendar_links: list[CalendarLink]
    #: The venue in the reader's language.
    place: Venue | None

    @property
    def is_coming(self) -> bool:
        return not self.occasion.is_over

    @property
    def goes_ahead(self) -> bool:
        return self.is_coming and self.occasion.status == Occasion.Status.SCHEDULED


def event_context(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    """Everything the template needs, in a number of queries that does not grow with what there is to show."""
    facts = page.facts
    dates = _dates(page, request)
    coming = [date for date in dates if date.is_coming]
    # What the head of the page is about: the next date that goes ahead, else the next, else the last that was.
    main = next((date for date in coming if date.goes_ahead), None) or next(iter(coming or dates[-1:]), None)
    lists = in_readers_language(
        hosts=chosen(facts.hosts).order_by("title"),
        organisations=_organisations(facts),
        techniques=chosen(facts.techniques).order_by("title"),
        working_together=with_ids(InformationPage, [facts.working_together_page_id or 0]),
    )
    responsible = next((page for page in lists["organisations"] if page.facts.is_responsible), None)
    venues = _venues(coming or dates)
    one_venue = venues[0] if len(venues) == 1 else (None, None)
    return {
        "dates": dates,
        "coming": coming,
        "main": main,
        "open_dates": [date for date in coming if date.status.is_open],
        "is_over": bool(dates) and not coming,
        "child_under": CHILD_UNDER,
        "offers": answers.offers(page, facts),
        "payment": answers.answer_of("payment", page, facts),
        "calm_space": answers.answer_of("calm_space", page, facts),
        "access": answers.access(page, facts, *one_venue),
        "venues": [
            {"place": place, "venue": venue, "answers": answers.of_venue(venue, place) if len(venues) > 1 else []}
            for venue, place in venues
        ],
        "ask": answers.whom_to_ask(lists["hosts"], responsible),
        "responsible": responsible,
        "hosts": lists["hosts"],
        "organisations": [page for page in lists["organisations"] if page is not responsible],
        "techniques": lists["techniques"],
        "working_together": next(iter(lists["working_together"]), None),
        "agreements": of_event(page),
        "record_of": page if page.record or not facts.record else facts,
        "how_it_was": _how_it_was(dates, page, facts),
        "structured_data": event_data(page, facts, main, responsible),
    }


def cards_of_draft(page: EventPage, request: HttpRequest) -> list[DateCard]:
    """The cards in lists that the dates of a page will have, as the page is written now."""
    return [
        DateCard(
            date.occasion,
            page,
            page.facts,
            in_short(date.occasion, date.places, page.facts),
            answers.answer_of("calm_space", page, page.facts),
            answers.answer_of("payment", page, page.facts),
        )
        for date in _dates(page, request)
    ]


def _how_it_was(dates: Sequence[ShownDate], page: EventPage, facts: EventPage) -> list[tuple[Occasion, Results]]:
    """What people said of each date that is over, the latest first; those of which enough people said something."""
    over = [date.occasion for date in reversed(dates) if date.occasion.is_over]
    found = results_of(over, page, facts)
    return [(each, found[each.pk]) for each in over if each.pk in found and found[each.pk].people]


def _organisations(facts: EventPage) -> Any:
    """The responsible organisation and the others, A to Z. One query."""
    responsible = OrganisationPage.objects.filter(pk=facts.responsible_organisation_id or 0).values("translation_key")
    others = facts.organisations.values_list("translation_key", flat=True) if facts.pk else []
    return (
        sources(OrganisationPage)
        .filter(Q(translation_key__in=responsible) | Q(translation_key__in=others))
        .annotate(is_responsible=Case(When(translation_key__in=responsible, then=True), default=False))
        .defer_streamfields()
        .order_by("title")
    )


def _dates(page: EventPage, request: HttpRequest) -> list[ShownDate]:
    """The dates in their order: from Occasions, and in a preview of the source page from its own rows.

    Also where the preview shows them in another language (`corner.previewing`).
    """
    facts = page.facts
    query = Occasion.objects.of_page(facts).select_related("venue").prefetch_related("places")
    occasions = list(query.order_by("day", "starts_at", "pk"))
    found = [(occasion, [places for places in occasion.places.all() if places.offered]) for occasion in occasions]
    if getattr(request, "being_written", None) is facts or (page.is_source and not occasions):
        found = _from_rows(facts, {occasion.date_key: pair for occasion, pair in zip(occasions, found, strict=True)})
    venues = {occasion.venue_id: occasion.venue for occasion, _places in found if occasion.venue}
    shown = dict(zip(venues, snippets_in_language(venues.values()), strict=True))
    address = page.get_url(request) or ""
    return [
        ShownDate(
            occasion,
            places,
            status_of(occasion, places, facts),
            f"{address}sign-up/{occasion.pk}/" if occasion.pk else "",
            f"{address}calendar/{occasion.pk}.ics" if occasion.pk and occasion.starts_at else "",
            calendar_links(occasion, page.title, place(shown.get(occasion.venue_id)), absolute(address)),
            shown.get(occasion.venue_id),
        )
        for occasion, places in found
    ]


def _from_rows(
    page: EventPage, published: dict[Any, tuple[Occasion, list[Places]]]
) -> list[tuple[Occasion, list[Places]]]:
    """The rows of a page that is being written, as the occasions that they will be. Nothing is saved."""
    found = [_from_row(page, row, *published.get(row.date_key, (None, []))) for row in page.dates.all()]
    return sorted(found, key=lambda pair: (pair[0].day, pair[0].starts_at is None, pair[0].starts_at))


def _from_row(
    page: EventPage, row: EventDate, published: Occasion | None, taken: Sequence[Places]
) -> tuple[Occasion, list[Places]]:
    occasion = published or Occasion(date_key=row.date_key)
    occasion.day, occasion.month_only, occasion.status = row.day, row.month_only, row.status
    try:
        times = times_of(row)
    except ValidationError:
        pass  # the form says what is wrong; the preview shows the day
    else:
        occasion.day, occasion.starts_at, occasion.ends_at = times.day, times.starts_at, times.ends_at
        occasion.opens_at = row.signup_opens or page.signup_opens
        occasion.closes_at = closing(times, row.signup_closes, page.signup_closes)
    occasion.takes_signups = page.signup == EventPage.SignUpKind.HERE and not row.month_only
    occasion.venue = None if page.mode == EventPage.Mode.ONLINE else row.venue or page.venue
    already = {places.way: places.taken for places in taken}
    return occasion, [
        Places(way=way, capacity=capacity, taken=already.get(way, 0)) for way, capacity in capacities(page, row).items()
    ]


def _venues(dates: Sequence[ShownDate]) -> list[tuple[Venue, Venue]]:
    """Each place once, as it was written and in the reader's language."""
    found = {}
    for date in dates:
        if date.occasion.venue and date.place:
            found[date.occasion.venue.pk] = (date.occasion.venue, date.place)
    return list(found.values())
