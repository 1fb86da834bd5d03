"""What the pages of the library show."""

from typing import Any

from django.http import HttpRequest

from corner.chosen import children_in_language, chosen, in_readers_language, sources
from corner.languages.switcher import languages_for
from library.citing import plain_citation
from library.models import InformationPage, Licence, RecommendationPage, RecommendationsPage, ResourcePage
from library.sections import in_sections


def information_context(page: InformationPage) -> dict[str, Any]:
    """The pages below: an "About" page leads to what is under it."""
    return {"children": children_in_language(page)}


def recommendations_context(page: RecommendationsPage) -> dict[str, Any]:
    """All recommendations in their order."""
    return {"recommendations": _in_order()}


def recommendation_context(page: RecommendationPage) -> dict[str, Any]:
    """The recommendations before and after this one."""
    all_of_them = _in_order()
    keys = [each.translation_key for each in all_of_them]
    here = keys.index(page.translation_key) if page.translation_key in keys else None
    return {
        "previous": all_of_them[here - 1] if here else None,
        "next": all_of_them[here + 1] if here is not None and here + 1 < len(keys) else None,
    }


def resource_context(page: ResourcePage, request: HttpRequest) -> dict[str, Any]:
    """The text in parts, what it speaks to, how to cite it, its licence, its faults, and its languages."""
    shown = in_readers_language(speaks_to=chosen(page.facts.speaks_to).order_by("number"))
    sections = in_sections(page.body)
    return {
        **shown,
        "sections": sections,
        "contents": [section for section in sections if section.heading],
        "citation": plain_citation(page),
        "licence": Licence(page.facts.licence) if page.facts.licence else None,
        "languages": [choice for choice in languages_for(request, page) if choice.is_translated],
        "faults": [line.strip() for line in page.faults.splitlines() if line.strip()],
    }


def _in_order() -> list[Any]:
    """Every recommendation that anybody may read, by number, in the reader's language."""
    pages = sources(RecommendationPage).defer_streamfields().order_by("number", "pk")
    return in_readers_language(recommendations=pages)["recommendations"]
