"""Invented people on the list of a date: somebody with a place, somebody who needs something, somebody who waits.

For pictures of the guide, the ten tasks and journeys in a browser, always on a site of their own. Nobody real is ever
named, and no mail can reach anybody: the addresses end in .example.
"""

import uuid
from typing import Any


def date_with_guests(user: Any) -> Any:
    """The next date of `user`'s organisations at which people meet, with three parties on its list; the Occasion.

    It has two places, both taken, so the third party waits. Raises LookupError where there is no such date.
    """
    from events.models import Occasion, Places
    from events.requests import AccessAnswer, AccessConsent

    own = Occasion.objects.for_user(user).filter(takes_signups=True, places__way="in-person").upcoming()
    occasion = own.exclude(signups__isnull=False).first()
    if occasion is None:
        raise LookupError(f"{user} has no date to come on which nobody has signed up yet.")
    Places.objects.filter(occasion=occasion, way="in-person").update(capacity=2)
    need = AccessAnswer("loop", "A hearing loop", "yes")
    _sign_up(occasion, "Amina", access_answers=(need,), access_consent=AccessConsent("1", "en-gb"))
    _sign_up(occasion, "Ben")
    _sign_up(occasion, "Halina")
    return occasion


def may_see_needs(user: Any) -> None:
    """Give `user` the right of its own that reading what people need takes."""
    from django.contrib.auth.models import Group

    user.groups.add(Group.objects.get(name="Access needs"))


def _sign_up(occasion: Any, name: str, **fields: Any) -> None:
    from events.requests import SignUpRequest
    from events.signing_up import sign_up

    sign_up(
        SignUpRequest(
            occasion_id=occasion.pk,
            way="in-person",
            name=name,
            email=f"{name.lower()}@guests.example",
            nonce=uuid.uuid4(),
            language="en-gb",
            **fields,
        )
    )
