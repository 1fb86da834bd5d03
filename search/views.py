"""The search page and the page of a topic. Both only read, set no cookie and may be cached by anybody."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from corner import searchable
from corner.frame import locale_codes
from corner.languages.pages import active_code, snippets_in_language
from corner.models import Topic
from search.asked import Asked
from search.finding import Found, find
from search.groups import groups_of


@require_safe
@cache_control(public=True, no_cache=True)
def search(request: HttpRequest) -> HttpResponse:
    """Everything that anybody may read, by words, kind and topic."""
    reader, english = _locale_ids(request)
    asked = Asked.from_address(request.GET)
    kinds = searchable.kinds()
    only = [kind.key for kind in kinds if kind.key in asked.kinds]
    topics = _topics()
    chosen = {topic.slug: topic.translation_key for topic in topics if topic.slug in asked.topics}
    # Punctuation alone asks for nothing; unknown kinds and topics are as good as none.
    asks = bool(asked.words) or (not asked.text and bool(only or chosen))
    found = find(asked.words, reader, english, list(chosen.values())) if asks else Found([])
    context = {
        "asked": asked,
        "has_asked": not asked.is_empty,
        "found": found,
        "kinds": kinds,
        "only": only,
        "topics": topics,
        "chosen_topics": list(chosen),
        **_shown(found, only, asked.page),
    }
    response = render(request, "search/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex, follow"  # crawlers need the pages, not our lists of them
    return response


@require_safe
@cache_control(public=True, no_cache=True)
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything on a topic. What is not there in the reader's language is listed below, in English."""
    reader, english = _locale_ids(request)
    named = next((topic for topic in _topics() if topic.slug == slug), None)
    if named is None:
        raise Http404
    asked = Asked.from_address(request.GET)
    only = [kind.key for kind in searchable.kinds() if kind.key in asked.kinds]
    keys: list[UUID] = [named.translation_key]
    found = find([], reader, english, keys)
    context = {"topic": named, "asked": Asked(), "found": found, "only": only, **_shown(found, only, asked.page)}
    return render(request, "search/topic.html", context)


def _shown(found: Found, only: Sequence[str], page: str) -> dict[str, Any]:
    """What the list of results needs: groups in the reader's language, and groups in English."""
    groups = groups_of([hit for hit in found.hits if not hit.in_english], only, page)
    english = groups_of([hit for hit in found.hits if hit.in_english], only, page if not groups else "", not groups)
    return {
        "groups": groups,
        "count": sum(group.count for group in groups),
        "english_groups": english,
        "english_count": sum(group.count for group in english),
    }


def _locale_ids(request: HttpRequest) -> tuple[int, int]:
    """The reader's language and English."""
    ids = {code: pk for pk, code in locale_codes(request).items()}
    english = ids[settings.LANGUAGE_CODE]
    return ids.get(active_code(), english), english


def _topics() -> list[Topic]:
    """Every topic, in the reader's language where it has been translated."""
    written = Topic.objects.filter(locale__language_code=settings.LANGUAGE_CODE).select_related("locale")
    return snippets_in_language(written)
