"""An event as search engines read it (schema.org)."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from corner.structured_data import basics
from events.models import EventPage, Occasion

if TYPE_CHECKING:
    from events.showing import ShownDate

STATUS = {
    Occasion.Status.SCHEDULED: "EventScheduled",
    Occasion.Status.POSTPONED: "EventPostponed",
    Occasion.Status.CANCELLED: "EventCancelled",
}
ATTENDANCE = {
    EventPage.Mode.IN_PERSON: "OfflineEventAttendanceMode",
    EventPage.Mode.ONLINE: "OnlineEventAttendanceMode",
    EventPage.Mode.BOTH: "MixedEventAttendanceMode",
}


def event_data(page: EventPage, facts: EventPage, main: "ShownDate | None", organiser: Any | None) -> dict[str, Any]:
    """The date that the page is about. A date of which only the month is known says no more than that."""
    if main is None:
        return {}
    occasion = main.occasion
    data = {
        **basics(page),
        "startDate": _start(occasion),
        "eventStatus": f"https://schema.org/{STATUS[Occasion.Status(occasion.status)]}",
    }
    if facts.mode:  # a preview may not know it yet
        data["eventAttendanceMode"] = f"https://schema.org/{ATTENDANCE[EventPage.Mode(facts.mode)]}"
    if occasion.ends_at:
        data["endDate"] = timezone.localtime(occasion.ends_at).isoformat()
    places = _places(occasion, facts, data.get("url", ""))
    if places:
        data["location"] = places if len(places) > 1 else places[0]
    if organiser:
        data["organizer"] = {"@type": "Organization", "name": organiser.title}
    if is_offered(main):
        data["offers"] = {
            "@type": "Offer",
            "availability": f"https://schema.org/{'SoldOut' if main.status.is_full else 'InStock'}",
            **({"url": data["url"]} if "url" in data else {}),
        }
    return data


def is_offered(main: "ShownDate") -> bool:
    """Whether places are there to be had on this site, or would be if they were not all taken."""
    return main.occasion.takes_signups and (main.status.is_open or main.status.is_full)


def _places(occasion: Occasion, facts: EventPage, url: str) -> list[dict[str, str]]:
    """Where it is: a room, this page for who joins online (the joining link is for those with a place), or both."""
    places = []
    if occasion.venue:
        address = ", ".join([*occasion.venue.address.splitlines(), occasion.venue.postcode]).strip(", ")
        places.append({"@type": "Place", "name": occasion.venue.name, "address": address})
    if facts.mode != EventPage.Mode.IN_PERSON and url:
        places.append({"@type": "VirtualLocation", "url": url})
    return places


def _start(occasion: Occasion) -> str:
    if occasion.month_only:
        return f"{occasion.day:%Y-%m}"
    day: date = occasion.day
    return timezone.localtime(occasion.starts_at).isoformat() if occasion.starts_at else day.isoformat()
