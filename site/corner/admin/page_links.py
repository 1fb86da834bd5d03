"""The registry for links that stand above the form of a page, such as the sign-ups of an event.

Corner cannot know what the rooms above it have. They register what they offer in `AppConfig.ready()`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PageLink:
    """A link for staff, to the admin or to the site."""

    label: str
    url: str


_finders: list[Callable[[Any, Any], Iterable[PageLink]]] = []


def register(find: Callable[[Any, Any], Iterable[PageLink]]) -> None:
    """Add the links that `find(page, user)` gives: only what `user` may open, and nothing for pages of another kind."""
    _finders.append(find)


def links_for(page: Any, user: Any) -> list[PageLink]:
    """What all rooms offer for `page`, in the order in which they registered."""
    return [link for find in _finders for link in find(page, user)]
