"""Groups: what was found, kind by kind, a screenful of each, fetched and ready to show."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page as PageOfHits
from django.core.paginator import Paginator
from django.db.models import F
from wagtail.models import Page

from corner import searchable
from corner.searchable import Card, Kind
from search.finding import Hit

#: Of each kind, when several kinds are shown.
FIRST_FEW = 5
#: On a page of one kind.
A_PAGE = 20


@dataclass(frozen=True)
class Group:
    """One kind of results."""

    kind: Kind
    count: int
    cards: list[Card]
    #: Paging, when this is the only kind that was asked for.
    paging: PageOfHits | None = None

    @property
    def has_more(self) -> bool:
        """Whether some are left out, behind a link to this kind alone."""
        return self.paging is None and self.count > len(self.cards)


def groups_of(hits: Sequence[Hit], only: Sequence[str] = (), page: str | None = None) -> list[Group]:
    """The hits by kind, in the order of kinds. With `only` one kind and a `page`, even "", the group has pages.

    Takes a constant number of queries for each model among the hits that are shown.
    """
    by_kind: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_kind[searchable.kind_of(hit.model).key].append(hit)
    groups = []
    for kind in searchable.kinds():
        of_kind = by_kind[kind.key]
        if not of_kind or (only and kind.key not in only):
            continue
        paging = Paginator(of_kind, A_PAGE).get_page(page) if page is not None and len(only) == 1 else None
        shown = list(paging.object_list) if paging else of_kind[:FIRST_FEW]
        groups.append(Group(kind, len(of_kind), kind.cards(fetch(shown)), paging))
    return groups


def fetch(hits: Sequence[Hit]) -> list[Any]:
    """The objects of `hits` in their order, pages with `facts` filled; without StreamFields, which no card shows."""
    keys: dict[type[Any], list[Any]] = defaultdict(list)
    for hit in hits:
        keys[hit.model].append(hit.pk)
    objects: dict[tuple[type[Any], Any], Any] = {}
    for model, pks in keys.items():
        rows = model._default_manager.filter(pk__in=pks).select_related("locale")
        if issubclass(model, Page):
            rows = rows.defer_streamfields()
        objects |= {(model, obj.pk): obj for obj in rows}
    _fill_facts([obj for obj in objects.values() if isinstance(obj, Page)])
    # Something deleted since it was found is left out.
    return [objects[hit.model, hit.pk] for hit in hits if (hit.model, hit.pk) in objects]


def _fill_facts(pages: Sequence[Any]) -> None:
    """Set `facts` on translations: their source pages, one query for each model."""
    translations: dict[type[Any], dict[UUID, Any]] = defaultdict(dict)
    for page in pages:
        if not page.is_source:
            translations[type(page)][page.translation_key] = page
    for model, by_key in translations.items():
        sources = model._default_manager.filter(translation_key__in=by_key, locale_id=F("source_locale_id"))
        for source in sources.defer_streamfields():
            by_key[source.translation_key].__dict__["facts"] = source
