"""Pages that other pages point at, and those that point back, as one reader may see them.

Facts are the source page's, so every list is made of source pages (design.md, rule 1), and everything is matched on
`translation_key`: a foreign key or a chooser names one language's row. Nothing here is shown that is not live or that
stands behind a view restriction (rule 9).
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Manager, Model, QuerySet
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from corner.languages.pages import in_language, is_restricted, restricted_paths


def sources(model: type[Model]) -> PageQuerySet:
    """Live pages of a model in the language each was written in; view restrictions are not looked at yet.

    `in_readers_language` takes restricted pages away, once for all lists of a page instead of once a list.
    """
    live = model._default_manager.live()  # type: ignore[attr-defined]
    return live.filter(alias_of=None, locale_id=F("source_locale_id"))


def chosen(relation: Manager) -> PageQuerySet:
    """The pages that staff chose in a ParentalManyToManyField, also the ones that only a preview knows of.

    For links: the long texts of these pages are not loaded.
    """
    pages = relation.all()
    saved = isinstance(pages, QuerySet)
    keys: Any = pages.order_by().values("translation_key") if saved else [page.translation_key for page in pages]
    return sources(relation.model).filter(translation_key__in=keys).defer_streamfields()


def keys_of(ids: Iterable[int]) -> dict[int, uuid.UUID]:
    """The translation key of each page that choosers in a StreamField name, by id. Ids of deleted pages are left out.

    A chooser may name any language's row; the key leads to the others.
    """
    wanted = set(ids)
    return dict(Page.objects.filter(pk__in=wanted).values_list("pk", "translation_key")) if wanted else {}


def with_ids(model: type[Model], ids: Iterable[int]) -> PageQuerySet:
    """The pages that a foreign key or a chooser names, whatever language's row it is. For links."""
    wanted = [pk for pk in ids if pk]
    if not wanted:
        return model._default_manager.none()
    keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    return sources(model).filter(translation_key__in=keys).defer_streamfields()


def with_keys(model: type[Model], keys: Iterable[uuid.UUID]) -> PageQuerySet:
    """The pages with these translation keys. For links."""
    wanted = list(keys)
    if not wanted:
        return model._default_manager.none()
    return sources(model).filter(translation_key__in=wanted).defer_streamfields()


def pointing_at(model: type[Model], field: str, target: Page) -> PageQuerySet:
    """Pages of `model` whose many-to-many `field` names the target, in whatever language."""
    through = model._default_manager.filter(**{f"{field}__translation_key": target.translation_key})
    return sources(model).filter(pk__in=through.order_by().values("pk"))


def naming(model: type[Page], field: str, target: Page) -> PageQuerySet:
    """Pages of `model` with a chooser for the target in their StreamField `field`, from Wagtail's reference index."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Page),
        to_object_id__in=[str(pk) for pk in ids_in_every_language(target)],
        content_type=ContentType.objects.get_for_model(model),
        model_path__startswith=f"{field}.",
    )
    return sources(model).filter(pk__in=[int(pk) for pk in references.values_list("object_id", flat=True)])


def ids_in_every_language(page: Page) -> set[int]:
    """The ids of a page and all its translations; asked for once a page object."""
    if "ids_in_every_language" not in page.__dict__:
        rows = Page.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True)
        page.__dict__["ids_in_every_language"] = {*rows, page.pk}
    return page.__dict__["ids_in_every_language"]


def in_readers_language(**lists: Iterable[Any]) -> dict[str, list[Any]]:
    """Several lists of source pages at once, each page in the reader's language, restricted pages left out.

    The orders are kept. One query a list, then a constant number for all of them together.
    """
    found = {name: list(pages) for name, pages in lists.items()}
    restricted = restricted_paths() if any(found.values()) else []
    open_to_all = {
        name: [page for page in pages if not is_restricted(page, restricted)] for name, pages in found.items()
    }
    shown = iter(in_language([page for pages in open_to_all.values() for page in pages]))
    return {name: [next(shown) for _page in pages] for name, pages in open_to_all.items()}


def children_in_language(page: Page) -> list[Page]:
    """The pages below a page that anybody may read, in the order of the tree, each in the reader's language.

    They are of several types, so only what every page has is there: title, address, language.
    """
    source = getattr(page, "facts", page)
    below = list(source.get_children().live().filter(alias_of=None))
    restricted = restricted_paths() if below else []
    below = [child for child in below if not is_restricted(child, restricted)]
    if not below or page.locale_id == source.locale_id:
        return below
    translated = {
        child.translation_key: child
        for child in Page.objects.live().filter(
            translation_key__in=[child.translation_key for child in below], locale_id=page.locale_id, alias_of=None
        )
        if not is_restricted(child, restricted)
    }
    return [translated.get(child.translation_key, child) for child in below]
