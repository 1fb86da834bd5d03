"""Every view of this package asks here for what it shows: there is no other way to a record."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from events.describing import Description, describe, describe_all
from events.models import Occasion, SignUp


def occasion_for(request: HttpRequest, key: int) -> Occasion:
    """The occasion, if it is of the user's organisations; else 404, as if there were none."""
    return get_object_or_404(
        Occasion.objects.for_user(request.user).select_related(
            "event__source_locale", "event__responsible_organisation", "venue"
        ),
        pk=key,
    )


def signup_for(request: HttpRequest, occasion: Occasion, key: int) -> SignUp:
    """A sign-up of the occasion, likewise."""
    signups = SignUp.objects.for_user(request.user).select_related("places")
    return get_object_or_404(signups, occasion=occasion, pk=key)


def with_id(rows: QuerySet, key: str) -> Any | None:
    """The one of `rows` that a posted id names; None where it names none of them, or is no id."""
    return rows.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None


def in_source_words(occasion: Occasion) -> Description:
    """The occasion as staff know it: in the language its page was written in."""
    return describe(occasion, occasion.event.source_locale.language_code)


def all_in_source_words(occasions: Iterable[Occasion]) -> dict[int, Description]:
    """Each occasion likewise, by its number; in a number of queries that grows with the languages only."""
    by_language: dict[str, list[Occasion]] = {}
    for occasion in {each.pk: each for each in occasions}.values():
        by_language.setdefault(occasion.event.source_locale.language_code, []).append(occasion)
    words: dict[int, Description] = {}
    for code, several in by_language.items():
        words |= zip([each.pk for each in several], describe_all(several, code), strict=True)
    return words


def may_see_any(user: Any) -> bool:
    """Whether the menu is of use to `user`: administrators, and hosts who work for an organisation."""
    from contacts.models.membership import opening

    return bool(user.is_superuser or opening(user).exists())
