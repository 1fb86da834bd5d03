"""Calendar files (signups.md, "Calendar files").

Times are UTC with a Z and there is no VTIMEZONE block, which Outlook reads wrongly. One UID an occasion, for everyone
and in every language; the sequence rises with time, place or status. No joining link and no manage link stands inside:
people pass calendar files on. The organiser is the network, with the address that stands on every page.
"""

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, vCalAddress, vDuration, vText
from icalendar import Event as CalendarEvent

from corner.languages.config import lang_tag
from corner.models import SiteSettings
from corner.text import clean_line, clean_text
from events.describing import Description, describe, describe_all
from events.models import Occasion, SignUp, Way

_STATUS = {
    Occasion.Status.SCHEDULED: "CONFIRMED",
    Occasion.Status.POSTPONED: "TENTATIVE",
    Occasion.Status.CANCELLED: "CANCELLED",
}

#: How often calendars that subscribe should ask again.
ASK_AGAIN = timedelta(hours=1)

#: File name, content, content type: what `corner.mail` attaches.
CalendarFile = tuple[str, bytes, str]


def download(occasion: Occasion, language: str) -> bytes:
    """One date to keep: for anybody, about nobody."""
    return _published([occasion], language).to_ical()


def feed(occasions: Iterable[Occasion], language: str, about: str = "") -> bytes:
    """Every date given, for calendars that ask again by themselves. `about` tells it from other feeds of the site."""
    calendar = _published(occasions, language)
    with override(language):
        site = SiteSettings.current().shown_name
    name = vText(clean_line(f"{site}: {about}" if about else site))  # plain, it would not be escaped
    calendar.add("NAME", name)  # RFC 7986; the names with X are what programs knew before it
    calendar.add("X-WR-CALNAME", name)
    calendar.add("REFRESH-INTERVAL", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(ASK_AGAIN))
    return calendar.to_ical()


def invitation(signup: SignUp, language: str) -> CalendarFile:
    """The date of a sign-up, for the person's own calendar."""
    return _personal(signup, language, "REQUEST")


def cancellation(signup: SignUp, language: str) -> CalendarFile:
    """Takes the date out of the person's calendar."""
    return _personal(signup, language, "CANCEL")


def _personal(signup: SignUp, language: str, method: str) -> CalendarFile:
    occasion = signup.occasion
    online = signup.places.way == Way.ONLINE
    entry = _entry(occasion, describe(occasion, language), language, _organiser(), online=online)
    if method == "CANCEL":
        del entry["STATUS"]
        entry.add("STATUS", "CANCELLED")
    attendee = vCalAddress(f"mailto:{signup.email}")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    # They have said yes already, on the site: a reply by mail would reach nobody who counts places.
    attendee.params["PARTSTAT"] = vText("ACCEPTED" if method == "REQUEST" else "DECLINED")
    attendee.params["RSVP"] = vText("FALSE")
    entry.add("ATTENDEE", attendee)
    calendar = _calendar(method)
    calendar.add_component(entry)
    return "event.ics", calendar.to_ical(), f"text/calendar; method={method}"


def _published(occasions: Iterable[Occasion], language: str) -> Calendar:
    """The dates with nobody on them but the organiser, whom RFC 5546 wants named."""
    wanted = list(occasions)
    organiser = _organiser()
    calendar = _calendar("PUBLISH")
    for occasion, event in zip(wanted, describe_all(wanted, language), strict=True):
        calendar.add_component(_entry(occasion, event, language, organiser))
    return calendar


def _organiser() -> vCalAddress:
    settings = SiteSettings.current()
    organiser = vCalAddress(f"mailto:{settings.email}")
    organiser.params["CN"] = vText(settings.name)
    return organiser


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", "-//Southampton Coproduction Corner//Events//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    return calendar


def _entry(
    occasion: Occasion, event: Description, language: str, organiser: vCalAddress, *, online: bool = False
) -> CalendarEvent:
    entry = CalendarEvent()
    entry.add("UID", occasion.ical_uid)
    entry.add("SEQUENCE", occasion.ical_sequence)
    entry.add("DTSTAMP", timezone.now().astimezone(UTC))
    if occasion.starts_at:
        entry.add("DTSTART", occasion.starts_at.astimezone(UTC))
        if occasion.ends_at:
            entry.add("DTEND", occasion.ends_at.astimezone(UTC))
    else:
        entry.add("DTSTART", occasion.day)
        entry.add("DTEND", occasion.day + timedelta(days=1))
    in_language = {"LANGUAGE": lang_tag(event.page.locale.language_code)} if event.page else {}
    # What people paste may hold characters that no calendar file may hold: parsers cut lines at some of them.
    with override(language):
        where = _("Online") if online else event.where
        sample = _("Sample") if event.page and event.page.is_sample else ""
    title = f"{event.title} ({sample})" if sample else event.title
    entry.add("SUMMARY", clean_line(title), parameters=in_language)
    if event.page:
        words = filter(None, [clean_text(event.page.intro), event.url])
        entry.add("DESCRIPTION", "\n\n".join(words), parameters=in_language)
    if where:
        entry.add("LOCATION", clean_line(where))
    if event.url:
        entry.add("URL", event.url)
    entry.add("ORGANIZER", organiser)
    entry.add("STATUS", _STATUS[Occasion.Status(occasion.status)])
    return entry
