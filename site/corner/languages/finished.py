"""When a translation is finished: every string of it is the translator's own.

"100 %" in the translation editor is not enough. A page can be filled to the last string there and still hold English,
until the editor saves it (languages.md, trap 10). So what counts is the text of the page itself, string by string.
"""

from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from itertools import zip_longest
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from corner.publishing import NotReady

#: The strings of a page, in their order, by their path in its content ("title", "body.<block id>.text" …).
Texts = dict[str, list[str]]

#: So many words that are the same in two languages may be a name.
LONGEST_NAME = 3


class HalfTranslated(NotReady):
    """A translation that still holds text in the source's language, or text that no translator wrote."""

    def __init__(self, strings: int) -> None:
        message = _("Pieces of text that are not translated yet: %(count)d. Translate them, then publish again.")
        super().__init__({NON_FIELD_ERRORS: message % {"count": strings}})


def refuse_unfinished(instance: Any) -> None:
    """Raises HalfTranslated unless every string of a managed translation is the translator's."""
    if strings := strings_left(instance):
        raise HalfTranslated(strings)


class NotToCopy(NotReady):
    """An unfinished translation. Its copy would be a page of its own, and pass for written in its language."""

    #: Nobody wanted to publish: the message is the whole sentence.
    headline: ClassVar[str] = "{}"

    def __init__(self, page: Any) -> None:
        message = _("Nothing was copied. “%(page)s” is not translated to the end: its copy would keep English words.")
        super().__init__({NON_FIELD_ERRORS: message % {"page": page.get_admin_display_title()}})


def refuse_to_copy_unfinished(page: Any) -> None:
    """Raises NotToCopy unless every string is the translator's, or the page is no translation."""
    if strings_left(page):
        raise NotToCopy(page)


def strings_left(instance: Any) -> int:
    """How many strings of this page or snippet are not translated; 0 for an original or an alias."""
    return unfinished([instance])[instance]


def unfinished(instances: Sequence[Any]) -> dict[Any, int]:
    """How many strings each of `instances`, all of one language, still has to have translated. Two queries in all.

    Only translatable strings are counted. What is no translation (an original, an alias, a page that was written
    freely in its language) has none left. Where staff have stopped the translation nobody keeps its strings any more:
    there, sentences that are still the source's are counted, for two queries more.
    """
    left = dict.fromkeys(instances, 0)
    originals = [instance for instance in instances if not getattr(instance, "alias_of_id", None)]
    if not originals:
        return left
    locale_id = originals[0].locale_id
    rows = Translation.objects.filter(
        source__object_id__in={instance.translation_key for instance in originals}, target_locale_id=locale_id
    ).values_list("enabled", "source__object_id", "source_id", "source__locale_id")
    sources = {key: source_id for enabled, key, source_id, _locale in rows if enabled}
    stopped = {key: source_locale for enabled, key, _source, source_locale in rows if not enabled}
    wanted = _translated_texts(set(sources.values()), locale_id)
    for instance in originals:
        if source_id := sources.get(instance.translation_key):
            left[instance] = _differences(wanted[source_id], texts_of(instance))
    unmanaged = [instance for instance in originals if instance.translation_key not in sources]
    for instance, source in _with_sources(unmanaged, stopped):
        left[instance] = _left_as_it_was(texts_of(source), texts_of(instance))
    return left


def _with_sources(instances: Sequence[Any], stopped: dict[Any, int]) -> list[tuple[Any, Any]]:
    """Those of `instances` that have a source in another language, with it; one query for each of their models.

    A page knows its source language; a snippet's is known from its translation, stopped or not.
    """
    languages = {
        instance: getattr(instance, "source_locale_id", None) or stopped.get(instance.translation_key)
        for instance in instances
    }
    by_model = defaultdict(list)
    for instance, source_locale in languages.items():
        if source_locale and source_locale != instance.locale_id:
            by_model[type(instance)].append(instance)
    found = []
    for model, of_model in by_model.items():
        candidates = model._default_manager.filter(
            translation_key__in={instance.translation_key for instance in of_model}
        )
        rows = {(row.translation_key, row.locale_id): row for row in candidates}
        for instance in of_model:
            if source := rows.get((instance.translation_key, languages[instance])):
                found.append((instance, source))
    return found


def _left_as_it_was(source: Texts, present: Texts) -> int:
    """How many strings are the source's, word for word. A few words may be a name, the same in every language."""
    return sum(
        string in source.get(path, ()) and len(string.split()) > LONGEST_NAME
        for path, strings in present.items()
        for string in strings
    )


def texts_of(instance: Any) -> Texts:
    """Every translatable string of a page or snippet as it is now."""
    texts: Texts = defaultdict(list)
    for segment in extract_segments(_as_stored(instance)):
        if isinstance(segment, StringSegmentValue):
            texts[segment.path].append(_plain(segment.string.data))
    return texts


def _as_stored(instance: Any) -> Any:
    """A copy whose StreamFields are as the database will have them.

    wagtail-localize reads some words (what a picture shows, items of a list) from a block's stored form; on a page
    that it has just translated in memory these are still the original's.
    """
    stored = copy(instance)
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            value = field.value_from_object(instance)
            setattr(stored, field.attname, field.to_python(field.get_prep_value(value)))
    return stored


def _translated_texts(source_ids: set[int], locale_id: int) -> dict[int, Texts]:
    """What translators wrote for each source; an empty string stands for what is missing or has an error."""
    texts: dict[int, Texts] = defaultdict(lambda: defaultdict(list))
    segments = StringSegment.objects.filter(source_id__in=source_ids).annotate_translation(locale_id)
    for source_id, path, translation in segments.order_by("order").values_list(
        "source_id", "context__path", "translation"
    ):
        texts[source_id][path].append(_plain(translation or ""))
    return texts


def _differences(wanted: Texts, present: Texts) -> int:
    return sum(
        not want or want != have
        for path, strings in wanted.items()
        for want, have in zip_longest(strings, present.get(path, ()), fillvalue="")
    )


def _plain(html: str) -> str:
    """The words alone. Marks inside a string may differ: a translator can put two links in another order."""
    return " ".join(StringValue(html).render_text().split())


def says_the_same(instance: Any, other: Any) -> bool:
    """Whether two versions of a page hold the same words."""
    return texts_of(instance) == texts_of(other)
