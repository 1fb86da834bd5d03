"""Offering pages to the translators of a language, in the order of the tree (languages.md, trap 8).

A child that is offered before its parent would make a live English alias of the parent. So what stands above comes
first, and comes along where it is missing. What is made are drafts (trap 2).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from corner import audit
from corner.models import BasePage


@dataclass
class Offered:
    """What became of the pages that were to be offered."""

    asked: list[Page] = field(default_factory=list)
    #: Not asked for, but missing above those that were.
    above: list[Page] = field(default_factory=list)
    #: There before, so nothing was done.
    there: list[Page] = field(default_factory=list)
    #: wagtail-localize could not make them.
    refused: list[Page] = field(default_factory=list)


def offer(pages: Iterable[Page], locale: Locale, user: Any) -> Offered:
    """Submit original pages for translation, each in a transaction of its own; the home page first.

    Doing it again is harmless: a page that exists in the language stays as it is, also where staff have stopped its
    translation. Whether `user` may do this is for the caller to ask.
    """
    asked = sorted(pages, key=lambda page: str(page.path))
    wanted: dict[UUID, Page] = {}
    for page in asked:
        _add_with_parents(page, wanted)
    exist = set(
        Page.objects.filter(translation_key__in=wanted, locale=locale, alias_of=None).values_list(
            "translation_key", flat=True
        )
    )
    keys_asked = {page.translation_key for page in asked}
    result = Offered(there=[page for page in asked if page.translation_key in exist])
    for key, page in wanted.items():
        if key in exist:
            continue
        if not _offer_one(page, locale, user):
            result.refused.append(page)
        else:
            (result.asked if key in keys_asked else result.above).append(page)
    return result


def _offer_one(page: Page, locale: Locale, user: Any) -> bool:
    """Whether it is there now: wagtail-localize says nothing of a page that it could not make."""
    with transaction.atomic():
        _take_alias_off_the_site(page, locale)
        translate_object(page, [locale], user=user)
        made = Page.objects.filter(translation_key=page.translation_key, locale=locale, alias_of=None).first()
        if made is None:
            transaction.set_rollback(True)
        else:
            audit.record("translation.offered", made, user, original=page.pk, language=locale.language_code)
    return made is not None


def _take_alias_off_the_site(page: Page, locale: Locale) -> None:
    """A live English alias would be refused as a half-translated page; as a draft it becomes the page to translate.

    No reader loses it: the guard never showed it in this language.
    """
    mirrored = Page.objects.filter(translation_key=page.translation_key, locale=locale, live=True)
    if alias := mirrored.exclude(alias_of=None).first():
        alias.specific.unpublish()


def _add_with_parents(page: Page, wanted: dict[UUID, Page]) -> None:
    """Add `page` behind everything above it; each as the page that was written, wherever in the tree that stands."""
    specific = page.specific
    original = specific.facts if isinstance(specific, BasePage) else specific
    if original.translation_key in wanted:
        return
    parent = original.get_parent()
    if parent and not parent.is_root():
        _add_with_parents(parent, wanted)
    wanted[original.translation_key] = original
