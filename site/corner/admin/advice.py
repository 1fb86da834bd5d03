"""Advice on a page as it was last saved, for the panel above its form. The rules stand in `advice_rules.py`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from corner import reading
from corner.admin import advice_rules as rules
from corner.admin.prose import link_texts, paragraphs, pictures_without_caption
from corner.fields import Answer, AnswerField
from corner.models import BasePage

#: So many of one rule in one field are shown; whoever mends them sees the next.
MOST_OF_A_KIND = 3
SHOWN_WORDS = 8


class Advice(NamedTuple):
    field: str  # empty for the whole page
    words: str


def advice_on(page: BasePage) -> list[Advice]:
    """What could be better on `page`. Costs no query for text; long sentences and readability only in English, because
    the measures are made for it."""
    own = (Advice(field, _words(rule)) for field, rule in page.advice())
    return [*own, *_answers(page), *_links(page), *_pictures(page), *(_reading(page) if _is_english(page) else ())]


def _is_english(page: BasePage) -> bool:
    return page.locale.language_code == settings.LANGUAGE_CODE


def _answers(page: BasePage) -> Iterator[Advice]:
    for field in page._meta.concrete_fields:
        if isinstance(field, AnswerField) and getattr(page, field.name) == Answer.YES:
            details = f"{field.name}_details"
            if not getattr(page, details, "-").strip():
                yield Advice(details, _words(rules.YES_WITHOUT_DETAILS))


def _links(page: BasePage) -> Iterator[Advice]:
    for field, text in link_texts(page):
        rule = rules.VAGUE_LINK if text.strip(" .…»>").lower() in rules.VAGUE_LINKS else None
        rule = rule or (rules.BARE_ADDRESS if re.match(rules.ADDRESS, text) else None)
        if rule:
            yield Advice(field, _("{advice} It says: “{text}”.").format(advice=_words(rule), text=text[:60]))


def _pictures(page: BasePage) -> Iterator[Advice]:
    for field in pictures_without_caption(page):
        yield Advice(field, _words(rules.NO_CAPTION))


def _reading(page: BasePage) -> Iterator[Advice]:
    found = list(paragraphs(page))
    seen: dict[str, int] = {}
    for field, piece in found:
        for sentence in reading.sentences(piece):
            words = sentence.split()
            if len(reading.words(sentence)) > rules.LONGEST_SENTENCE and seen.get(field, 0) < MOST_OF_A_KIND:
                seen[field] = seen.get(field, 0) + 1
                begin = " ".join(words[:SHOWN_WORDS])
                yield Advice(field, _("{advice} It begins: “{text} …”").format(advice=_long(), text=begin))
    pieces = [piece for _field, piece in found]
    if sum(len(reading.words(piece)) for piece in pieces) >= rules.SHORTEST_TO_MEASURE:
        age = reading.reading_age(pieces)
        if age > rules.HIGHEST_READING_AGE:
            told = _("{advice} Its reading age is about {age}.").format(
                advice=_words(rules.HARD_TO_READ), age=round(age)
            )
            yield Advice("", told)


def _long() -> str:
    return _words(rules.LONG_SENTENCE)


def _words(rule: rules.Rule) -> str:
    return f"{rule.name}. {rule.remedy}"
