"""Answers leave compressed: HTML is a fifth of itself then, which is half a second on a slow phone.

The site does it and not the proxy, for only the site knows whose an answer is, and a kept page is compressed once and
not for each reader (`corner.page_cache`). Who can watch the length of compressed answers, and have a browser ask for
the same page again and again with words of their own choice in it, can find out what else stands in it (BREACH). So
what is not everybody's leaves as it is when the request brought words along; nothing of the reader's is in the rest.

Gzip only. Brotli would save 1.2 KB of the style sheet, 0.3 KB of the script and about 1 KB of a page, once each:
thirteen milliseconds of a slow phone, for one more package with code in C. No preload either:
the largest piece is words, and the style sheet stands first in the head (`python -m bench.slow_phone`).
"""

import gzip
import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

#: Bytes. A packet holds about 1,400, so less than this saves nothing.
SMALLEST = 600
#: Of 9. On our pages 9 saves one byte in two hundred more and takes half as long again.
LEVEL = 6
_WORDS = re.compile(r"text/|application/(?:json|javascript|xml|[\w.-]+\+(?:xml|json))|image/svg\+xml")
_GZIP = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)", re.IGNORECASE)


def gzipped(content: bytes) -> bytes:
    """The same bytes for the same content: no time stands in it."""
    return gzip.compress(content, LEVEL, mtime=0)


def takes_gzip(request: HttpRequest) -> bool:
    """Whether the reader's program says that it understands gzip."""
    return bool(_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))


class Compressed:
    """A middleware. What is compressed already, is no text or goes out piece by piece stays as it is.

    Every ETag that comes by here is weak (`corner.unchanged`), so it holds for the answer however it is sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.streaming or len(response.content) < SMALLEST or not _may_be_smaller(request, response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if takes_gzip(request):
            response.content = gzipped(response.content)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
        return response


def _may_be_smaller(request: HttpRequest, response: HttpResponse) -> bool:
    is_text = bool(_WORDS.match(response.headers.get("Content-Type", "")))
    return (
        is_text
        and not response.has_header("Content-Encoding")
        and (_is_everybodys(request, response) or not _brings_words(request))
    )


def _is_everybodys(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether nothing in the answer is known to one reader only. A form's token comes with a cookie."""
    control = response.headers.get("Cache-Control", "")
    return (
        settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and not response.cookies
        and "no-store" not in control
        and "private" not in control
    )


def _brings_words(request: HttpRequest) -> bool:
    """Whether the request has something that the answer might repeat."""
    return request.method not in ("GET", "HEAD") or bool(request.META.get("QUERY_STRING"))
