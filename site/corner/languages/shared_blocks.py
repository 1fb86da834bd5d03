"""Facts inside StreamFields: minutes, clock times, dates, ticks and phone numbers come from the source (trap 4).

A translation has its own copy of every block, words and facts together. When the programme moves by an hour, the copy
still says the old time; so the facts are laid over the translation's words whenever these are shown. Never saved.
"""

from typing import Any

from django.db.models import Model
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from corner.blocks.shared import SharedCharBlock

#: Blocks that hold no words. Pages, pictures, files and web addresses may differ by language, so they are not here.
FACTS = (
    SharedCharBlock,
    blocks.IntegerBlock,
    blocks.FloatBlock,
    blocks.DecimalBlock,
    blocks.BooleanBlock,
    blocks.DateBlock,
    blocks.TimeBlock,
    blocks.DateTimeBlock,
    blocks.ChoiceBlock,
    blocks.MultipleChoiceBlock,
)


def lay_facts_over(translation: Model, source: Model) -> None:
    """Give `translation`, in memory, the facts that its blocks have in `source`. Asks the database for nothing.

    Blocks are the same by their id. One that the source no longer has stays as it is, but somebody's own words go with
    the original: perhaps they no longer agree. A new one of the source has no translated words yet and does not appear.
    """
    if translation is source:
        return
    for field in type(translation)._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        own, theirs = (field.get_prep_value(field.value_from_object(obj)) for obj in (translation, source))
        if own and (laid := _children(field.stream_block, own, theirs or [])) != own:
            setattr(translation, field.attname, laid)


def _laid(block: blocks.Block, own: Any, theirs: Any) -> Any:
    """The stored form `own` of one block, with the facts of `theirs`."""
    if isinstance(block, FACTS):
        return theirs
    if isinstance(block, ImageBlock):
        return own  # whether a picture only decorates is said of this picture, and each language may have its own
    if isinstance(block, blocks.StructBlock) and isinstance(own, dict) and isinstance(theirs, dict):
        return own | {
            name: _laid(child, own.get(name), theirs[name])
            for name, child in block.child_blocks.items()
            if name in theirs and (name in own or isinstance(child, FACTS))
        }
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock) and isinstance(own, list) and isinstance(theirs, list):
        return _children(block, own, theirs)
    return own


def _children(block: blocks.Block, own: list[Any], theirs: list[Any]) -> list[Any]:
    """The children of a stream or list, each with the facts of the child that has its id and type in `theirs`."""
    by_id = {child["id"]: child for child in theirs if _has_id(child)}
    return [
        _child(block, child, by_id.get(child["id"])) if _has_id(child) else child
        for child in own
        if not _is_withdrawn(block, child, by_id)
    ]


def _is_withdrawn(block: Any, child: Any, theirs: dict[str, Any]) -> bool:
    if not isinstance(block, blocks.StreamBlock) or not _has_id(child) or child["id"] in theirs:
        return False
    return getattr(block.child_blocks.get(child["type"]), "goes_with_original", False)


def _child(block: Any, own: dict[str, Any], theirs: dict[str, Any] | None) -> dict[str, Any]:
    inner = block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks.get(own["type"])
    if theirs is None or inner is None or own["type"] != theirs["type"]:
        return own
    return own | {"value": _laid(inner, own["value"], theirs["value"])}


def _has_id(child: Any) -> bool:
    """Not so in lists that were stored before Wagtail gave their items ids."""
    return isinstance(child, dict) and {"id", "type", "value"} <= child.keys() and bool(child["id"])
