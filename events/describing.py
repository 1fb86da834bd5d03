"""An occasion in words: its title, when and where, in one language. For mail, calendar files and personal pages."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from contacts.models import OrganisationPage, Venue
from corner.dates import clock, long_date, month_year
from corner.languages.config import known_code
from corner.languages.pages import localized
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
    with translation.override(language):
        page = page_of(occasion.event, language)
        venue = localized(occasion.venue) if occasion.venue else None
        return Description(
            title=page.title if page else _("An event that is no longer shown"),
            when=when(occasion),
            where=place(venue),
            url=address_of(page) if page and page.live else "",
            organisation=organisation_name(occasion.event, language),
            page=page,
            venue=venue,
        )


def page_of(event: Event, language: str) -> EventPage | None:
    """The event's page in `language`, if it is live, else the source page, live or not."""
    pages = {
        page.locale.language_code: page
        for page in EventPage.objects.filter(translation_key=event.translation_key, alias_of=None).select_related(
            "locale"
        )
    }
    wanted = pages.get(known_code(language))
    return wanted if wanted and wanted.live else pages.get(event.source_locale.language_code)


def address_of(page: EventPage) -> str:
    """The page's full address, as the site is known to the world (not as this request came in)."""
    parts = page.get_url_parts()
    return f"{settings.WAGTAILADMIN_BASE_URL}{parts[2]}" if parts and parts[2] else ""


def organisation_name(event: Event, language: str) -> str:
    """Who is responsible for the personal data: its name in `language`, if that page is live there."""
    own: OrganisationPage = event.responsible_organisation
    names = dict(
        OrganisationPage.objects.filter(translation_key=own.translation_key, live=True, alias_of=None).values_list(
            "locale__language_code", "title"
        )
    )
    return str(names.get(known_code(language), own.title))


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
