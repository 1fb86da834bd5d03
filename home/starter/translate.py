"""Translates the starter pages that a newcomer needs first, the way a translator would: through wagtail-localize.

Drafted without a speaker, so each page is marked "not yet checked by a speaker" and readers are told.
What is translated already stays as it is.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from django.db import transaction
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from home.starter import arabic, polish
from home.starter.put import find_page, get_topic, get_venue

#: Parents before children: a child first would make an English copy of its parent (languages.md, trap 8).
TRANSLATED_PAGES = ("", "events", "techniques", "people", "techniques/world-cafe", "events/world-cafe-money")
TRANSLATED_TOPICS = ("skills", "money")
TRANSLATED_VENUES = ("Southampton Voluntary Services",)

#: Language: English string as wagtail-localize keeps it: its translation.
TRANSLATIONS: dict[str, Mapping[str, str]] = {"pl": polish.TRANSLATIONS, "ar": arabic.TRANSLATIONS}


def things_to_translate() -> Iterator[TranslatableMixin]:
    """Snippets and pages in the source language, as they are now; sample pages may be missing."""
    for slug in TRANSLATED_TOPICS:
        yield get_topic(slug)
    for name in TRANSLATED_VENUES:
        yield get_venue(name)
    for key in TRANSLATED_PAGES:
        if page := find_page(key):
            yield page


def translate_all(say: Callable[[str], None]) -> Counter[str]:
    """Add the languages and translate what is missing in each; counts what was made."""
    made: Counter[str] = Counter()
    things = list(things_to_translate())
    for code, words in TRANSLATIONS.items():
        locale, is_new = Locale.objects.get_or_create(language_code=code)
        made["language"] += is_new
        for thing in things:
            if thing.has_translation(locale):
                continue
            source = TranslationSource.update_or_create_from_instance(thing)[0]
            if unknown := untranslated(source, words):
                say(f"  left in English ({code}), as {len(unknown)} pieces of its text were changed: {thing}")
                continue
            translate(source, locale, words)
            made["translation"] += 1
            say(f"  translated: {thing} ({code})")
    return +made


def untranslated(source: TranslationSource, words: Mapping[str, str]) -> list[str]:
    """The strings of `source` that `words` has no translation for."""
    strings = StringSegment.objects.filter(source=source).order_by("order").values_list("string__data", flat=True)
    return [string for string in strings if not words.get(string)]


@transaction.atomic
def translate(source: TranslationSource, locale: Locale, words: Mapping[str, str]) -> None:
    """Write every string's translation down, and publish the result. A page is published here and not by
    `save_target`, which would wait for the end of an outer transaction."""
    translation = Translation.objects.get_or_create(source=source, target_locale=locale)[0]
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            defaults={
                "data": words[segment.string.data],
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )
    is_page = issubclass(source.specific_content_type.model_class(), Page)
    translation.save_target(publish=not is_page)
    if is_page:
        translation.get_target_instance().get_latest_revision().publish()
