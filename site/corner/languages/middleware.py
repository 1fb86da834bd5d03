"""The language comes from the address alone, and only languages that are switched on are served."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.utils.translation import get_language_from_path

from corner.languages.addresses import is_switched_on, without_prefix
from corner.languages.config import lang_tag
from corner.languages.pages import active_code
from corner.languages.register import is_drafted
from corner.languages.untranslated import not_translated_yet

WAGTAIL_SERVE = "wagtail_serve"


class LanguageFromPath(LocaleMiddleware):
    """Django's middleware, without its `Vary: Accept-Language`.

    Addresses without a prefix are always English here: nobody is sent to a language by what their browser says, so
    the header would only split caches (languages.md, "Settings").
    """

    def process_view(
        self, request: HttpRequest, view: Callable, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """What is asked for in a language that is not switched on is sent to English.

        Pages have a guard of their own, once the site's words are there in their language.
        """
        code = get_language_from_path(request.path_info)
        match = request.resolver_match
        if code is None or match is None or (match.url_name == WAGTAIL_SERVE and is_drafted(code)):
            return None
        if is_switched_on(code, request):
            return None
        query = request.META.get("QUERY_STRING", "")
        target = without_prefix(request.path) + (f"?{query}" if query else "")
        return redirect(target, preserve_request=request.method not in ("GET", "HEAD"))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page that is not translated yet is no dead end: a notice in the reader's language links the English one."""
        match = request.resolver_match
        is_page = match is not None and match.url_name == WAGTAIL_SERVE
        if not isinstance(error, Http404) or not is_page or active_code() == settings.LANGUAGE_CODE:
            return None
        return not_translated_yet(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response = super().process_response(request, response)
        response.headers["Content-Language"] = lang_tag(response.headers["Content-Language"])
        vary = [part.strip() for part in response.headers.get("Vary", "").split(",")]
        kept = [part for part in vary if part and part.lower() != "accept-language"]
        if kept:
            response.headers["Vary"] = ", ".join(kept)
        elif "Vary" in response.headers:
            del response.headers["Vary"]
        return response
