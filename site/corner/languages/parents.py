"""Parents are translated before their children (languages.md, trap 8)."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from corner.publishing import NotReady


class ParentNotTranslated(NotReady):
    """A page cannot be translated before the page above it."""

    def __init__(self, parent: Page, locale: Locale) -> None:
        message = _("Submit the page above it, “%(parent)s”, for translation into %(language)s first.")
        super().__init__({NON_FIELD_ERRORS: message % {"parent": parent.title, "language": locale}})


def languages_of_parent(page: Page) -> QuerySet[Any]:
    """The ids of the locales in which the page above `page` exists; an alias is no translation."""
    return page.get_parent().get_translations(inclusive=True).filter(alias_of=None).values("locale_id")


def missing_parent(translation: Translation) -> Page | None:
    """The page above the source that has no page in the target language yet; None where it may be made."""
    page = translation.source.get_source_instance()
    parent = page.get_parent()
    if parent is None or parent.is_root():
        return None
    exists = languages_of_parent(page).filter(locale_id=translation.target_locale_id).exists()
    return None if exists else parent
