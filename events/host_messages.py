"""A message that the host writes to people on the list of one date, in their own words.

It is a record of its own with one mail to each party. Sent twice, by a double press or a reload, it is one message.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from corner import audit
from events import mails
from events.holding import again_when_locked, hold
from events.models import HostMessage, Occasion, SignUp

Audience = HostMessage.Audience

STATES: dict[str, list[str]] = {
    Audience.WITH_A_PLACE: [SignUp.State.CONFIRMED],
    Audience.ON_THE_LIST: SignUp.State.active(),
    Audience.WAITING: [SignUp.State.WAITING],
    Audience.CHOSEN: SignUp.State.active(),
}


def who_gets_it(occasion: Occasion, audience: str, chosen: Iterable[int] = ()) -> QuerySet[SignUp]:
    """The parties of this audience that can be reached; of those who are chosen, whoever is on the list."""
    found = occasion.signups.filter(state__in=STATES[audience], anonymised_at=None).exclude(email="", phone="")
    return found.filter(pk__in=list(chosen)) if audience == Audience.CHOSEN else found


@again_when_locked
def send(
    occasion: Occasion,
    *,
    nonce: uuid.UUID,
    audience: str,
    subject: str,
    text: str,
    actor: Any,
    chosen: Iterable[int] = (),
) -> HostMessage | None:
    """Write the message down and a mail to each party, together. None when nobody is in the audience (any more).

    `nonce` is the rendered form's: the same again gives the message that is there. `actor` is who wrote it.
    """
    with transaction.atomic():
        current = hold(occasion.pk)
        if current is None:
            return None
        if before := HostMessage.objects.filter(nonce=nonce).first():
            return before
        parties = list(who_gets_it(current, audience, chosen))
        if not parties:
            return None
        message = HostMessage.objects.create(
            occasion=current,
            nonce=nonce,
            audience=audience,
            subject=subject,
            text=text,
            written_by=actor,
            parties=len(parties),
        )
        for signup in parties:
            signup.occasion = current
            mails.host_message(signup, message)
        audit.record("occasion.message_sent", current, actor, message=message.pk, count=len(parties))
        return message
