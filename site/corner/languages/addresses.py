"""Addresses and their language prefix."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from corner.languages.config import BY_CODE
from corner.languages.register import is_drafted


def without_prefix(path: str) -> str:
    """A path of this site without the prefix of its language: "/pl/events/" is "/events/"."""
    code, _slash, rest = path.lstrip("/").partition("/")
    return f"/{rest}" if code in BY_CODE else path


def own_address(page: Page, request: HttpRequest) -> str:
    """The page's address in its own language, whatever language is active; empty for a page outside the site."""
    return page.get_url(request) or ""


def tail_after(page: Page, request: HttpRequest) -> str:
    """What follows the page's own address in the request, such as the date that a sign-up form is for.

    The prefix does not count: the page may be asked for below another language's prefix.
    """
    own = without_prefix(urlsplit(own_address(page, request)).path)
    asked = without_prefix(request.path)
    return asked[len(own) :] if asked.startswith(own) else ""


def is_switched_on(code: str, request: HttpRequest) -> bool:
    """Whether readers can read in this language: its words are drafted and its home page is live. English always is."""
    if code == settings.LANGUAGE_CODE:
        return True
    if not is_drafted(code):
        return False
    site = Site.find_for_request(request)
    if site is None:
        return False
    homes = Page.objects.filter(translation_key=site.root_page.translation_key, live=True, alias_of=None)
    return homes.filter(locale__language_code=code).exists()
