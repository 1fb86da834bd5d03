"""In which languages the page of a topic can be read, for search engines.

It is no Wagtail page: its address holds in every language that is switched on, with what is not translated in English.
What counts here is whether the topic itself is there in the language.
"""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Locale

from corner.languages.config import LANGUAGES
from corner.languages.finished import unfinished
from corner.languages.versions import absolute, live_homes
from corner.models import Topic


def topic_addresses(keys: Iterable[UUID], request: HttpRequest) -> dict[UUID, dict[str, str]]:
    """The absolute addresses of topics by translation key and language code, in the order of the list of languages.

    Only languages that are switched on, and in which the topic's words are not English any more. Topics as they were
    written come first, A to Z. Queries grow with the languages in use, never with the topics.
    """
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    homes = live_homes(request)
    by_language: dict[str, list[Topic]] = defaultdict(list)
    for topic in Topic.objects.filter(translation_key__in=set(keys)).order_by("name", "pk"):
        if (code := codes[topic.locale_id]) in homes:
            by_language[code].append(topic)
    found: dict[UUID, dict[str, str]] = {topic.translation_key: {} for topic in by_language[settings.LANGUAGE_CODE]}
    for code in (language.code for language in LANGUAGES):
        topics = by_language[code]
        strings_left = unfinished(topics) if topics else {}
        with translation.override(code):
            for topic in topics:
                if topic.translation_key in found and not strings_left[topic]:
                    found[topic.translation_key][code] = absolute(topic.get_absolute_url())
    return found
