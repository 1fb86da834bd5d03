"""What happens to an original page happens to its translations (languages.md, traps 5 and 11).

Wagtail leaves a translation live when its original is unpublished, expires or is deleted, and leaves it where it was
when its original is moved (wagtail-localize#15). The admin asks the hook below; the receivers catch every other
route: expiry, bulk actions, code.
"""

from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, TranslatableMixin
from wagtail.signals import page_unpublished, post_page_move
from wagtail_localize.models import Translation

from corner.models import BasePage


def is_original(page: Any) -> bool:
    """Whether other languages follow this page: it is written, neither translated nor an alias."""
    return isinstance(page, BasePage) and page.is_source and not page.alias_of_id


def translations_to_take_along(pages: list[Page], action: str) -> dict[Page, Any]:
    """For the admin: which pages are unpublished or deleted together with `pages`, said before staff confirm.

    Moving is left to the receiver: Wagtail's own way fails where the new parent is not translated.
    """
    if action == "move":
        return {}
    return {
        page: Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
        for page in pages
        if is_original(page.specific)
    }


def unpublish_translations(page: BasePage) -> None:
    """Take every live translation of `page` off the site; each remains as a draft."""
    for translation in page.get_translations().filter(live=True):
        translation.unpublish()


@receiver(page_unpublished)
def follow_unpublished(instance: Page, **kwargs: Any) -> None:
    if is_original(instance):
        unpublish_translations(instance)


@receiver(post_delete)
def follow_deleted(instance: Any, **kwargs: Any) -> None:
    """In the admin the translations are deleted too; by other routes nobody was asked, so they become drafts.

    Wagtail unpublishes a live page before it deletes it, which `follow_unpublished` hears of; this is for a
    translation that was published again after its original had gone off the site.
    """
    if is_original(instance):
        unpublish_translations(instance)


@receiver(pre_delete)
def follow_deleted_snippet(instance: Model, **kwargs: Any) -> None:
    """A snippet's translations go with it. There is no draft to keep them in, and they may still hold English.

    Asked before it is deleted: afterwards wagtail-localize no longer knows which languages it was translated into.
    """
    if isinstance(instance, TranslatableMixin) and not isinstance(instance, Page):
        for translation in translations_that_go(instance):
            translation.delete()


def translations_that_go(snippet: Any) -> QuerySet:
    """What is deleted together with a snippet: its translations, if it is the one they were made from."""
    languages = Translation.objects.filter(
        source__object_id=snippet.translation_key, source__locale_id=snippet.locale_id
    ).values_list("target_locale_id", flat=True)
    return snippet.get_translations().filter(locale_id__in=list(languages))


@receiver(post_page_move)
def follow_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Move translations below the same parent in their language.

    Where the new parent is not translated they stay; but if the original is now behind a view restriction, they
    become drafts, so that nothing leaks in another language.
    """
    if parent_page_before == parent_page_after or not is_original(instance.specific):
        return
    is_restricted = instance.get_view_restrictions().exists()
    for translation in Page.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk):
        parent = parent_page_after.get_translations().filter(locale_id=translation.locale_id).first()
        if parent and translation.get_parent() != parent:
            translation.move(parent, pos="last-child")
        elif parent is None and is_restricted:
            translation.specific.unpublish()
