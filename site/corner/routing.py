"""From an address to its page in two queries, however deep the page stands.

Wagtail walks down: the language, the home page in it, then for each step the page and once more the page as what it
is. A third of a page's time went there (speed.md). Here one query brings every page that has a step of the address for
its slug, the home page, and all of them in their other languages; the walk is then made among these, by Wagtail's own
rules. What it brings besides is what every page needs: the home pages that switch languages on, with their words at the
top and the foot of each page, and the page's own versions in other languages (`corner.languages.versions`).

Nothing is kept from one request to the next.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import Resolver404
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from corner.languages.pages import active_code

#: Longer addresses are nobody's: the site is four pages deep, and a route below a page has a few steps more.
MOST_STEPS = 12


def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
    """What answers `path`, as `Page.route_for_request`, which it stands in for; None where nothing does."""
    if not hasattr(request, "_wagtail_route_for_request"):
        request._wagtail_route_for_request = _route(request, path)  # type: ignore[attr-defined]
    found: RouteResult | None = request._wagtail_route_for_request  # type: ignore[attr-defined]
    return found


def _route(request: HttpRequest, path: str) -> RouteResult | None:
    site = Site.find_for_request(request)
    steps = [step for step in path.split("/") if step]
    if site is None or len(steps) > MOST_STEPS:
        return None
    found = families(request, site.root_page, steps)
    page = _home(site.root_page, found)
    while steps and not _answers_itself(page, steps):
        below = _below(page, steps[0], found)
        if below is None:
            return None
        below._cached_parent_obj = page  # where treebeard's get_parent looks first
        page, steps = below, steps[1:]
    try:
        route: RouteResult = page.specific.route(request, steps)
    except Http404:
        return None
    return route


def families(request: HttpRequest, root: Page, slugs: Iterable[str] = ()) -> list[Page]:
    """The home page and all pages with one of these slugs, in all their languages. One query a request.

    Home pages come as what they are, the others as plain pages, all with their language.
    """
    if "_families" not in request.__dict__:
        keys = Page.objects.filter(Q(pk=root.pk) | Q(slug__in=set(slugs))).order_by().values("translation_key")
        as_home = _name_as_what_it_is(root)
        pages = Page.objects.filter(translation_key__in=keys).select_related("locale", *filter(None, [as_home]))
        request.__dict__["_families"] = [
            _as_home(page, as_home) if page.translation_key == root.translation_key else page
            for page in pages.order_by("path")
        ]
    return request.__dict__["_families"]


def family_of(request: HttpRequest, key: UUID) -> list[Page] | None:
    """All pages with this translation key, if finding the way has brought them along; else None."""
    return [page for page in request.__dict__.get("_families", ()) if page.translation_key == key] or None


def _name_as_what_it_is(page: Page) -> str:
    """By what name a plain page leads to the table of this page's own type; empty for a plain page."""
    model = page.specific_class
    link = model._meta.pk.remote_field if model else None
    return link.get_accessor_name() if link is not None and link.model is Page else ""


def _as_home(page: Page, name: str) -> Page:
    home: Page | None = getattr(page, name, None) if name else None
    if home is None:
        return page
    home.locale = page.locale
    return home


def _home(root: Page, found: list[Page]) -> Page:
    """The home page in the language of the address, if it is live; else the site's own."""
    homes = {page.locale.language_code: page for page in found if page.translation_key == root.translation_key}
    home = homes.get(active_code())
    if home is not None and home.live:
        return home
    return next((page for page in homes.values() if page.pk == root.pk), root)


def _below(parent: Page, slug: str, found: list[Page]) -> Page | None:
    return next(
        (
            page
            for page in found
            if page.slug == slug and page.depth == parent.depth + 1 and page.path.startswith(parent.path)
        ),
        None,
    )


def _answers_itself(page: Page, steps: list[str]) -> bool:
    """Whether the page may have a route of its own for these steps, so that it has to be asked.

    By its type alone, without its row: whoever overrides `route` is asked always, a routable page where one fits.
    """
    model = page.specific_class or type(page)
    if model.route is Page.route:
        return False
    if model.route is not RoutablePageMixin.route or model.resolve_subpage is not RoutablePageMixin.resolve_subpage:
        return True
    try:
        model.get_resolver().resolve(f"/{'/'.join(steps)}/")
    except Resolver404:
        return False
    return True
