"""Choices: what results can be narrowed by, with how many there are of each.

What is chosen in one list is joined by "or", the lists are joined by "and". The number beside a choice says how many
results it has while everything chosen in the *other* lists holds, so that no choice leads to an empty page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _

from corner import searchable
from corner.models import BasePage, Topic
from corner.searchable import Described, Words
from search.asked import KIND
from search.finding import Hit, page_models

TOPIC = "topic"


@dataclass(frozen=True)
class Choice:
    """One box to tick. `obj` is the topic whose name this is: it tells the language."""

    value: str
    label: Words
    count: int
    is_chosen: bool
    obj: Any = None
    #: A name that no app translates, such as a part of the city.
    is_name: bool = False


@dataclass(frozen=True)
class Filter:
    """A list of choices."""

    key: str
    label: Words
    choices: list[Choice]


class Narrowing:
    """Hits, and what the reader chose: which of them fit, and what else could be chosen. One query a facet."""

    def __init__(self, hits: Sequence[Hit], chosen: Mapping[str, Sequence[str]], topics: Sequence[Topic]) -> None:
        self.hits, self.topics = hits, topics
        keys: dict[type[Model], set[UUID]] = defaultdict(set)
        for hit in hits:
            keys[hit.model].add(hit.translation_key)
        self.values: dict[str, dict[UUID, set[str]]] = {KIND: {hit.translation_key: {_kind(hit)} for hit in hits}}
        self.values |= {facet.key: _values(facet.key, keys) for facet in searchable.facets()}
        self.chosen = {key: self._known(key, values) for key, values in chosen.items()}
        #: Where the hits are not all there is: those that fit, looked for by themselves.
        self.looked_for: Sequence[Hit] | None = None

    def fitting(self, but: str = "") -> list[Hit]:
        """The hits that fit everything chosen, in all lists but one."""
        lists = [(self.values[key], set(wanted)) for key, wanted in self.chosen.items() if wanted and key != but]
        return [
            hit
            for hit in self.hits
            if all(not wanted.isdisjoint(values.get(hit.translation_key, ())) for values, wanted in lists)
        ]

    def results(self) -> Sequence[Hit]:
        """What is shown: the hits that fit everything but the kinds, which groups are made of."""
        return self.fitting(but=KIND) if self.looked_for is None else self.looked_for

    def _known(self, key: str, values: Sequence[str]) -> tuple[str, ...]:
        """Those of `values` that can be chosen at all; any other in the address counts as not chosen."""
        labels = self._labels(key)
        found = labels.keys() | {value for of_one in self.values[key].values() for value in of_one}
        elsewhere = exist(key, [value for value in values if value not in found]) if not labels else []
        return tuple(value for value in values if value in found or value in elsewhere)

    def _labels(self, key: str) -> dict[str, Words]:
        """What the values of a list are called, where that is known before anything is found."""
        if key == KIND:
            return {kind.key: kind.label for kind in searchable.kinds()}
        if key == TOPIC:
            return {topic.slug: topic.name for topic in self.topics}
        return dict(next(facet.labels for facet in searchable.facets() if facet.key == key))

    def filters(self) -> list[Filter]:
        """Every list with at least one choice. What has no result is left out, unless it was chosen."""
        lists = [Filter(KIND, _("Kind"), self._choices(KIND))]
        lists += [Filter(facet.key, facet.label, self._choices(facet.key)) for facet in searchable.facets()]
        return [each for each in lists if each.choices]

    def chosen_choices(self) -> list[tuple[str, Choice]]:
        """What the reader chose, with the key of its list, to take away again."""
        return [(each.key, choice) for each in self.filters() for choice in each.choices if choice.is_chosen]

    def _choices(self, key: str) -> list[Choice]:
        values, chosen = self.values[key], self.chosen.get(key, ())
        counts = Counter(value for hit in self.fitting(but=key) for value in values.get(hit.translation_key, ()))
        own = self._labels(key)
        labels = own or {name: name for name in sorted({*counts, *chosen}, key=str.casefold)}
        objs = {topic.slug: topic for topic in self.topics} if key == TOPIC else {}
        return [
            Choice(value, label, counts[value], value in chosen, objs.get(value), is_name=not own)
            for value, label in labels.items()
            if counts[value] or value in chosen
        ]


def only(chosen: Mapping[str, Sequence[str]]) -> Q:
    """For `find`: what fits everything chosen, kinds aside; to be used where there is more than one search looks at."""
    wanted = Q()
    for facet, values in chosen.items():
        if values and facet != KIND:
            wanted &= reduce(or_, (_with(each, values) for each in _described(facet)), Q(pk__in=()))
    return wanted


def exist(facet: str, values: Iterable[str]) -> list[str]:
    """Those of `values` that something of the site has, found or not."""
    asked = list(values)
    if not asked:
        return []
    rows = (each.objects().filter(**{f"{each.path}__in": asked}).values_list(each.path) for each in _described(facet))
    known = {value for (value,) in _union(rows)}
    return [value for value in asked if value in known]


def _described(facet: str) -> list[Described]:
    """Every page has topics; the rest is what apps say."""
    pages = [Described(_sources_of(model), "topics__slug") for model in page_models()] if facet == TOPIC else []
    return [*pages, *searchable.described(facet)]


def _sources_of(model: type[BasePage]) -> Any:
    return lambda: model._default_manager.filter(locale_id=F("source_locale_id"))


def _kind(hit: Hit) -> str:
    return searchable.kind_of(hit.model).key


def _with(each: Described, values: Sequence[str]) -> Q:
    rows = each.objects().filter(**{f"{each.path}__in": values})
    return Q(translation_key__in=rows.order_by().values("translation_key"))


def _values(facet: str, keys: Mapping[type[Model], set[UUID]]) -> dict[UUID, set[str]]:
    """The values of a facet for each translation key, which come by model. One query at most."""
    asked = [(each, each.objects()) for each in _described(facet)]
    rows = [
        objects.filter(translation_key__in=keys[objects.model]).values_list("translation_key", each.path)
        for each, objects in asked
        if objects.model in keys
    ]
    found: dict[UUID, set[str]] = {}
    for key, value in _union(rows) if rows else ():
        if value:
            found.setdefault(key, set()).add(value)
    return found


def _union(rows: Iterable[QuerySet]) -> Iterable[Any]:
    first, *others = (each.order_by() for each in rows)
    return first.union(*others) if others else first
