"""`lang` on a page always tells the truth: a page is served below its own language's prefix only.

Without this, a prefix whose home is not live serves the English site as `lang="pl"` (languages.md, trap 3;
wagtail#12775), and an alias of an English page shows English at `/pl/` (trap 8).
"""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from corner.languages.addresses import own_address, tail_after
from corner.languages.aliases import original_of
from corner.languages.pages import active_code, locale_ids


def send_to_own_language(page: Page, request: HttpRequest) -> HttpResponse | None:
    """A redirect where the page asked for is in another language than the address says; else None.

    The rest of the address is kept: a sign-up form below an event page stays a sign-up form. What was posted is
    posted again. Previews do not pass here. Raises Http404 for a page that has no other address: it stands in another
    language's tree (`one_language` refuses that, but it may have been there before), and the redirect would lead here.
    """
    original = _original(page)
    if original.locale_id == locale_ids().get(active_code()):
        return None
    address = own_address(original, request)
    if not address:
        return None
    target = address + tail_after(page, request)
    if urlsplit(target).path == request.path:
        raise Http404
    if query := request.META.get("QUERY_STRING", ""):
        target += f"?{query}"
    return redirect(target, preserve_request=request.method not in ("GET", "HEAD"))


def _original(page: Page) -> Page:
    """The page that an alias in another language mirrors; else the page itself."""
    original = original_of(page)
    return original if original.locale_id != page.locale_id else page
