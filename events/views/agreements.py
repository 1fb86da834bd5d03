"""The feed of what became of agreements, for news readers."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from corner.languages.versions import absolute
from events import agreement_news
from events.agreements import ALL, Wanted, entries
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
        entries(wanted.agreements[:LONGEST_FEED], with_pages=False),
        request.LANGUAGE_CODE,
        title=" – ".join(filter(None, [page.title, wanted.in_words, _(settings.WAGTAIL_SITE_NAME)])),
        about=page.intro,
        link=f"{address}{wanted.filters}",
        all_in_one=f"{address}{wanted.address(ALL)}",
        feed_url=f"{address}feed.rss{wanted.filters}",
    )
    return as_file(request, content, CONTENT_TYPE, is_public=not page.get_view_restrictions())
