"""Translators always work on today's text (languages.md, "Publishing a translation"; trap 11).

wagtail-localize freezes a page when it is first submitted. Without a refresh, progress is counted on old text and a
second language gets the first snapshot.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, TranslatableMixin
from wagtail.signals import page_published
from wagtail_localize.models import TranslationSource

from corner.languages.cascade import is_original
from corner.languages.spaces import keep_translations, words_in


@receiver(page_published)
def refresh_page_source(instance: Page, **kwargs: Any) -> None:
    """Scheduled pages send the signal before they are live; their text is not published yet."""
    if instance.live and is_original(instance):
        _refresh(instance)


@receiver(post_save)
def refresh_snippet_source(instance: Model, raw: bool = False, **kwargs: Any) -> None:
    if isinstance(instance, TranslatableMixin) and not isinstance(instance, Page) and not raw:
        _refresh(instance)


def _refresh(instance: Any) -> None:
    source = TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id).first()
    if source is not None:
        words = words_in(source)
        source.update_from_db()
        keep_translations(source)
        if words - words_in(source):
            # What was taken out leaves nothing to translate, and still stands in the translations; the board tells.
            source.translations.update(translations_last_updated_at=timezone.now())
