"""What the home page shows besides its own words: the next dates, what changed, one case study."""

from typing import Any

from django.http import HttpRequest

from casestudies.models import CaseStudyPage
from corner.chosen import chosen, in_readers_language, with_ids
from corner.languages.pages import source_pages
from events.agreements import latest
from events.cards import DateCard, cards, for_cards
from events.models import AgreementsPage, EventPage, Occasion

DATES = 3
AGREEMENTS = 3
#: How many dates are looked at to find three different events: one with a date a week would else fill the page.
LOOKED_AT = 40


def home_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Everything is in the reader's language where it is translated. Pins are the source page's: a fact."""
    facts = page.facts
    entries = latest(AGREEMENTS)
    lists = in_readers_language(
        case_study=_case_study(facts.case_study_id),
        partners=chosen(facts.partners).order_by("title"),
        agreements_page=source_pages(AgreementsPage)[:1],
    )
    next_dates = _next_dates(facts.pinned_event_id)
    return {
        "next_dates": next_dates,
        "has_sample_dates": any(card.facts.is_sample for card in next_dates),
        "entries": entries,
        "has_sample_entries": any(entry.facts.is_sample for entry in entries),
        "case_study": next(iter(lists["case_study"]), None),
        "partners": lists["partners"],
        "agreements_page": next(iter(lists["agreements_page"]), None),
    }


def _case_study(pinned: int | None) -> Any:
    """The one that staff chose, else the one that was published last."""
    return (
        with_ids(CaseStudyPage, [pinned]) if pinned else source_pages(CaseStudyPage).order_by("-first_published_at")[:1]
    )


def _next_dates(pinned: int | None) -> list[DateCard]:
    """The next date of three different events, the pinned event first. Dates that are off do not stand here."""
    events = source_pages(EventPage).values("translation_key")
    scheduled = Occasion.objects.filter(
        on_page=True, status=Occasion.Status.SCHEDULED, event__translation_key__in=events
    ).upcoming()
    dates = list(for_cards(scheduled)[:LOOKED_AT])
    if pinned and (first := _next_of(scheduled, pinned)):
        dates.insert(0, first)
    by_event = {date.event_id: date for date in reversed(dates)}  # the first of each event wins
    in_order = dict.fromkeys(date.event_id for date in dates)
    return cards([by_event[event] for event in list(in_order)[:DATES]])


def _next_of(scheduled: Any, page_id: int) -> Occasion | None:
    key = EventPage.objects.filter(pk=page_id).values("translation_key")
    return for_cards(scheduled.filter(event__translation_key__in=key)).first()
