"""A browser that has the page already is told so in a few bytes, also where no pages are kept.

Only what may lie in a browser at all, and is not already answered by `corner.page_cache`: a page of a session is
`no-store` (`corner.headers`), and a form holds a new token each time.
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware


class Unchanged(ConditionalGetMiddleware):
    """ETag, and 304 for whoever sends it back, where neither a cookie was set nor a session asked.

    All are weak: they stand for the page, and not for the bytes that `corner.compressed` makes of it.
    """

    async_capable = False

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.cookies and settings.SESSION_COOKIE_NAME not in request.COOKIES:
            response = super().process_response(request, response)
        if response.headers.get("ETag", "").startswith('"'):
            response.headers["ETag"] = f"W/{response.headers['ETag']}"
        return response
