"""Calendar files to download, and the feed of everything that is on."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

from corner.languages.pages import source_pages
from events import calendars
from events.models import EventPage, Occasion
from events.views.facts import facts_of
from events.views.personal import mark_personal

#: Seconds that a file may be kept: a change of time must reach people soon.
MAX_AGE = 300
#: Dates in the feed; the next first.
LONGEST_FEED = 200

STATED = [Occasion.Status.SCHEDULED, Occasion.Status.CANCELLED, Occasion.Status.POSTPONED]


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
    return _file(content, f"event-{occasion.pk}.ics", is_public=is_public)


def calendar_feed(page: Any, request: HttpRequest) -> HttpResponse:
    """The dates to come of every event that anybody may read, cancelled ones marked as such."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    occasions = _complete(
        Occasion.objects.upcoming().filter(
            on_page=True,
            month_only=False,
            status__in=STATED,
            event__translation_key__in=source_pages(EventPage).order_by().values("translation_key"),
        )
    )[:LONGEST_FEED]
    content = calendars.feed(occasions, request.LANGUAGE_CODE)
    return _file(content, "whats-on.ics", is_public=not page.get_view_restrictions())


def _complete(occasions: Any) -> Any:
    return occasions.select_related("event__source_locale", "event__responsible_organisation", "venue")


def _file(content: bytes, name: str, *, is_public: bool) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    if not is_public:
        return mark_personal(response)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
