"""A change of spaces is no change of words: what translators wrote stays.

To wagtail-localize a string with one space more is another string, which nobody has translated. One space taken out of
the English text would send the page back to every translator, and keep it from being published.
"""

import re
from collections import defaultdict

from wagtail_localize.models import StringTranslation, TranslationSource

_LINE_BREAK = re.compile(r"<br\s*/?>")
_MARK = re.compile(r"\s*(<[^>]+>)\s*")


def same_words(html: str) -> str:
    """A string of wagtail-localize as it is compared here: spaces and line breaks count as one space.

    Marks (bold, a link) count, for a translation must have the same links.
    """
    return " ".join(_MARK.sub(r"\1", _LINE_BREAK.sub(" ", html)).split())


def words_in(source: TranslationSource) -> set[tuple[int, str]]:
    """The pieces of text of `source`, each with the place it stands in."""
    segments = source.stringsegment_set.values_list("context_id", "string__data")
    return {(context_id, same_words(html)) for context_id, html in segments}


def keep_translations(source: TranslationSource) -> None:
    """After `source` was read anew: strings that changed in spaces only get the translation they had. Two queries.

    Its date stays, too: nobody has translated anything.
    """
    by_place: dict[int, list[StringTranslation]] = defaultdict(list)
    known = StringTranslation.objects.filter(
        context__object_id=source.object_id, translation_of__locale_id=source.locale_id
    )
    for translation in known.select_related("translation_of").order_by("updated_at"):
        by_place[translation.context_id].append(translation)
    for segment in source.stringsegment_set.select_related("string"):
        there = by_place[segment.context_id]
        languages = {one.locale_id for one in there if one.translation_of_id == segment.string_id}
        words = same_words(segment.string.data)
        newest = {
            one.locale_id: one
            for one in there
            if one.locale_id not in languages and not one.has_error and same_words(one.translation_of.data) == words
        }
        for old in newest.values():
            _copy(old, segment.string_id)


def _copy(old: StringTranslation, string_id: int) -> None:
    kept = StringTranslation(
        translation_of_id=string_id,
        locale_id=old.locale_id,
        context_id=old.context_id,
        data=old.data,
        translation_type=old.translation_type,
        tool_name=old.tool_name,
        last_translated_by_id=old.last_translated_by_id,
    )
    kept.save()
    StringTranslation.objects.filter(pk=kept.pk).update(updated_at=old.updated_at)
