"""Links that put dates into people's own calendars. Nothing is sent anywhere until somebody follows one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest

from corner.languages.versions import absolute
from events.models import Occasion


@dataclass(frozen=True)
class Feeds:
    """Absolute addresses of the feeds of what a list shows."""

    calendar: str
    #: The same address in the form that opens a calendar program.
    webcal: str
    news: str


def feeds_of(page: Any, request: HttpRequest, query: str) -> Feeds:
    """The feeds of the list of events `page`; `query` holds the filters ("?kind=workshop" or nothing)."""
    address = absolute(page.get_url(request) or "")
    calendar = f"{address}calendar.ics{query}"
    return Feeds(calendar, urlsplit(calendar)._replace(scheme="webcal").geturl(), f"{address}feed.rss{query}")


@dataclass(frozen=True)
class CalendarLink:
    """A form of somebody else's calendar, filled in. `name` is a proper name, the same in every language."""

    name: str
    url: str


def calendar_links(occasion: Occasion, title: str, place: str, address: str) -> list[CalendarLink]:
    """The date as Google and Outlook take it; none unless it goes ahead at a time that is known.

    `address` is the event's page, the one thing said about it: there the truth is always the newest. Times are UTC.
    Where nobody wrote down when it ends, no end is made up.
    """
    if occasion.starts_at is None or occasion.is_over or occasion.status != Occasion.Status.SCHEDULED:
        return []
    start, end = occasion.starts_at, occasion.ends_at
    google = {
        "action": "TEMPLATE",
        "text": title,
        "dates": f"{_basic(start)}/{_basic(end or start)}",  # Google takes no event without an end
        "details": address,
        "location": place,
    }
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": title,
        "startdt": _extended(start),
        "enddt": _extended(end) if end else "",
        "body": address,
        "location": place,
    }
    return [
        CalendarLink("Google Calendar", _filled_in("https://calendar.google.com/calendar/render", google)),
        CalendarLink("Outlook", _filled_in("https://outlook.live.com/calendar/0/deeplink/compose", outlook)),
    ]


def _filled_in(form: str, fields: dict[str, str]) -> str:
    return f"{form}?{urlencode({name: value for name, value in fields.items() if value})}"


def _basic(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _extended(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
