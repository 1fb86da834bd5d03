"""Error pages in the look of the site. They work when the database does not.

Who sent a form and gets one of these has lost nothing: what they wrote is read back. What was public of it, and how it
is read, is known to the room whose form it was, so rooms register that in `AppConfig.ready()`.
"""

import logging
import math
import sys
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_path

from corner import away, failures, troubles
from corner.languages.config import direction, known_code, lang_tag

logger = logging.getLogger(__name__)

RETRY_AFTER = 30  # seconds: a database that was restarted is back sooner
#: Seconds between two lines in the log, in each process.
SAY_AGAIN = 60
_said_at = -math.inf

#: Gives something with `rows` (see `components/written.html`), or None when the address is not of its forms.
Reader = Callable[[HttpRequest], Any]

_readers: list[Reader] = []


def register_reader(find: Reader) -> None:
    """`find` tells what was written in a form that was sent to a request's address."""
    _readers.append(find)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: says so, and offers search and the ways on."""
    return _with_what_was_written(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database or the disk is away, in the language of the address.

    Django calls it while it handles the error, wherever that came from: a view, a template or a middleware.
    """
    error = sys.exception()
    if error and away.is_away(error):
        return _not_just_now(request, error)
    return HttpResponse(_without_database(request, "500.html"), status=500)


def _not_just_now(request: HttpRequest, error: BaseException) -> HttpResponse:
    """503: it passes. Who sent a form can send it again from here.

    Going back would ask the same database for the form, and pages with personal data are not kept by browsers.
    So what was sent is written into the page, and nowhere else; our own token against forged forms comes along only
    if it was sent. A nonce tells the same form sent twice (corner/guards/form.py).
    """
    if away.is_of_the_disk(error):
        troubles.note(troubles.Kind.DISK)
    _say(error)
    kept = _sent(request) if request.method == "POST" else []
    context = {
        "sent": request.method == "POST",
        "kept": kept,
        "is_sent_once": "nonce" in dict(kept),
        "address": request.get_full_path(),
    }
    response = HttpResponse(_without_database(request, "503_database.html", context), status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    # As `corner.personal` says: with "no-referrer" the form would be refused as somebody else's.
    response.headers["Referrer-Policy"] = "same-origin"
    patch_cache_control(response, private=True, no_store=True)
    response._has_been_logged = True  # type: ignore[attr-defined]  # `_say` does it, once for many
    return response


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form that can be sent again; none of one with a password or a file, or that cannot be read."""
    try:
        if request.FILES or any("password" in name for name in request.POST):
            return []
        return [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except (OSError, BadRequest, SuspiciousOperation, MultiPartParserError):
        return []


def _without_database(request: HttpRequest, template: str, context: dict[str, Any] | None = None) -> str:
    """A page that can always be drawn: no request context, no query.

    The thread may still have the language of another request, when what failed came before the language was chosen.
    """
    code = known_code(get_language_from_path(request.path_info))
    home = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
    with translation.override(code):
        words = {"lang": lang_tag(code), "dir": direction(code), "home": home, **(context or {})}
        return render_to_string(template, words)


def _say(error: BaseException) -> None:
    """To the log, once in a while: each visitor would say it again."""
    global _said_at
    if time.monotonic() - _said_at >= SAY_AGAIN:
        _said_at = time.monotonic()
        what = "The disk is full, or fails" if away.is_of_the_disk(error) else "The database is away"
        logger.error("%s: %s", what, failures.describe(error))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or without its cookie: says what to do. Nothing was sent."""
    return _with_what_was_written(request, "403_csrf.html", 403)


def _with_what_was_written(request: HttpRequest, template: str, status: int) -> HttpResponse:
    found = (find(request) for find in _readers) if request.method == "POST" else ()
    written = next((one for one in found if one), None)
    response = render(request, template, {"written": written} if written else None, status=status)
    if written:
        patch_cache_control(response, private=True, no_store=True)
    return response
