"""The sitemap: every public page and topic in every language that is switched on, each with its alternates.

Wagtail's own sitemap lists one language only (languages.md, "What the reader sees").
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Page

from corner.languages.addresses import own_address
from corner.languages.config import LANGUAGES
from corner.languages.topics import topic_addresses
from corner.languages.versions import Alternate, absolute, alternates, links_between, live_homes
from corner.models import Topic

ORDER = {language.code: number for number, language in enumerate(LANGUAGES)}


@dataclass(frozen=True)
class Entry:
    url: str
    changed: datetime | None
    alternates: list[Alternate]


def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`. Pages with a view restriction, drafts and aliases are left out."""
    return TemplateResponse(request, "sitemap.xml", {"entries": entries(request)}, content_type="application/xml")


def entries(request: HttpRequest) -> Iterator[Entry]:
    """One entry a page or topic and language. A constant number of queries, however many pages there are."""
    for versions in _groups(request):
        links = alternates(versions, request)
        for page in versions.values():
            yield Entry(absolute(own_address(page, request)), page.last_published_at, links)
    topics = Topic.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    keys = topics.values_list("translation_key", flat=True)
    for addresses in topic_addresses(keys, request).values():
        links = links_between(addresses)
        for address in addresses.values():
            yield Entry(address, None, links)


def _groups(request: HttpRequest) -> Iterator[dict[str, Page]]:
    """The public versions of each page by language code, pages in the order of the tree."""
    roots = tuple(home.path for home in live_homes(request).values())
    groups: dict[Any, dict[str, Page]] = defaultdict(dict)
    pages = Page.objects.live().public().filter(alias_of=None).select_related("locale").order_by("path")
    for page in pages:
        if page.path.startswith(roots):
            groups[page.translation_key][page.locale.language_code] = page
    for versions in groups.values():
        yield dict(sorted(versions.items(), key=lambda version: ORDER[version[0]]))
