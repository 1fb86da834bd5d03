"""The list of languages that every page offers. Nobody is sent to a language; readers choose."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.http import urlencode
from wagtail.models import Page

from corner.languages.addresses import own_address, tail_after
from corner.languages.config import BY_CODE, direction, lang_tag
from corner.languages.pages import active_code, is_restricted, restricted_paths
from corner.languages.versions import live_homes, versions_of

#: On a home page: the number of the page that the reader came from, which is not translated.
CAME_FROM = "from"


@dataclass(frozen=True)
class Choice:
    """One language that a reader can choose."""

    code: str
    url: str
    is_current: bool
    #: False where the link leads to the language's home, because this page is not translated.
    is_translated: bool

    @property
    def own_name(self) -> str:
        """The language's name in its own script."""
        return BY_CODE[self.code].own_name

    @property
    def lang_tag(self) -> str:
        return lang_tag(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)


def languages_for(request: HttpRequest, page: Page | None = None) -> list[Choice]:
    """Every language that is switched on, with the link to this page in it.

    Where the page is not translated, the link leads to that language's home and says where the reader came from, so
    that the home page can say that it is not translated yet. `page` is None on pages that are no Wagtail pages
    (search, forms): they exist in every language.
    """
    current = active_code()
    homes = live_homes(request)
    if page is None or not page.pk:
        here = request.get_full_path()
        return [Choice(code, translate_url(here, code), code == current, True) for code in homes]
    versions = versions_of(page, request).pages
    tail = tail_after(page, request)
    # A month or a filter stays what it is in another language; a form below the page has no such thing.
    asked: Callable[[HttpRequest], str] | None = None if tail else getattr(page, "query_for_all_languages", None)
    tail += asked(request) if asked else ""
    choices = []
    for code, home in homes.items():
        if version := versions.get(code):
            choices.append(Choice(code, own_address(version, request) + tail, code == current, True))
        elif code == current:  # a preview of what is not live yet
            choices.append(Choice(code, request.get_full_path(), True, True))
        else:
            url = f"{own_address(home, request)}?{urlencode({CAME_FROM: page.pk})}"
            choices.append(Choice(code, url, False, False))
    return choices


def came_from(request: HttpRequest) -> Page | None:
    """The public page that a reader came from to a language's home because it is not translated; else None.

    Anything else in the address is ignored: unknown numbers, pages that are not live, restricted ones.
    """
    number = request.GET.get(CAME_FROM, "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    page = Page.objects.filter(pk=int(number), live=True, alias_of=None).select_related("locale").first()
    if page is None or is_restricted(page, restricted_paths()):
        return None
    return page.specific if active_code() not in versions_of(page, request).pages else None
