"""One agreement on a page of its own, and the feed of what became of all of them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from corner.languages.versions import absolute
from corner.models import SiteSettings
from events import agreement_news
from events.agreements import Wanted, entries, one
from events.news import CONTENT_TYPE
from events.views.calendar import as_file

#: Agreements in the feed; the newest change first.
LONGEST_FEED = 100


def agreement_feed(page: Any, request: HttpRequest) -> HttpResponse:
    """The agreements that the address asks for, as far as anybody may read them."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    wanted = Wanted.from_request(request)
    address = absolute(page.get_url(request) or "")
    content = agreement_news.rss(
        entries(wanted.agreements[:LONGEST_FEED], in_full=False),
        request.LANGUAGE_CODE,
        title=" – ".join(filter(None, [page.title, wanted.in_words, SiteSettings.current().shown_name])),
        about=page.intro,
        link=f"{address}{wanted.filters}",
        address=address,
        feed_url=f"{address}feed.rss{wanted.filters}",
    )
    return as_file(request, content, CONTENT_TYPE, is_public=not page.get_view_restrictions())


def agreement(page: Any, request: HttpRequest, key: UUID) -> HttpResponse:
    """One agreement with its whole history, to link to and to follow. Unknown where nobody may read it."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    entry = one(key)
    if entry is None:
        raise Http404
    context = {"page": page, "facts": page.facts, "section": page.section, "entry": entry}
    return render(request, "events/agreement.html", context)
