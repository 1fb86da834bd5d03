"""The words of a page as they are stored: running text, links and pictures, by the field they stand in."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from corner.blocks.body import PictureBlock, QuoteBlock
from corner.blocks.shared import SharedCharBlock
from corner.models import BasePage

#: Shorter fields hold names and facts, no sentences.
SHORTEST_PROSE = 200
PARAGRAPH = re.compile(r"</?(?:p|ul|ol|li|h\d|br)\b[^>]*>")
LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)


def paragraphs(page: BasePage) -> Iterator[tuple[str, str]]:
    """Each paragraph, list item or line that staff wrote, with the name of its field. Other people's words are left
    out: nobody may rewrite a quote."""
    for field in _written(page):
        value = getattr(page, field.name)
        if isinstance(field, StreamField):
            for block, words in _leaves(value):
                if not isinstance(block, QuoteBlock):
                    yield from ((field.name, piece) for piece in _pieces(words))
        else:
            yield from ((field.name, piece) for piece in _pieces(value))


def link_texts(page: BasePage) -> Iterator[tuple[str, str]]:
    """The text of each link in running text, with the name of its field."""
    for field in _written(page):
        if isinstance(field, StreamField):
            for _block, words in _leaves(getattr(page, field.name)):
                if isinstance(words, RichText):
                    yield from ((field.name, _plain(found)) for found in LINK.findall(words.source))


def pictures_without_caption(page: BasePage) -> Iterator[str]:
    """The name of the field for each picture in the text that is no decoration and has no caption."""
    for field in _written(page):
        if isinstance(field, StreamField):
            for child in getattr(page, field.name):
                image = child.value.get("image") if isinstance(child.block, PictureBlock) else None
                if image and not image.decorative and not child.value["caption"]:
                    yield field.name


def _written(page: BasePage) -> Iterator[Any]:
    """The fields that hold words of this page: not facts, and not what only search engines read."""
    shared = {each.field_name for each in page.override_translatable_fields}
    for field in page._meta.concrete_fields:
        if field.name in shared or not field.editable or field.model._meta.label == "wagtailcore.Page":
            continue
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if isinstance(field, StreamField) or (is_text and (field.max_length or SHORTEST_PROSE) >= SHORTEST_PROSE):
            yield field


def _leaves(stream: blocks.StreamValue) -> Iterator[tuple[Any, Any]]:
    """Every piece of text in a stream, with the block at its top that it belongs to."""
    for child in stream:
        yield from _below(child.block, child.value, child.block)


def _below(block: Any, value: Any, top: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(block, ImageBlock):
        return  # its value is a picture; its words are for those who cannot see it
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _below(child, value.get(name), top)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _below(block.child_block, item, top)
    elif isinstance(value, RichText) or (
        isinstance(block, blocks.CharBlock | blocks.TextBlock) and not isinstance(block, SharedCharBlock) and value
    ):
        yield top, value


def _pieces(words: Any) -> Iterator[str]:
    text = words.source if isinstance(words, RichText) else str(words)
    split = PARAGRAPH.split(text) if isinstance(words, RichText) else text.split("\n")
    yield from (piece for part in split if (piece := _plain(part) if isinstance(words, RichText) else part.strip()))


def _plain(html: str) -> str:
    return unescape(strip_tags(html)).strip()
