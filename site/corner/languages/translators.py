"""Who translates what (languages.md, "Translators' rights").

A translator has page permissions on one or more languages' home pages, and on nothing English. What a language is to
a user follows from these permissions alone; there is no second list to keep in step.
"""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission

from corner.languages.pages import open_to_all

SUBMIT = "wagtail_localize.submit_translation"


def own_languages(user: Any) -> set[int] | None:
    """The ids of the locales whose pages `user` has a right on; None means all of them."""
    if not user.is_active:
        return set()
    if user.has_perm(SUBMIT):
        return None
    rows = _rights_on_pages(user)
    return None if any(depth == 1 for depth, _id, _code in rows) else {locale_id for _depth, locale_id, _code in rows}


def own_codes(user: Any) -> set[str]:
    """The codes of the languages in which `user`, a translator, has a right on pages."""
    return {code for _depth, _id, code in _rights_on_pages(user)}


def is_translator(user: Any) -> bool:
    """Whether `user` has rights on pages of other languages and on none of English, and does not submit pages."""
    if not own_languages(user):
        return False
    return all(code != settings.LANGUAGE_CODE for _depth, _id, code in _rights_on_pages(user))


def _rights_on_pages(user: Any) -> list[tuple[int, int, str]]:
    """Depth, language id and code of each page that `user` has a right on.

    Remembered with the user, as Django does with permissions: every request to the admin asks several times.
    """
    kept = user.__dict__
    if "_rights_on_pages" not in kept:
        kept["_rights_on_pages"] = list(
            GroupPagePermission.objects.filter(group__user=user).values_list(
                "page__depth", "page__locale_id", "page__locale__language_code"
            )
        )
    return kept["_rights_on_pages"]


def pages_to_see(pages: QuerySet, user: Any) -> QuerySet:
    """Those of `pages` whose title `user` may read: for a translator, own languages and what everybody can read.

    Where Wagtail lets choose a page it shows all of them to everybody who may enter the admin, drafts as well.
    """
    if not is_translator(user):
        return pages
    languages = own_languages(user) or set()
    readable = open_to_all(pages.model._default_manager.filter(live=True)).values("pk")
    return pages.filter(Q(locale_id__in=languages) | Q(pk__in=readable) | Q(depth=1))
