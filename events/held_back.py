"""Sign-ups that staff look at first, because a limit was passed (signups.md, "States"). Machines are stopped by it, and
now and then a community centre whose forty visitors share one connection: so nothing is thrown away.
"""

from typing import Any

from django.db import transaction

from events import mails
from events.holding import again_when_locked
from events.models import SignUp
from events.moves import State, move
from events.results import Result, prospect, refusal_to_staff
from events.waiting import hold_and_settle, is_on_the_list_again


class NotHeld(Exception):
    """Somebody has dealt with it in the meantime."""


@again_when_locked
def release(signup: SignUp, actor: Any) -> Result:
    """Let the party in as if it came now: a place, or a turn on the waiting list. The mail leaves; else the reason.

    Raises NotHeld.
    """
    with transaction.atomic():
        current = _held(signup)
        if reason := refusal_to_staff(current.occasion):
            return reason
        if is_on_the_list_again(current):
            return Result.ALREADY
        if not current.places.offered:
            return Result.NOT_HERE
        chance = prospect(current.places, current.number_of_places)
        if chance != Result.FULL:
            state = State.CONFIRMED if chance == Result.CONFIRMED else State.WAITING
            move(current, state, "signup.released", actor)
            mails.released(current)
        return chance


@again_when_locked
def turn_away(signup: SignUp, actor: Any) -> None:
    """It is no person's, or nobody's who wants to come. No mail is written. Raises NotHeld."""
    with transaction.atomic():
        move(_held(signup), State.CANCELLED, "signup.turned_away", actor)


def _held(signup: SignUp) -> SignUp:
    """The sign-up as it is now; its occasion is held and settled."""
    _occasion, current = hold_and_settle(signup)
    if current is None or current.state != State.HELD:
        raise NotHeld
    return current
