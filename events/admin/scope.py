"""Every view of this package asks here for what it shows: there is no other way to a record."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from events.describing import Description, describe
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


def in_source_words(occasion: Occasion) -> Description:
    """The occasion as staff know it: in the language its page was written in."""
    return describe(occasion, occasion.event.source_locale.language_code)


def may_see_any(user: Any) -> bool:
    """Whether the menu is of use to `user`: administrators, and whoever works for an organisation."""
    from contacts.models import Membership

    return bool(user.is_superuser or Membership.objects.filter(user=user).exists())
