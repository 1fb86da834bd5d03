"""What a StreamField lacks that its blocks require.

The admin's form asks the blocks themselves, and so keeps this away from pages that are published there. Pages that are
published by other routes are asked here: the blocks' own check would look up every chosen page and picture once more.
"""

from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText, get_text_for_indexing


def stream_fields(page: Page) -> list[StreamField]:
    return [field for field in page._meta.get_fields() if isinstance(field, StreamField)]


def missing_part(stream: blocks.StreamValue) -> str:
    """The first part that is required and not there, by its names ("Note: Text"); empty where nothing lacks."""
    for child in stream:
        if (path := _missing(child.block, child.value)) is not None:
            return ": ".join(str(label) for label in [child.block.label, *path])
    return ""


def _missing(block: blocks.Block, value: Any) -> list[str] | None:
    """The labels on the way to the first part that is missing, below the block itself; None where all is there."""
    if isinstance(block, ImageBlock):
        # Its words for who cannot see the picture; the picture itself is a choice, as below.
        silent = value and not value.decorative and not value.contextual_alt_text
        return [block.child_blocks["alt_text"].label] if silent else None
    if isinstance(block, blocks.StructBlock):
        found = ((child, _missing(child, value.get(name))) for name, child in block.child_blocks.items())
        return next(([child.label, *path] for child, path in found if path is not None), None)
    if isinstance(block, blocks.ListBlock):
        if block.meta.min_num and len(value) < block.meta.min_num:
            return []
        return next((path for item in value if (path := _missing(block.child_block, item)) is not None), None)
    return [] if _lacks(block, value) else None


def _lacks(block: blocks.Block, value: Any) -> bool:
    """Whether something has to be here and is not.

    A page or picture that was chosen and is gone is no reason to hold back the text: readers see the rest.
    """
    if isinstance(block, blocks.ChooserBlock) or not block.required:
        return False
    if isinstance(value, RichText):
        return not get_text_for_indexing(value.source).strip()
    return value in (None, False) or (isinstance(value, str) and not value.strip())
