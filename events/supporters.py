"""Somebody who comes to support a person, and takes no place: only when staff say so (signups.md)."""

from typing import Any

from django.db import transaction

from corner import audit
from events.models import Attendee, SignUp


class NotOnTheList(Exception):
    """The party is not on the list any more, so nobody can come with it."""


@transaction.atomic
def let_in(signup: SignUp, name: str, actor: Any) -> Attendee:
    """Let a supporter come with the party. Places stay as they are counted. Raises NotOnTheList."""
    if not SignUp.objects.active().filter(pk=signup.pk, anonymised_at=None).exists():
        raise NotOnTheList
    supporter = Attendee.objects.create(signup=signup, name=name, takes_place=False)
    audit.record("attendee.supporter_let_in", supporter, actor, signup=signup.pk)
    return supporter


@transaction.atomic
def take_back(supporter: Attendee, actor: Any) -> None:
    """The supporter does not come after all."""
    if supporter.takes_place:
        raise ValueError("Somebody with a place is no supporter.")
    audit.record("attendee.supporter_taken_back", supporter, actor, signup=supporter.signup_id)
    supporter.delete()
