"""The search page and the page of a topic. Both only read, set no cookie and may be cached by anybody."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import translate_url
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from corner import searchable
from corner.languages.pages import active_code, snippets_in_language
from corner.languages.topics import topic_addresses
from corner.languages.versions import absolute, links_between
from corner.models import Topic
from search.asked import Asked
from search.finding import Found, find
from search.groups import groups_of


@require_safe
@cache_control(public=True, no_cache=True)
def search(request: HttpRequest) -> HttpResponse:
    """Everything that anybody may read, by words, kind and topic."""
    topics = _topics()
    asked = _known(Asked.from_address(request.GET), [topic.slug for topic in topics])
    chosen = [topic.translation_key for topic in topics if topic.slug in asked.topics]
    # Without a word only a choice asks for something: punctuation alone does not ask for everything.
    asks = bool(asked.words) or (not asked.text and bool(asked.kinds or chosen))
    found = find(asked.words, *_locale_ids(), about=chosen) if asks else Found([])
    context = {
        "asked": asked,
        "has_asked": asks or bool(asked.text),
        "found": found,
        "kinds": searchable.kinds(),
        "topics": topics,
        **_shown(request, found, asked),
    }
    response = render(request, "search/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex, follow"  # crawlers need the pages, not our lists of them
    return response


@require_safe
@cache_control(public=True, no_cache=True)
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything on a topic. What is not there in the reader's language is listed below, in English."""
    named = next((topic for topic in _topics() if topic.slug == slug), None)
    if named is None:
        raise Http404
    asked = replace(_known(Asked.from_address(request.GET), []), text="")
    found = find([], *_locale_ids(), about=[named.translation_key])
    addresses = topic_addresses([named.translation_key], request).get(named.translation_key, {})
    context = {
        "topic": named,
        "asked": asked,
        "found": found,
        "canonical": absolute(request.path),  # whatever kind or screenful was chosen
        "alternates": links_between(addresses),
        **_shown(request, found, asked),
    }
    return render(request, "search/topic.html", context)


def _known(asked: Asked, topics: list[str]) -> Asked:
    """Without kinds and topics that there are not."""
    return replace(
        asked,
        kinds=tuple(kind.key for kind in searchable.kinds() if kind.key in asked.kinds),
        topics=tuple(slug for slug in topics if slug in asked.topics),
    )


def _shown(request: HttpRequest, found: Found, asked: Asked) -> dict[str, Any]:
    """What the list of results needs: groups in the reader's language, and those in English."""
    groups = groups_of([hit for hit in found.hits if not hit.in_english], asked.kinds, asked.page)
    english = groups_of([hit for hit in found.hits if hit.in_english], asked.kinds)
    return {
        "groups": groups,
        "count": sum(group.count for group in groups),
        "english_groups": english,
        "english_count": sum(group.count for group in english),
        "all_in_english": translate_url(request.path, settings.LANGUAGE_CODE) + asked.address(),
    }


def _locale_ids() -> tuple[int, int]:
    """The reader's language and English."""
    wanted = {active_code(), settings.LANGUAGE_CODE}
    ids = dict(Locale.objects.filter(language_code__in=wanted).values_list("language_code", "pk"))
    english = ids[settings.LANGUAGE_CODE]
    return ids.get(active_code()) or english, english


def _topics() -> list[Topic]:
    """Every topic, in the reader's language where it has been translated."""
    written = Topic.objects.filter(locale__language_code=settings.LANGUAGE_CODE).select_related("locale")
    return snippets_in_language(written)
