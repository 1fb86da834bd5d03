"""The registry of what can be searched: an app says which of its things belong together, and how one is shown.

Search itself knows no app above corner (design.md, "The house"). Each app registers its kinds in `AppConfig.ready()`;
pages that nobody claims are found too, under "Pages".
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

Words = str | Promise


@dataclass(frozen=True)
class Card:
    """One result as it is shown. `obj` is the page or snippet whose words these are: it tells their language."""

    obj: Any
    title: str
    url: str
    summary: str = ""
    #: A few words above the title, in the reader's language: a date, a stage, a length of time.
    kicker: Words = ""
    #: Small facts below: (what, answer). Answers may be the page's own words.
    bits: list[tuple[Words, Words]] = field(default_factory=list)
    #: Filled by search where title and summary do not show why it was found: a piece of its text, or its topic.
    excerpt: str = ""
    topic: str = ""


def page_card(page: Any, kicker: Words = "", bits: Sequence[tuple[Words, Words | None]] = ()) -> Card:
    """The card of a page: its own title and intro. Bits without an answer are left out."""
    return Card(page, page.title, page.url or "", page.intro, kicker, [(what, said) for what, said in bits if said])


def plain_cards(pages: Sequence[Any]) -> list[Card]:
    """Cards without facts."""
    return [page_card(page) for page in pages]


@dataclass(frozen=True)
class Kind:
    """Things that are listed together: pages of some models, or one model of snippets."""

    key: str  # in addresses: ?kind=events
    label: Words
    section: str  # s-events, s-cases, s-techniques or s-people
    order: int
    models: tuple[type[Model], ...]
    #: Cards of objects of these models, in the same order, in a constant number of queries. Facts come from
    #: `page.facts`, which is filled.
    cards: Callable[[Sequence[Any]], list[Card]] = plain_cards

    @property
    def is_pages(self) -> bool:
        return not self.models or issubclass(self.models[0], Page)


@dataclass(frozen=True)
class Facet:
    """Something that results are narrowed by beside their kind, such as the stage of case studies."""

    key: str  # in addresses: ?stage=under-way
    label: Words
    order: int
    #: What its values are called, in the order of the list. Empty: a value is a name, and stands for itself.
    labels: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class Described:
    """Where the values of a facet are: `path` from `objects`, which are in the language they were written in."""

    objects: Callable[[], QuerySet]
    path: str


#: Pages of no other kind.
PAGES = Kind("pages", _("Pages"), "s-people", 100, ())

_kinds: dict[str, Kind] = {PAGES.key: PAGES}
_allowed: dict[type[Model], Callable[[], QuerySet]] = {}
_facets: dict[str, Facet] = {}
_described: dict[str, list[Described]] = {}
_names: list[Callable[[], Iterable[str]]] = []


def register(kind: Kind) -> None:
    """Make a kind findable. Call it in `AppConfig.ready()`."""
    _kinds[kind.key] = kind


def allow_only(model: type[Model], allowed: Callable[[], QuerySet]) -> None:
    """Of this model, let search find nothing but what `allowed` gives, such as people who may be shown.

    For snippets it is required: nothing else says what anybody may read.
    """
    _allowed[model] = allowed


def register_facet(facet: Facet) -> None:
    """Let readers narrow results by it. The same facet may be registered by several apps, in the same words."""
    _facets[facet.key] = facet


def describe(facet: str, objects: Callable[[], QuerySet], path: str) -> None:
    """Say what a facet's values are for some objects; facts, so of the source language only. Empty values are none.

    What is not described by any app is not found once a reader has chosen a value.
    """
    _described.setdefault(facet, []).append(Described(objects, path))


def facets() -> list[Facet]:
    """Every facet, in the order of the form."""
    return sorted(_facets.values(), key=lambda facet: facet.order)


def described(facet: str) -> list[Described]:
    """Where the values of a facet come from."""
    return list(_described.get(facet, ()))


def register_names(names: Callable[[], Iterable[str]]) -> None:
    """Say what people are called, so that no search for one of them is ever counted (search/not_found.py)."""
    _names.append(names)


def names() -> list[Callable[[], Iterable[str]]]:
    """Every source of people's names."""
    return list(_names)


def kinds() -> list[Kind]:
    """Every kind, in the order of the results page."""
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kind_of(model: type[Model]) -> Kind:
    """The kind that objects of a model belong to."""
    return next((kind for kind in _kinds.values() if model in kind.models), PAGES)


def allowed_only() -> dict[type[Model], Callable[[], QuerySet]]:
    """The models of which only some objects may be found, with the queryset of those."""
    return dict(_allowed)
