"""An occasion in words: its title, when and where, in one language. For mail, calendar files and personal pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from contacts.models import OrganisationPage, Venue
from corner.dates import clock, long_date, month_year
from corner.languages.config import known_code
from corner.languages.pages import is_restricted, restricted_paths, snippets_in_language
from events.models import Event, EventPage, Occasion


@dataclass(frozen=True)
class Description:
    """`page` is None once nobody can read it (unpublished or deleted): then there is no address either."""

    title: str
    when: str
    where: str
    url: str
    organisation: str
    page: EventPage | None
    venue: Venue | None


def describe(occasion: Occasion, language: str) -> Description:
    """`occasion` in `language`, or what is not translated in the language it was written in."""
    return describe_all([occasion], language)[0]


def describe_all(occasions: Iterable[Occasion], language: str) -> list[Description]:
    """Each occasion in `language`, in the order given; a constant number of queries for any number of them.

    Have `event__source_locale`, `event__responsible_organisation` and `venue` selected with them.
    """
    wanted = list(occasions)
    with translation.override(language):
        pages = _pages([occasion.event for occasion in wanted], language)
        names = _organisation_names([occasion.event for occasion in wanted], language)
        venues = {occasion.venue.pk: occasion.venue for occasion in wanted if occasion.venue}
        shown = dict(zip(venues, snippets_in_language(venues.values()), strict=True))
        return [
            _description(
                occasion,
                pages.get(occasion.event.pk),
                shown[occasion.venue.pk] if occasion.venue else None,
                names[occasion.event.pk],
            )
            for occasion in wanted
        ]


def _description(occasion: Occasion, page: EventPage | None, venue: Venue | None, organisation: str) -> Description:
    return Description(
        title=page.title if page else _("An event that is no longer shown"),
        when=when(occasion),
        where=place(venue),
        url=address_of(page) if page and page.live else "",
        organisation=organisation,
        page=page,
        venue=venue,
    )


def _pages(events: list[Event], language: str) -> dict[int, EventPage]:
    """By event: its page in `language`, if whoever reads the source page may read it, else the source page.

    Two queries; other translations, of which there may be twelve, are not read.
    """
    codes = {known_code(language), *(event.source_locale.language_code for event in events)}
    pages = EventPage.objects.filter(
        translation_key__in={event.translation_key for event in events},
        alias_of=None,
        locale__language_code__in=codes,
    ).select_related("locale")
    found = {(page.translation_key, page.locale.language_code): page for page in pages}
    restricted = restricted_paths()
    chosen = {}
    for event in events:
        own = found.get((event.translation_key, known_code(language)))
        source = found.get((event.translation_key, event.source_locale.language_code))
        if page := own if own and own.live and _is_as_open(own, source, restricted) else source:
            chosen[event.pk] = page
    return chosen


def _is_as_open(page: EventPage, source: EventPage | None, restricted: list[str]) -> bool:
    """Whether whoever may read the source may read this translation: one may be restricted alone."""
    return not is_restricted(page, restricted) or source is None or is_restricted(source, restricted)


def address_of(page: EventPage) -> str:
    """The page's full address, as the site is known to the world (not as this request came in)."""
    parts = page.get_url_parts()
    return f"{settings.WAGTAILADMIN_BASE_URL}{parts[2]}" if parts and parts[2] else ""


def _organisation_names(events: list[Event], language: str) -> dict[int, str]:
    """By event: who is responsible for the personal data, in `language` if that page is live there. One query."""
    keys = {event.responsible_organisation.translation_key for event in events}
    live = OrganisationPage.objects.filter(
        translation_key__in=keys, live=True, alias_of=None, locale__language_code=known_code(language)
    )
    names = dict(live.values_list("translation_key", "title"))
    return {
        event.pk: str(names.get(event.responsible_organisation.translation_key, event.responsible_organisation.title))
        for event in events
    }


def place(venue: Venue | None) -> str:
    """Name and address in one line; empty without a venue."""
    if venue is None:
        return ""
    lines = [venue.name, *venue.address.splitlines(), venue.postcode]
    return ", ".join(line.strip() for line in lines if line.strip())


def when(occasion: Occasion) -> str:
    """Date and clock times in Europe/London, in the active language: what is not known is left out."""
    if occasion.month_only:
        return month_year(occasion.day)
    words = {"date": long_date(occasion.starts_at or occasion.day)}
    if occasion.starts_at is None:
        return words["date"]
    words["start"] = clock(occasion.starts_at)
    if occasion.ends_at is None:
        return pgettext("date, then clock time", "%(date)s, %(start)s") % words
    words["end"] = clock(occasion.ends_at)
    return pgettext("date, then clock times", "%(date)s, %(start)s to %(end)s") % words
