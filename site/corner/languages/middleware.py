"""The language comes from the address alone."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware


class LanguageFromPath(LocaleMiddleware):
    """Django's middleware, without its `Vary: Accept-Language`.

    Addresses without a prefix are always English here: nobody is sent to a language by what their browser says, so
    the header would only split caches (languages.md, "Settings").
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response = super().process_response(request, response)
        vary = [part.strip() for part in response.headers.get("Vary", "").split(",")]
        kept = [part for part in vary if part and part.lower() != "accept-language"]
        if kept:
            response.headers["Vary"] = ", ".join(kept)
        elif "Vary" in response.headers:
            del response.headers["Vary"]
        return response
