"""Who translates what (languages.md, "Translators' rights").

A translator has page permissions on one or more languages' home pages, and on nothing English. What a language is to
a user follows from these permissions alone; there is no second list to keep in step.
"""

from typing import Any

from django.conf import settings
from wagtail.models import GroupPagePermission

SUBMIT = "wagtail_localize.submit_translation"


def own_languages(user: Any) -> set[int] | None:
    """The ids of the locales whose pages `user` has a right on; None means all of them."""
    if not user.is_active:
        return set()
    if user.has_perm(SUBMIT):
        return None
    rows = GroupPagePermission.objects.filter(group__user=user).values_list(
        "page__depth", "page__locale_id", "page__locale__language_code"
    )
    return None if any(depth == 1 for depth, _id, _code in rows) else {locale_id for _depth, locale_id, _code in rows}


def is_translator(user: Any) -> bool:
    """Whether `user` has rights on pages of other languages and on none of English, and does not submit pages."""
    languages = own_languages(user)
    if not languages:
        return False
    english = GroupPagePermission.objects.filter(group__user=user, page__locale__language_code=settings.LANGUAGE_CODE)
    return not english.exists()
