"""Old addresses keep working: Wagtail writes a redirect when a page moves or its address changes, for each language.

Wagtail's middleware answers for the page's own address only. People have other ones of ours: a sign-up form, the
calendar file of a date, a feed that a program asks every hour. And a redirect must not lead in a circle: after a page
has moved there and back, the first redirect names the page's own address.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect as redirect_to
from django.urls import Resolver404
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from corner.languages.addresses import without_prefix

SAFE = ("GET", "HEAD")


class Redirects(RedirectMiddleware):
    """Only where nothing else answers, so that no live page is ever hidden by a redirect.

    Browsers are told to ask again: a page may move back, and two redirects that are kept would send them in a circle.
    What was posted is posted again: a sign-up form that was open while its page moved is not lost.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code != 404 or "\0" in request.path:
            return response
        target = _exact(request) or _below(request, request.path) or _in_another_language(request)
        if target is None or urlsplit(target).path.rstrip("/") == request.path.rstrip("/"):
            return response
        if (query := request.META.get("QUERY_STRING", "")) and "?" not in target:
            target += f"?{query}"
        answer = redirect_to(target, permanent=True, preserve_request=request.method not in SAFE)
        answer.headers["Cache-Control"] = "no-cache"
        return answer


def _exact(request: HttpRequest) -> str | None:
    """The target of a redirect from this very address, with what follows its "?" or without; None without one."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    found = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
    if found is None or (found.redirect_page is not None and not found.redirect_page.live):
        return None
    return found.link


def _below(request: HttpRequest, path: str) -> str | None:
    """Where what was asked for below the old address of a page is now, if the page knows such an address."""
    steps = [step for step in Redirect.normalise_path(path).split("/") if step]
    above = {"/" + "/".join(steps[:number]): steps[number:] for number in range(1, len(steps))}
    found = Redirect.get_for_site(Site.find_for_request(request)).filter(
        old_path__in=above, redirect_page__live=True, redirect_page_route_path=""
    )
    for redirect in sorted(found.select_related("redirect_page"), key=lambda each: len(each.old_path), reverse=True):
        tail = "/".join(above[redirect.old_path])
        page = redirect.redirect_page.specific
        if _knows(page, tail) and (url := page.get_url(request)):
            return f"{url.rstrip('/')}/{tail}{'/' if path.endswith('/') else ''}"
    return None


def _knows(page: Page, tail: str) -> bool:
    try:
        return bool(page.resolve_subpage(f"/{tail}/"))
    except (AttributeError, Resolver404):
        return False


def _in_another_language(request: HttpRequest) -> str | None:
    """The old English address below another language's prefix, for a page that is not translated: the new one there.

    What answers then is the notice in the reader's language, as it was before the page moved.
    """
    path = without_prefix(request.path)
    if path == request.path:
        return None
    exact = get_redirect(request, Redirect.normalise_path(path))
    moved = exact.link if exact and exact.redirect_page and exact.redirect_page.live else _below(request, path)
    if not moved or urlsplit(moved).path != without_prefix(urlsplit(moved).path):
        return None
    prefix = request.path[: len(request.path) - len(path)]
    return f"{prefix}{urlsplit(moved).path}"
