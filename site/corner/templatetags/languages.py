"""Template tags about languages: `{% load languages %}`."""

import json
from typing import Any

from django import template
from django.http import HttpRequest
from wagtail.models import Page

from corner.languages import config
from corner.languages.addresses import own_address, tail_after
from corner.languages.checking import Standing, standing_of
from corner.languages.checking_view import may_check
from corner.languages.fence import without_refused
from corner.languages.pages import active_code
from corner.languages.register import is_reviewed
from corner.languages.switcher import Choice, came_from, languages_for
from corner.languages.versions import Alternate, absolute, alternates_of

register = template.Library()
register.filter("lang_tag", config.lang_tag)
register.filter("direction", config.direction)


@register.simple_tag
def active_lang_tag() -> str:
    """The `lang` of the page: the active language as BCP 47, such as en-GB."""
    return config.lang_tag(active_code())


@register.simple_tag
def active_direction() -> str:
    """The `dir` of the page."""
    return config.direction(active_code())


@register.simple_tag(takes_context=True)
def language_choices(context: dict[str, Any]) -> list[Choice]:
    """The languages to choose from, for the page that is shown."""
    request, page = _shown(context)
    return languages_for(request, page) if request else []


@register.simple_tag(takes_context=True)
def canonical_address(context: dict[str, Any]) -> str:
    """The page's own absolute address without the query; empty where there is no page."""
    request, page = _shown(context)
    return absolute(own_address(page, request) + tail_after(page, request)) if request and page else ""


@register.simple_tag(takes_context=True)
def alternate_addresses(context: dict[str, Any]) -> list[Alternate]:
    """The page's addresses in all its languages; none where it can be read in one only."""
    request, page = _shown(context)
    return alternates_of(page, request) if request and page else []


@register.simple_tag(takes_context=True)
def translation_standing(context: dict[str, Any]) -> str:
    """What readers should know: "unchecked", "machine", "interface" (only buttons and labels are a draft) or ""."""
    _request, page = _shown(context)
    standing = standing_of(page)
    if standing in (Standing.UNCHECKED, Standing.MACHINE):
        return standing.value
    return "" if is_reviewed(active_code()) else "interface"


@register.simple_tag(takes_context=True)
def props_for_user(context: dict[str, Any], props: str) -> str:
    """In the admin: the translation editor's JSON, without what the fence would refuse to the user."""
    return json.dumps(without_refused(json.loads(props), context["request"].user, context["is_page"]))


@register.simple_tag(takes_context=True)
def may_check_translation(context: dict[str, Any], page: Any) -> bool:
    """In the admin: whether the user may say that a speaker has checked `page`."""
    return isinstance(page, Page) and may_check(context["request"].user, page)


@register.simple_tag(takes_context=True)
def came_from_page(context: dict[str, Any]) -> Page | None:
    """On a home page: the page that the reader came from, because it is not translated."""
    request, page = _shown(context)
    return came_from(request) if request and page and page.depth == 2 else None


def _shown(context: dict[str, Any]) -> tuple[HttpRequest | None, Any]:
    """The request, and the page that is shown; a page is None for search, forms and error pages."""
    page = context.get("page")
    return context.get("request"), page if isinstance(page, Page) and page.pk else None
