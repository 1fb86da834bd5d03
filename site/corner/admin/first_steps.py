"""What somebody can do first, for whom nothing waits: the empty first screen teaches.

Each room registers its steps in its `wagtail_hooks`; which of them somebody reads depends on their rights.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from wagtail.admin.ui.components import Component


@dataclass(frozen=True)
class Step:
    """A link, and in one sentence what comes of it. Steps stand in rising `order`."""

    words: str | Promise
    why: str | Promise
    url: str
    order: int


_finders: list[Callable[[Any], Iterable[Step]]] = []


def register(find: Callable[[Any], Iterable[Step]]) -> Callable[[Any], Iterable[Step]]:
    """Add the steps that `find(user)` gives; use it as a decorator."""
    _finders.append(find)
    return find


def steps_for(user: Any) -> list[Step]:
    """All that `user` may do, in order."""
    return sorted((step for find in _finders for step in find(user)), key=lambda step: step.order)


class FirstSteps(Component):
    """For whoever has nothing to do: where to begin."""

    name = "first_steps"
    template_name = "corner/admin/first_steps.html"

    class Media:
        css = {"all": ["corner/admin/home.css"]}

    def __init__(self, steps: Sequence[Step], *, order: int) -> None:
        self.steps, self.order = steps, order

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"steps": self.steps}
