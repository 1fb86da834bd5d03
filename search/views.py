"""The search page and the pages of topics. All only read, set no cookie and may be cached by anybody."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from corner.languages.config import LANGUAGES
from corner.languages.pages import active_code, snippets_in_language
from corner.languages.topics import topic_addresses
from corner.languages.versions import absolute, links_between, live_homes
from corner.models import Topic
from search import not_found
from search.asked import Asked
from search.facets import TOPIC, Narrowing, only
from search.finding import Found, find, find_partly, public_objects
from search.groups import groups_of
from search.guessing import did_you_mean
from search.promoted import promoted
from search.why import explained


@require_safe
@cache_control(public=True, no_cache=True)
def search(request: HttpRequest) -> HttpResponse:
    """Everything that anybody may read, by words and by what is chosen: kind, topic, area, stage."""
    locale_ids, topics = _locale_ids(), _topics()
    asked = Asked.from_address(request.GET)
    # Without a word only a choice asks for something: punctuation alone does not ask for everything.
    if asked.text and not asked.words:
        found, narrowing = Found([]), Narrowing([], {}, topics)
    else:
        asked, found, narrowing = _found(asked, locale_ids, topics)
    asks = bool(asked.words) or (not asked.text and asked.is_narrowed)
    is_nothing = bool(asked.words) and not found.hits and not found.is_degraded
    meant, partly = _instead(asked, locale_ids) if is_nothing else (None, [])
    if partly:
        narrowing = Narrowing(partly, asked.chosen, topics)
    context = {
        "asked": asked,
        "has_asked": asks or bool(asked.text),
        "found": found,
        "narrowing": narrowing,
        "meant": meant,
        "is_partly": bool(partly),
        "promoted": promoted(asked.words, *locale_ids) if asked.words and not asked.is_narrowed else [],
        **_shown(request, narrowing if asks else Narrowing([], {}, topics), asked, topics),
    }
    response = render(request, "search/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex, follow"  # crawlers need the pages, not our lists of them
    if is_nothing and request.method == "GET":
        not_found.count_after(response, asked.text, active_code())
    return response


@require_safe
@cache_control(public=True, no_cache=True)
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything on a topic. What is not there in the reader's language is listed below, in English."""
    topics = _topics()
    named = next((topic for topic in topics if topic.slug == slug), None)
    if named is None:
        raise Http404
    asked = Asked.from_address(request.GET)
    asked = replace(asked, text="", chosen={"kind": asked.kinds})
    found = find([], *_locale_ids(), within=only({TOPIC: [named.slug]}))
    addresses = topic_addresses([named.translation_key], request).get(named.translation_key, {})
    context = {
        "topic": named,
        "asked": asked,
        "found": found,
        "canonical": absolute(request.path),  # whatever kind or screenful was chosen
        "alternates": links_between(addresses),
        **_shown(request, Narrowing(found.hits, asked.chosen, topics), asked, topics),
    }
    return render(request, "search/topic.html", context)


@require_safe
@cache_control(public=True, no_cache=True)
def topic_list(request: HttpRequest) -> HttpResponse:
    """Every topic A to Z, with how much there is on it."""
    topics = _topics()
    narrowing = Narrowing(find([], *_locale_ids()).hits, {}, topics)
    counted = next((each.choices for each in narrowing.filters() if each.key == TOPIC), [])
    counts = {choice.value: choice.count for choice in counted}
    homes = live_homes(request)
    # The words around the names are there in every language that is switched on.
    context = {
        "topics": [(topic, counts.get(topic.slug, 0)) for topic in sorted(topics, key=lambda each: each.name)],
        "canonical": absolute(reverse("topics")),
        "alternates": links_between(
            {
                language.code: absolute(translate_url(reverse("topics"), language.code))
                for language in LANGUAGES
                if language.code in homes
            }
        ),
    }
    return render(request, "search/topic_list.html", context)


def _found(asked: Asked, locale_ids: tuple[int, int], topics: list[Topic]) -> tuple[Asked, Found, Narrowing]:
    """What there is, and which of the choices in the address there are at all: any other counts as not made."""
    found = find(asked.words, *locale_ids)
    narrowing = Narrowing(found.hits, asked.chosen, topics)
    asked = replace(asked, chosen={key: values for key, values in narrowing.chosen.items() if values})
    if found.has_more and (within := only(asked.chosen)):
        # Of very much, the best were looked at; so those that fit are looked for by themselves.
        found = find(asked.words, *locale_ids, within=within)
        narrowing.looked_for = found.hits
    return asked, found, narrowing


def _instead(asked: Asked, locale_ids: tuple[int, int]) -> tuple[str | None, list[Any]]:
    """For a question that nothing answers: the question that was perhaps meant, and what answers part of it."""
    both = dict.fromkeys(locale_ids)
    words = did_you_mean(asked.words, [objects for each in both for objects in public_objects(each)])
    if words and not find(words, *locale_ids).hits:
        words = []
    return " ".join(words) or None, find_partly(asked.words, *locale_ids)


def _shown(request: HttpRequest, narrowing: Narrowing, asked: Asked, topics: list[Topic]) -> dict[str, Any]:
    """What the list of results needs: groups in the reader's language, and those in English."""
    hits = narrowing.results()
    groups = groups_of([hit for hit in hits if not hit.in_english], asked.kinds, asked.page)
    english = groups_of([hit for hit in hits if hit.in_english], asked.kinds)
    return {
        "groups": explained(groups, asked.words, topics),
        "count": sum(group.count for group in groups),
        "english_groups": explained(english, asked.words, topics),
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
