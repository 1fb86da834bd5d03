"""Which languages a page can be read in, asked once a request."""

from dataclasses import dataclass
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from corner.languages.addresses import own_address, tail_after
from corner.languages.config import LANGUAGES, lang_tag
from corner.languages.pages import is_restricted, restricted_paths
from corner.routing import family_of


@dataclass(frozen=True)
class Versions:
    """The live versions of a page by language code, in the order of the list of languages; no alias counts."""

    pages: dict[str, Page]
    #: False for a page behind a view restriction: no search engine hears of it.
    is_public: bool


def live_homes(request: HttpRequest) -> dict[str, Page]:
    """The live home page of every language that is switched on, by code, in the order of the list of languages."""
    key = _home_key(request)
    return _by_code(request, key)[key] if key else {}


def _home_key(request: HttpRequest) -> UUID | None:
    site = Site.find_for_request(request)
    return site.root_page.translation_key if site else None


def versions_of(page: Page, request: HttpRequest) -> Versions:
    """The versions of a page that the readers of `page` may read, in languages that are switched on.

    A restricted page has its translations behind the same restriction (trap 9); then all count, since whoever reads
    the page may read them. A translation that alone is restricted does not count.
    """
    kept = request.__dict__.setdefault("_versions", {})
    if page.pk not in kept:
        restricted = restricted_paths()
        is_public = not is_restricted(page, restricted)
        found = _by_code(request, _home_key(request), page.translation_key)[page.translation_key]
        homes = live_homes(request)
        kept[page.pk] = Versions(
            {
                code: version
                for code, version in found.items()
                if code in homes and not (is_public and is_restricted(version, restricted))
            },
            is_public,
        )
    return kept[page.pk]


def _by_code(request: HttpRequest, *keys: UUID | None) -> dict[UUID, dict[str, Page]]:
    """The live versions of the pages with these translation keys. Each is asked for once a request, all together."""
    known: dict[UUID, dict[str, Page]] = request.__dict__.setdefault("_by_code", {})
    if new := {key for key in keys if key and key not in known}:
        found = {(page.translation_key, page.locale.language_code): page for page in _live_versions(request, new)}
        codes = [language.code for language in LANGUAGES]
        known |= {key: {code: found[key, code] for code in codes if (key, code) in found} for key in new}
    return known


def _live_versions(request: HttpRequest, keys: set[UUID]) -> list[Page]:
    """Mostly these came along on the way to the page (`corner.routing`); in a form or a preview they are asked for."""
    brought = {key: family_of(request, key) for key in keys}
    pages = [page for family in brought.values() for page in family or ()]
    if missing := [key for key, family in brought.items() if family is None]:
        pages += Page.objects.filter(translation_key__in=missing).select_related("locale")
    return [page for page in pages if page.live and page.alias_of_id is None]


def absolute(address: str) -> str:
    """An address of this site with its scheme and host, as mail and search engines need it."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, address)


@dataclass(frozen=True)
class Alternate:
    """One `<link rel="alternate">`: a language, or "x-default" for everybody else."""

    hreflang: str
    url: str


def alternates(versions: dict[str, Page], request: HttpRequest, tail: str = "") -> list[Alternate]:
    """The alternates of a page, with itself and `x-default`; none where it can be read in one language only."""
    return links_between({code: absolute(own_address(version, request) + tail) for code, version in versions.items()})


def links_between(addresses: dict[str, str]) -> list[Alternate]:
    """The alternates of whatever has these absolute addresses by language code; none where there is only one."""
    if len(addresses) < 2:
        return []
    links = [Alternate(lang_tag(code), address) for code, address in addresses.items()]
    # English where there is English, else the first of the list: what a reader of no listed language gets.
    return [*links, Alternate("x-default", links[0].url)]


def alternates_of(page: Page, request: HttpRequest) -> list[Alternate]:
    """The alternates of the page that is shown, route below it included; none for a restricted page."""
    versions = versions_of(page, request)
    return alternates(versions.pages, request, tail_after(page, request)) if versions.is_public else []
