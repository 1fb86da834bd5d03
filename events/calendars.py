"""Calendar files (signups.md, "Calendar files").

Times are UTC with a Z and there is no VTIMEZONE block, which Outlook reads wrongly. One UID an occasion, for everyone
and in every language; the sequence rises with time, place or status. No joining link and no manage link stands inside:
people pass calendar files on.
"""

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as CalendarEvent

from corner.languages.config import lang_tag
from corner.models import SiteSettings
from events.describing import Description, describe, describe_all
from events.models import Occasion, SignUp, Way

_STATUS = {
    Occasion.Status.SCHEDULED: "CONFIRMED",
    Occasion.Status.POSTPONED: "TENTATIVE",
    Occasion.Status.CANCELLED: "CANCELLED",
}

#: File name, content, content type: what `corner.mail` attaches.
CalendarFile = tuple[str, bytes, str]


def download(occasion: Occasion, language: str) -> bytes:
    """One date to keep: for anybody, about nobody."""
    return feed([occasion], language)


def feed(occasions: Iterable[Occasion], language: str) -> bytes:
    """Every date given, for calendars that ask again by themselves."""
    wanted = list(occasions)
    calendar = _calendar("PUBLISH")
    calendar.add("X-WR-CALNAME", settings.WAGTAIL_SITE_NAME)
    for occasion, event in zip(wanted, describe_all(wanted, language), strict=True):
        calendar.add_component(_entry(occasion, event, language))
    return calendar.to_ical()


def invitation(signup: SignUp, language: str) -> CalendarFile:
    """The date of a sign-up, for the person's own calendar."""
    return _personal(signup, language, "REQUEST")


def cancellation(signup: SignUp, language: str) -> CalendarFile:
    """Takes the date out of the person's calendar."""
    return _personal(signup, language, "CANCEL")


def _personal(signup: SignUp, language: str, method: str) -> CalendarFile:
    occasion = signup.occasion
    entry = _entry(occasion, describe(occasion, language), language, online=signup.places.way == Way.ONLINE)
    if method == "CANCEL":
        del entry["STATUS"]
        entry.add("STATUS", "CANCELLED")
    organiser = vCalAddress(f"mailto:{SiteSettings.load().email}")
    organiser.params["CN"] = vText(settings.WAGTAIL_SITE_NAME)
    entry.add("ORGANIZER", organiser)
    attendee = vCalAddress(f"mailto:{signup.email}")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    # They have said yes already, on the site: a reply by mail would reach nobody who counts places.
    attendee.params["PARTSTAT"] = vText("ACCEPTED" if method == "REQUEST" else "DECLINED")
    attendee.params["RSVP"] = vText("FALSE")
    entry.add("ATTENDEE", attendee)
    calendar = _calendar(method)
    calendar.add_component(entry)
    return "event.ics", calendar.to_ical(), f"text/calendar; method={method}"


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", "-//Southampton Coproduction Corner//Events//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    return calendar


def _entry(occasion: Occasion, event: Description, language: str, *, online: bool = False) -> CalendarEvent:
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
    entry.add("SUMMARY", event.title, parameters=in_language)
    if event.page:
        entry.add("DESCRIPTION", "\n\n".join(filter(None, [event.page.intro, event.url])), parameters=in_language)
    with override(language):
        where = _("Online") if online else event.where
    if where:
        entry.add("LOCATION", where)
    if event.url:
        entry.add("URL", event.url)
    entry.add("STATUS", _STATUS[Occasion.Status(occasion.status)])
    return entry
