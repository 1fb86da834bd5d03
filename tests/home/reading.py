"""How hard a page of the starter content is to read: its sentences, and their Flesch-Kincaid grade."""

import re

from django.db import models
from wagtail.fields import StreamField

from home.starter import (
    case_studies,
    events,
    home,
    information,
    legal_pages,
    organisations,
    people,
    recommendations,
    resource,
    techniques,
)
from home.starter.recommendations import OWN_WORDS
from home.starter.words import LINK, Name

#: Facts, names and other people's words: not prose of ours.
NOT_PROSE = {
    "title",
    "fact",
    "time",
    "kind",
    "value",
    "level",
    "id",
    "type",
    "date",
    "citation",
    "doi",
    "website",
    "source",
    "published_on",
    "publisher",
    "area",
    "named_in",
    "slug",
    "faults",
    "safeguarding_lead",
    "purposes",
    "content_notes",
}
SILENT_E = re.compile(r"(?<![aeiouy])e$|(?<=[aeiouyl])es$|(?<![dt])ed$")


def all_pages(today):
    """Every page of the starter content, samples too."""
    return [
        home.HOME, *home.INDEXES, people.CONTACTS, *organisations.ORGANISATIONS, *people.PEOPLE,
        *techniques.TECHNIQUES, *case_studies.CASE_STUDIES, recommendations.INDEX, *recommendations.RECOMMENDATIONS,
        resource.REPORT, *information.INFORMATION, *legal_pages.LEGAL_PAGES,
        events.WORKSHOP_OF_2024, *events.sample_events(today),
    ]  # fmt: skip


def prose(content):
    """The pieces of running text on a page, one a paragraph, list item or field."""
    yield content.intro
    for name, value in content.fields.items():
        field = content.model._meta.get_field(name)
        if name in NOT_PROSE or isinstance(value, Name):
            continue
        if isinstance(field, StreamField):
            yield from _in_blocks(value)
        elif isinstance(field, (models.CharField, models.TextField)) and not field.choices:
            yield from value.split("\n")


def _in_blocks(value):
    if isinstance(value, Name):
        return
    if isinstance(value, str):
        pieces = re.split(r"</?(?:p|ul|ol|li)>", LINK.sub(r"\2", value))
        yield from (piece.strip() for piece in pieces if piece.strip())
    elif isinstance(value, list):
        for entry in value:
            yield from _in_blocks(entry)
    elif isinstance(value, dict):
        if isinstance(value.get("value"), dict) and value["value"].get("title") == OWN_WORDS:
            return
        if value.get("type") == "heading":
            return
        for name, entry in value.items():
            if name not in NOT_PROSE or (name == "value" and "type" in value):
                yield from _in_blocks(entry)


#: A name is as hard as it is; each counts as one short word.
NAMES = sorted(
    [page.title for page in (*organisations.ORGANISATIONS, *people.PEOPLE)]
    + ["Southampton Coproduction Corner", "Veracity Recreation Ground", "Making Coproduction Meaningful"],
    key=len,
    reverse=True,
)


def sentences(text):
    """The sentences of a piece of text; a list item without a full stop counts as one."""
    for name in NAMES:
        text = text.replace(name, "Ann")
    text = re.sub(r"\b(\d+)\.(\d+)", r"\1 \2", text)
    parts = re.split(r"(?<=[.!?])[”’)]?\s+(?=[“‘A-Z0-9])", text)
    return [part for part in parts if words(part)]


def words(text):
    return re.findall(r"[A-Za-zÀ-ž]+(?:[’'-][A-Za-z]+)*", text)


def syllables(word):
    """How many syllables an English word has, roughly: groups of vowels, without a silent e."""
    core = SILENT_E.sub("", word.lower().replace("’", ""))
    return max(1, len(re.findall(r"[aeiouy]+", core)))


def grade(pieces):
    """The Flesch-Kincaid school grade of all pieces of text together; age is about the grade plus five."""
    all_sentences = [sentence for piece in pieces for sentence in sentences(piece)]
    all_words = [word for sentence in all_sentences for word in words(sentence)]
    per_sentence = len(all_words) / len(all_sentences)
    per_word = sum(map(syllables, all_words)) / len(all_words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59
