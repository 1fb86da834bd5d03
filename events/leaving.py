"""Somebody wants everything about them deleted, before its time: the place becomes free and the person is taken out.

No mail says so: the one that cancelling writes is dropped with the address in the same transaction. The page does.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.db import transaction

from corner import tombstones
from events import signing_up
from events.holding import again_when_locked, hold
from events.models import SignUp
from events.moves import State, move
from events.retention import erase

#: What `corner.tombstones` calls a party that left.
STONE = "sign-up"


@again_when_locked
def leave(signup: SignUp, actor: Any = None) -> bool:
    """Give the place back, let others move up, and erase the party. `actor` is the member of staff, None the person.

    The list of a date that has been stays as it was: how many, not who. False when they were erased before.
    """
    with transaction.atomic():
        occasion = hold(signup.occasion_id)
        with suppress(signing_up.DateIsOver):
            signing_up.cancel(signup, actor)
        held_back = SignUp.objects.select_related("places").filter(pk=signup.pk, state=State.HELD).first()
        if held_back and occasion:
            held_back.occasion = occasion
            move(held_back, State.CANCELLED, "signup.cancelled", actor)
        tombstones.lay(STONE, str(signup.uuid))
        return erase(signup, actor)


def kept() -> Iterator[str]:
    """Every party that is not erased, as a stone names it."""
    return map(str, SignUp.objects.filter(anonymised_at=None).values_list("uuid", flat=True))


def leave_again(uuid: str) -> None:
    """After a restore: they had left already."""
    leave(SignUp.objects.get(uuid=uuid))
