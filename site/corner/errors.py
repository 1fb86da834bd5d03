"""Error pages in the look of the site. They work when the database does not.

Who sent a form and gets one of these has lost nothing: what they wrote is read back. What was public of it, and how it
is read, is known to the room whose form it was, so rooms register that in `AppConfig.ready()`.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_path

from corner.languages.config import direction, known_code, lang_tag

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
    """500, in the language of the address: without request context, without a query, so that it can always be drawn.

    The thread may still have the language of another request, when what failed came before the language was chosen.
    """
    code = known_code(get_language_from_path(request.path_info))
    home = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
    with translation.override(code):
        page = render_to_string("500.html", {"lang": lang_tag(code), "dir": direction(code), "home": home})
    return HttpResponse(page, status=500)


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
