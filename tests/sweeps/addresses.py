"""Every address of the site that the public can ask for: a new one cannot escape the sweeps.

Patterns come from walking the resolver; addresses that exist come from the database, with everything below a page
that the page itself answers (sign-up forms, calendar files).
"""

import re

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from hypothesis import strategies as st
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from events.feedback import feedback_path
from events.mails import manage_url
from events.models import Agreement, AgreementsPage, EventPage, Occasion
from events.views.done import done_url
from exchange.fields import BY_TYPE
from exchange.files import KINDS
from tests.sweeps.hostile import text

LANGUAGES = ["", "pl/", "ar/", "ur/", "xx/"]
ADMIN = "admin/"
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


def patterns(resolver=None, above=()):
    """Every public URL pattern, each as the patterns that lead to it."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = (*above, entry.pattern)
        if isinstance(entry, URLResolver):
            if str(entry.pattern) != ADMIN:
                yield from patterns(entry, here)
        elif isinstance(entry, URLPattern):
            yield here


def paths(pattern):
    """A strategy of paths that a pattern takes, and of some that it just does not take."""
    return st.tuples(st.just("/"), *(_part(piece) for piece in pattern)).map("".join)


def _part(piece):
    if isinstance(piece, LocalePrefixPattern):
        return st.sampled_from(LANGUAGES)
    if isinstance(piece, RoutePattern):
        return _route(str(piece))
    regex = re.compile(piece.regex.pattern.removesuffix("$"))
    return st.one_of(st.from_regex(regex, fullmatch=True), text)


VALUES = {
    "int": st.one_of(st.integers(0, 9), st.integers(10**17, 10**40)).map(str),
    "uuid": st.uuids().map(str),
    "slug": st.from_regex(r"[-a-zA-Z0-9_]+", fullmatch=True),
    "str": text.map(lambda value: value.replace("/", "")),
    "path": text,
}


def _route(route):
    """`<int:pk>/` with values that fit it, and with ones that do not."""
    pieces, end = [], 0
    for match in PARAMETER.finditer(route):
        pieces += [st.just(route[end : match.start()]), st.one_of(VALUES[match[1] or "str"], text)]
        end = match.end()
    return st.tuples(*pieces, st.just(route[end:])).map("".join)


def live_pages():
    """Every live page of every language."""
    return list(Page.objects.live().filter(depth__gt=1).specific().order_by("path"))


def page_addresses():
    return [page.get_url() for page in live_pages()]


def addresses_below_pages():
    """What pages answer themselves, below their own address, with a date whose time is known."""
    found = []
    for page in live_pages():
        if not isinstance(page, RoutablePageMixin):
            continue
        if isinstance(page, AgreementsPage):
            found += [f"{page.get_url()}{key}/" for key in Agreement.objects.values_list("translation_key", flat=True)]
        date = Occasion.objects.of_page(page).exclude(starts_at=None).first() if isinstance(page, EventPage) else None
        for entry in page.get_subpage_urls():
            route = str(entry.pattern)
            if route and (date or not PARAMETER.search(route)):
                route = PARAMETER.sub(str(date and date.pk), route)
                found.append(page.get_url() + (route.removesuffix("/") if ".ics" in route else route))
    return found


def personal_addresses(signup):
    """What somebody with a sign-up is sent."""
    personal = "/" + manage_url(signup, "en-gb").split("/", 3)[3]
    own_data = [f"{personal}kept/", f"{personal}kept/change/", "/sign-ups/deleted/"]
    lost = ["/sign-ups/lost-link/", "/pl/sign-ups/lost-link/"]
    return [personal, *own_data, done_url(signup.occasion, signup.uuid), feedback_path(signup.occasion), *lost]


OTHER_ADDRESSES = [
    "/search/", "/search/?q=parks", "/pl/search/?q=parks", "/ar/search/", "/topics/young-people/", "/sitemap.xml",
    "/write/", "/ar/write/?reason=unclear&page=3", "/pl/write/complaint/", "/write/?sent",
    "/robots.txt", "/favicon.ico", "/health/live/", "/health/ready/",
    "/open-data/", "/pl/open-data/", "/ar/open-data/", "/open-data/everything.json",
    *(f"/open-data/{kind}.{file_type}" for kind in KINDS for file_type in ("json", "csv")),
    "/api/v2/pages/?limit=50", "/api/v2/pages/?limit=50&offset=50", "/api/v2/pages/?locale=pl&fields=title",
    *(f"/api/v2/pages/?fields=*&type={label}&limit=50" for label in BY_TYPE),
    "/patterns/events/00000000-0000-4000-8000-000000000000.svg",
]  # fmt: skip


def all_of(signup):
    """Every address that a reader can open; `signup` is of somebody who has links of their own."""
    return [*page_addresses(), *addresses_below_pages(), *personal_addresses(signup), *OTHER_ADDRESSES]


def is_form(address):
    """Whether somebody types here. Such a page may set the form's own cookie."""
    return any(part in address for part in ("/sign-up/", "/sign-ups/", "/write/", "/remove/"))


def wsgi(path):
    """A path as a web server hands it over: bytes, each as a character of its own."""
    return path.encode("utf-8", "surrogatepass").decode("latin-1")
