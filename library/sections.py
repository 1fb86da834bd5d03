"""A long text in parts: each heading opens one, with an address of its own for the list of contents."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Section:
    """A part of a page body. `heading` is empty for what stands before the first heading."""

    anchor: str
    heading: str = ""
    blocks: list[Any] = field(default_factory=list)


def in_sections(body: Any) -> list[Section]:
    """Split a page body at its headings of the first size; smaller headings stay inside their part.

    The anchor is the heading block's own id, which stays through edits and is shared by all translations; the
    heading's words are not in it, because they differ by language and change.
    """
    sections = [Section("part-0")]
    for number, block in enumerate(body, start=1):
        if block.block_type == "heading" and block.value["level"] == "h2":
            sections.append(Section(f"part-{(block.id or str(number))[:8]}", block.value["text"]))
        else:
            sections[-1].blocks.append(block)
    return [section for section in sections if section.heading or section.blocks]
