"""What one page of the starter content is, before it is in the tree."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from corner.models import BasePage

#: All keys of starter content are made from this: a page is found again whatever staff call it later.
STARTER = uuid.uuid5(uuid.NAMESPACE_URL, "southampton-coproduction-corner/starter-content")


def key_for(name: str) -> uuid.UUID:
    """The translation_key of the piece of starter content with this name; always the same."""
    return uuid.uuid5(STARTER, name)


@dataclass(frozen=True)
class PageContent:
    """One page. Its key is its path below home, such as `techniques/world-cafe`; `""` is home."""

    key: str
    model: type[BasePage]
    title: str
    intro: str
    #: The other fields: plain values, lists of blocks (see words.py), and names of other content.
    fields: dict[str, Any] = field(default_factory=dict)
    #: Fields that name pages which are made later than this one; filled in at the end.
    later: dict[str, Any] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    #: The name of a drawing in pictures.py; without `alt` it is decoration.
    picture: str = ""
    alt: str = ""

    @property
    def parent(self) -> str:
        return self.key.rpartition("/")[0]

    @property
    def slug(self) -> str:
        return self.key.rpartition("/")[2] or "home"

    @property
    def translation_key(self) -> uuid.UUID:
        return key_for(f"page:{self.key}")
