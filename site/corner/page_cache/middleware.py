"""Serves kept pages to readers who are not signed in, and keeps what may be kept."""

import gzip
import hashlib
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from wagtail.models import Page

from corner.compressed import gzipped, takes_gzip
from corner.page_cache import generation, moments

#: Longer questions are nobody's who reads; each would be a page of its own in the cache.
LONGEST_QUERY = 200
#: Answers may differ by these without differing for a reader who sends no cookie of ours.
HARMLESS_VARY = {"cookie", "accept-encoding"}


class Kept(NamedTuple):
    #: Compressed once, as nearly every reader takes it.
    content: bytes
    headers: dict[str, str]
    #: By `time.time()`. The cache's own clock may lag behind a page that ends in a second.
    until: float


class PageCache:
    """Stands before sessions and languages, so that a kept page costs no query.

    Only what is certain to be everybody's is kept: a live page in its own template, made for somebody without our
    cookies, that sets none, and that no view has marked as private.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (settings.PAGE_CACHE and _is_anybodys(request)):
            return self.get_response(request)
        word = generation.current()  # before the page is made
        if word is None:
            return self.get_response(request)
        key = _key(word, request)
        kept = cache.get(key)
        if not isinstance(kept, Kept) or kept.until <= time.time():
            began = timezone.now()  # what changes by itself while the page is made ends it
            may_keep = generation.is_settled(word)
            response = self.get_response(request)
            kept = _keep(key, request, response, began) if may_keep else None
            if kept is None:
                return response
        return _served(request, kept)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        page = (response.context_data or {}).get("page")
        is_own = isinstance(page, Page) and response.template_name == page.get_template(request)
        request.is_a_page_itself = is_own and not getattr(request, "is_preview", False)  # type: ignore[attr-defined]
        return response


def _is_anybodys(request: HttpRequest) -> bool:
    """Whether nothing in the request tells who asks: no cookie of ours, which hold sessions, messages and forms."""
    ours = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages")
    return (
        request.method in ("GET", "HEAD")
        and not any(name in request.COOKIES for name in ours)
        and "HTTP_AUTHORIZATION" not in request.META
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
    )


def _key(word: str, request: HttpRequest) -> str:
    """Raises DisallowedHost, as Django does for such a request."""
    asked = "\n".join([word, request.scheme or "", request.get_host(), request.get_full_path()])
    return f"page-{hashlib.sha256(asked.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _keep(key: str, request: HttpRequest, response: HttpResponse, began: datetime) -> Kept | None:
    """Put the answer into the cache; None if it is not for everybody."""
    if request.method != "GET" or not _is_for_everybody(request, response):
        return None
    until = moments.next_change(began)
    seconds = (until - timezone.now()).total_seconds()
    if seconds <= 0:
        return None
    patch_vary_headers(response, ("Accept-Encoding",))
    headers = {name: value for name, value in response.items() if name != "Content-Length"}
    # Weak: it is the same for the page as it is and compressed.
    headers["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    kept = Kept(gzipped(response.content), headers, until.timestamp())
    cache.set(key, kept, timeout=max(1, round(seconds)))
    return kept


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    control = response.headers.get("Cache-Control", "")
    vary = {part.strip().lower() for part in response.headers.get("Vary", "").split(",")} - {""}
    return (
        getattr(request, "is_a_page_itself", False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and "no-store" not in control
        and "private" not in control
        and vary <= HARMLESS_VARY
    )


def _served(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The page, or 304 for a reader who has it. Browsers ask each time: they keep nothing without asking."""
    as_kept = takes_gzip(request)
    response = HttpResponse(kept.content if as_kept else gzip.decompress(kept.content), headers=kept.headers)
    if as_kept:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Cache-Control"] = "no-cache"
    answer: Any = get_conditional_response(request, etag=kept.headers["ETag"], response=response)
    return answer
