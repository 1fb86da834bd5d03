"""Offering to the translators of a language: pages in the order of the tree (languages.md, trap 8), shared things.

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
    """What became of the pages or shared things that were to be offered."""

    asked: list[Any] = field(default_factory=list)
    #: Not asked for, but missing above those that were.
    above: list[Any] = field(default_factory=list)
    #: There before, so nothing was done.
    there: list[Any] = field(default_factory=list)
    #: wagtail-localize could not make them.
    refused: list[Any] = field(default_factory=list)


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


def offer_shared(things: Iterable[Any], locale: Locale, user: Any) -> Offered:
    """Submit original snippets for translation, each in a transaction of its own. Nothing stands above a snippet.

    What is made holds the original's words, and no reader is shown it before each of them is translated
    (`pages.snippets_in_language`). Doing it again is harmless. Whether `user` may do this is for the caller to ask.
    """
    result = Offered()
    for thing in things:
        if thing.has_translation(locale):
            result.there.append(thing)
        elif _offer_one(thing, locale, user):
            result.asked.append(thing)
        else:
            result.refused.append(thing)
    return result


def _offer_one(thing: Any, locale: Locale, user: Any) -> bool:
    """Whether it is there now: wagtail-localize says nothing of what it could not make."""
    with transaction.atomic():
        if isinstance(thing, Page):
            _take_alias_off_the_site(thing, locale)
        translate_object(thing, [locale], user=user)
        made = thing.get_translation_or_none(locale)
        if made is None or getattr(made, "alias_of_id", None):
            transaction.set_rollback(True)
            return False
        audit.record("translation.offered", made, user, original=thing.pk, language=locale.language_code)
    return True


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
