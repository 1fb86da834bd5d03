"""What readers are told about a translation: checked by a speaker, not yet checked, or made by a machine."""

import hashlib
import json
from enum import Enum
from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import StringTranslation

from corner.languages.cascade import is_original
from corner.languages.finished import texts_of
from corner.models import BasePage, TranslationCheck


class Standing(Enum):
    """How far a page's words can be trusted to say what the original says."""

    ORIGINAL = "original"
    CHECKED = "checked"
    UNCHECKED = "unchecked"
    MACHINE = "machine"


def standing_of(page: Any) -> Standing:
    """Two queries at most; none for a page in the language it was written in."""
    if not isinstance(page, BasePage) or page.is_source:
        return Standing.ORIGINAL
    if TranslationCheck.objects.of(page).exists():
        return Standing.CHECKED
    by_machine = StringTranslation.objects.filter(
        context__object_id=page.translation_key,
        locale_id=page.locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    return Standing.MACHINE if by_machine.exists() else Standing.UNCHECKED


def mark_checked(page: BasePage, user: Any) -> None:
    """Record that `user` says a speaker has checked the words that are live now."""
    TranslationCheck.objects.update_or_create(
        translation_key=page.translation_key,
        locale_id=page.locale_id,
        defaults={"checked_by": user, "words": _digest(page)},
    )


def mark_unchecked(page: BasePage) -> None:
    """Readers see the notice again."""
    TranslationCheck.objects.of(page).delete()


@receiver(page_published)
def forget_check_of_other_words(instance: Page, **kwargs: Any) -> None:
    """A check holds for the words that were checked, not for what is published later."""
    if instance.live and isinstance(instance, BasePage) and not is_original(instance):
        TranslationCheck.objects.of(instance).exclude(words=_digest(instance)).delete()


def _digest(page: BasePage) -> str:
    return hashlib.sha256(json.dumps(texts_of(page), sort_keys=True).encode()).hexdigest()
