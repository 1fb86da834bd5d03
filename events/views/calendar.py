"""Calendar files to download, and the feeds of what is on: for calendars, and for news readers."""

import re
from hashlib import sha256
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response, patch_cache_control

from corner.languages.versions import absolute
from corner.models import SiteSettings
from corner.personal import mark_personal
from events import calendars, news
from events.models import EventPage, Occasion
from events.views.facts import facts_of
from events.wanted import Wanted

CALENDAR = "text/calendar; charset=utf-8"
#: Seconds that a file may be kept: a change of time must reach people soon.
MAX_AGE = 300
#: Dates in a feed; the next first.
LONGEST_FEED = 200

#: What changes in a file each time that it is made, though nothing else does.
_MOMENT_OF_MAKING = re.compile(rb"^DTSTAMP:.*|<lastBuildDate>.*?</lastBuildDate>", re.MULTILINE)


def calendar_file(page: EventPage, request: HttpRequest, occasion_id: int) -> HttpResponse:
    """One date as a file, for who may read the event."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    facts = facts_of(page, request)
    occasion = _complete(Occasion.objects.of_page(page).filter(pk=occasion_id, month_only=False)).first()
    if occasion is None:
        raise Http404
    content = calendars.download(occasion, request.LANGUAGE_CODE)
    is_public = not (page.get_view_restrictions() or facts.get_view_restrictions())
    return as_file(request, content, CALENDAR, is_public=is_public, name=f"event-{occasion.pk}.ics")


def calendar_feed(page: Any, request: HttpRequest) -> HttpResponse:
    """The dates to come that the address asks for, of events that anybody may read; cancelled ones marked as such."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    wanted = Wanted.from_request(request)
    content = calendars.feed(_to_come(wanted), request.LANGUAGE_CODE, wanted.in_words)
    return as_file(request, content, CALENDAR, is_public=not page.get_view_restrictions(), name="whats-on.ics")


def news_feed(page: Any, request: HttpRequest) -> HttpResponse:
    """The same dates for news readers."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    wanted = Wanted.from_request(request)
    address = absolute(page.get_url(request) or "")
    content = news.rss(
        _to_come(wanted),
        request.LANGUAGE_CODE,
        title=" – ".join(filter(None, [page.title, wanted.in_words, SiteSettings.current().shown_name])),
        about=page.intro,
        link=f"{address}{wanted.filters}",
        feed_url=f"{address}feed.rss{wanted.filters}",
    )
    return as_file(request, content, news.CONTENT_TYPE, is_public=not page.get_view_restrictions())


def _to_come(wanted: Wanted) -> Any:
    return _complete(wanted.dates.upcoming().filter(month_only=False))[:LONGEST_FEED]


def _complete(occasions: Any) -> Any:
    return occasions.select_related("event__source_locale", "event__responsible_organisation", "venue")


def as_file(
    request: HttpRequest, content: bytes, content_type: str, *, is_public: bool, name: str = ""
) -> HttpResponse:
    """The file, to be saved under `name` if it has one; no more than "not modified" for who has it already."""
    response = HttpResponse(content, content_type=content_type)
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    if not is_public:
        return mark_personal(response)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    response.headers["ETag"] = f'W/"{sha256(_MOMENT_OF_MAKING.sub(b"", content)).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return cast(HttpResponse, answer)  # never None, for a response was given
