"""Blocks and texts as plain data: words and facts, no files, no pictures, no contact details, no hidden pages."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import get_text_for_indexing

from corner.blocks.shared import SharedCharBlock

#: Instead of what is taken out.
LEFT_OUT = "[…]"
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
#: A phone number as it is written here: with +44 or 0 before it, and ten or eleven digits in groups.
_PHONE = re.compile(r"(?<![\w./-])(?:\+\s?\d{1,3}[\s().-]*|\(?0)(?:\d[\s().-]*){8,11}\d(?![\w/])")

#: Blocks whose value is a plain fact.
_FACTS = (
    blocks.IntegerBlock,
    blocks.FloatBlock,
    blocks.DecimalBlock,
    blocks.BooleanBlock,
    blocks.DateBlock,
    blocks.TimeBlock,
    blocks.ChoiceBlock,
)

Reference = dict[str, Any]


class Nothing(Exception):
    """A block that does not leave the site."""


def without_contacts(text: str) -> str:
    """Words without the e-mail addresses and phone numbers in them."""
    return _PHONE.sub(LEFT_OUT, _EMAIL.sub(LEFT_OUT, text)).strip()


def stored(page: Any, name: str) -> list[Any]:
    """A stream as it is stored."""
    field: Any = page._meta.get_field(name)
    return field.get_prep_value(field.value_from_object(page)) or []


def pages_named(page: Any, name: str) -> Iterator[int]:
    """The ids of all pages that the blocks of a stream name."""
    yield from _ids(page._meta.get_field(name).stream_block, stored(page, name))


def _ids(block: Any, value: Any) -> Iterator[int]:
    if isinstance(block, blocks.PageChooserBlock):
        if isinstance(value, int):
            yield value
    elif isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        for name, child in block.child_blocks.items():
            yield from _ids(child, value.get(name))
    elif isinstance(block, blocks.StreamBlock | blocks.ListBlock) and isinstance(value, list):
        for child, inner, _type in _children(block, value):
            yield from _ids(child, inner)


def plain_blocks(page: Any, name: str, references: dict[int, Reference]) -> list[Any]:
    """A stream as a list of {"type", "value"}. `references` are the public pages among those that it names, by id."""
    field: Any = page._meta.get_field(name)
    assert isinstance(field, StreamField)  # noqa: S101  said by whoever calls
    return _plain(field.stream_block, stored(page, name), references)


def _plain(block: Any, value: Any, references: dict[int, Reference]) -> Any:
    """Raises Nothing for what does not leave the site; a block that is not known here never does."""
    if isinstance(block, SharedCharBlock) or value is None:
        raise Nothing  # a number or an address of somebody
    if isinstance(block, ImageBlock):
        return _alternative_text(value)
    if isinstance(block, blocks.PageChooserBlock):
        if value not in references:
            raise Nothing
        return references[value]
    if isinstance(block, blocks.StructBlock):
        return _struct(block, value, references)
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        return list(_list(block, value, references))
    if isinstance(block, blocks.RichTextBlock):
        return without_contacts(get_text_for_indexing(str(value)))
    if isinstance(block, blocks.URLBlock):
        return str(value)
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return without_contacts(str(value))
    if isinstance(block, _FACTS):
        return value
    raise Nothing


def _alternative_text(value: Any) -> str:
    if not isinstance(value, dict) or value.get("decorative") or not value.get("alt_text"):
        raise Nothing
    return without_contacts(value["alt_text"])


def _struct(block: Any, value: Any, references: dict[int, Reference]) -> dict[str, Any]:
    """What a row says. A row about a page that nobody may read does not leave; nor do words without consent."""
    if value.get("consent") is False:
        raise Nothing
    made = {}
    for name, child in block.child_blocks.items():
        try:
            made[name] = _plain(child, value.get(name), references)
        except Nothing:
            if isinstance(child, blocks.PageChooserBlock) and value.get(name):
                raise
    return made


def _list(block: Any, value: Any, references: dict[int, Reference]) -> Iterator[Any]:
    for child, inner, kind in _children(block, value):
        try:
            made = _plain(child, inner, references)
        except Nothing:
            continue
        yield {"type": kind, "value": made} if kind else made


def _children(block: Any, value: list[Any]) -> Iterator[tuple[Any, Any, str]]:
    """Each child's block, stored value, and type; children of lists have no type, and old ones were stored bare."""
    for item in value:
        if isinstance(block, blocks.ListBlock):
            is_item = isinstance(item, dict) and {"type", "value"} <= item.keys()
            yield block.child_block, item["value"] if is_item else item, ""
        elif item["type"] in block.child_blocks:
            yield block.child_blocks[item["type"]], item["value"], item["type"]


def as_lines(value: Any) -> str:
    """Any value of an item as text for one cell of a table."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        is_short = all(isinstance(each, str) or (isinstance(each, dict) and "key" in each) for each in value)
        return ("; " if is_short else "\n").join(filter(None, map(as_lines, value)))
    if isinstance(value, dict):
        if "key" in value:
            return str(value["title"])
        if value.keys() == {"type", "value"}:
            return as_lines(value["value"])
        return " | ".join(filter(None, map(as_lines, value.values())))
    return str(value)


def reference(key: UUID, title: str) -> Reference:
    """How another page is named: its key is the same in every language."""
    return {"key": str(key), "title": title}
