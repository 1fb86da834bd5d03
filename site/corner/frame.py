"""What stands round every page: name and strap, the ways through the site, help, the footer.

Found once a request, in few queries, and never the reason for a page to fail: without a database the frame is empty.
"""

from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.models import Page, Site, get_page_models

from corner.kept import while_nothing_changes
from corner.languages.pages import active_code, is_restricted, locale_ids, restricted_paths
from corner.models import BasePage, SiteSettings
from corner.routing import families

#: The pages that the footer names, as fields of SiteSettings.
FOOTER = ("accessibility_page", "privacy_page", "working_together_page", "ethics_page")
NAMED = ("about_page", "join_page", *FOOTER)


@dataclass
class Way:
    """A text link at the top of every page. `section` is the class of its corner; empty where it has none."""

    label: str | Promise
    page: Page
    section: str
    is_current: bool


@dataclass
class Frame:
    """Read by templates as `frame`. Everything is in the reader's language as far as it has been translated."""

    page: Page | None = None
    settings: SiteSettings = field(default_factory=SiteSettings)
    #: The home page, with its strap and the words of the footer.
    home: Any = None
    #: Live pages that anybody may read: what `navigation` and the settings name, the reader's language first.
    pages: list[Page] = field(default_factory=list)

    @cached_property
    def ways(self) -> list[Way]:
        """What's on, Case studies, Techniques, People: in the order that the page types give themselves."""
        found: dict[int, Page] = {}
        for page in self.pages:
            found.setdefault(page.content_type_id, page)
        types = ContentType.objects.get_for_models(*_navigable())
        return [
            self._way(found[types[model].pk], model.navigation[1], model.section)
            for model in _navigable()
            if model.navigation and types[model].pk in found
        ]

    @cached_property
    def about(self) -> Way | None:
        page = self.named("about_page")
        return self._way(page, page.title, "") if page else None

    @cached_property
    def footer(self) -> list[Page]:
        return [page for name in FOOTER if (page := self.named(name))]

    @cached_property
    def join(self) -> Page | None:
        return self.named("join_page")

    def named(self, setting: str) -> Page | None:
        """The page that a field of SiteSettings names, in the reader's language; None if nobody may read it."""
        pk = getattr(self.settings, f"{setting}_id")
        chosen = next((page for page in self.pages if page.pk == pk), None)
        if chosen is None:
            return None
        return next(page for page in self.pages if page.translation_key == chosen.translation_key)

    def _way(self, page: Page, label: str | Promise, section: str) -> Way:
        return Way(label, page, section, bool(self.page and self.page.path and self.page.path.startswith(page.path)))


def frame_for(request: HttpRequest | None, page: Page | None = None) -> Frame:
    """The frame of the page that answers `request`; made once a request and language."""
    frames = request.__dict__.setdefault("_frames", {}) if request is not None else {}
    code = active_code()
    if code not in frames:
        try:
            frames[code] = _frame(request, page, code)
        except DatabaseError:
            return Frame(page)  # an error page is drawn without it
    return frames[code]


def locale_codes(request: HttpRequest | None = None) -> dict[int, str]:
    """The language code of each locale, by its id; asked once a request."""
    return {pk: code for code, pk in locale_ids().items()}


def _navigable() -> list[type[BasePage]]:
    models = [model for model in get_page_models() if getattr(model, "navigation", None)]
    return sorted(models, key=lambda model: (model.navigation or (0, ""))[0])


def _frame(request: HttpRequest | None, page: Page | None, code: str) -> Frame:
    restricted = restricted_paths()
    pages = [copy(found) for found in _named_and_navigable(code) if not is_restricted(found, restricted)]
    return Frame(page, SiteSettings.current(), _home(request, page, code), pages)


@while_nothing_changes
def _named_and_navigable(code: str) -> list[Page]:
    """The live pages that `navigation` and the settings name, this language first; restrictions are not looked at."""
    site_settings = SiteSettings.current()
    readable = Page.objects.filter(live=True, alias_of=None).select_related("locale")
    in_either = Q(locale__language_code__in={code, settings.LANGUAGE_CODE})
    chosen = [pk for name in NAMED if (pk := getattr(site_settings, f"{name}_id"))]
    types = ContentType.objects.get_for_models(*_navigable()).values()
    pages = list(
        readable.filter(
            Q(content_type__in=types) & in_either
            | Q(pk__in=chosen)
            | Q(translation_key__in=Page.objects.filter(pk__in=chosen).values("translation_key")) & in_either
        ).order_by("path")
    )
    pages.sort(key=lambda found: found.locale.language_code != code)  # keeps the order of the tree otherwise
    return pages


def _home(request: HttpRequest | None, page: Page | None, code: str) -> Any:
    """The home page in the language, else in English, else the site's root whatever it is."""
    if (passed := _passed_home(page)) is not None and passed.locale_id == locale_ids().get(code):
        return passed
    site = Site.find_for_request(request) if request is not None else Site.objects.filter(is_default_site=True).first()
    if site is None:
        return None
    root = site.root_page
    if request is not None:
        homes = [page for page in families(request, root) if page.translation_key == root.translation_key]
    else:
        of_all = (root.specific_class or Page)._default_manager.filter(translation_key=root.translation_key)
        homes = list(of_all.select_related("locale").defer_streamfields())
    by_code = {home.locale.language_code: home for home in homes if home.live and home.alias_of_id is None}
    return by_code.get(code) or by_code.get(settings.LANGUAGE_CODE) or root


def _passed_home(page: Page | None) -> Any:
    """The home page that Wagtail has already loaded on the way to `page`; None if it did not come that way."""
    while page is not None and page.depth > 2:
        page = page.__dict__.get("_cached_parent_obj")
    return page if page is not None and page.live and hasattr(page, "strap") else None
