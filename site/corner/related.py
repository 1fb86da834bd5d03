"""The registry for lists that look upward: what in the rooms above points at this page.

A lower room cannot import an upper one, yet a technique lists the case studies that used it. So the upper room
registers a provider in `AppConfig.ready()`, and the lower template says `{% related_to page %}`.
Providers match on `translation_key`: a foreign key names one language's row, and the Polish list would else be empty.
What shares a topic, a technique or a person with a page without pointing at it is in `corner/see_also.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from wagtail.models import Page

from corner.languages.pages import open_to_all


@dataclass(frozen=True)
class Provider:
    """One list: pages (or other objects) that point at a target of one model."""

    target: type[Model]
    label: str | Promise
    order: int
    find: Callable[[Any], QuerySet]


_providers: list[Provider] = []


def register(target: type[Model], label: str | Promise, order: int, find: Callable[[Any], QuerySet]) -> None:
    """Add a list to the pages of `target`.

    `find` takes the target object and gives a queryset of pages in the *source* language of each; the template tag
    narrows it to what the reader may see and shows each page in the reader's language. Lists come in rising `order`.
    """
    _providers.append(Provider(target, label, order, find))
    _providers.sort(key=lambda provider: provider.order)


def related_lists(target: Model) -> Iterator[tuple[str | Promise, QuerySet]]:
    """The label and queryset of every list registered for this object's model, in order."""
    for provider in _providers:
        if isinstance(target, provider.target):
            yield provider.label, provider.find(target)


def visible(pages: QuerySet) -> QuerySet:
    """Pages that anybody may read: live, and behind no view restriction (rule 9 of design.md)."""
    return open_to_all(pages.filter(live=True)) if issubclass(pages.model, Page) else pages


def is_page(obj: object) -> bool:
    return isinstance(obj, Page)
