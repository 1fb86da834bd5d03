"""The one place where a sign-up changes its state, with what belongs to each move (signups.md, "States").

Places and turns are counted in the same statement that the database checks, and the audit entry is written beside it.
The mail is the caller's. Whoever moves somebody holds the occasion (`holding.py`).
"""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from corner import audit
from events.holding import insist_on_transaction
from events.models import Places, SignUp
from events.terms import contact_erase_after

State = SignUp.State


def enter(signup: SignUp, state: str) -> None:
    """A new sign-up takes its places, or the next turn on the waiting list. It is not saved yet."""
    _count(signup.places, state, signup.number_of_places)
    signup.state = state
    _note(signup)


def move(
    signup: SignUp, state: str, action: str, actor: Any = None, *, offer_ends: datetime | None = None, **ids: int
) -> None:
    """Put a sign-up into another state. `actor` is a member of staff; None is the person, or time that has passed.

    `signup.occasion` is the one that is held; `offer_ends` belongs to offers. `ids` go into the audit entry.
    """
    insist_on_transaction()
    _count(signup.places, signup.state, -signup.number_of_places)
    _count(signup.places, state, signup.number_of_places)
    signup.state = state
    signup.offer_expires_at = offer_ends
    _note(signup)
    signup.save(update_fields=["state", "position", "offer_expires_at", "confirmed_at", "cancelled_at", "erase_after"])
    audit.record(action, signup, actor, occasion=signup.occasion_id, places=signup.number_of_places, **ids)


def _count(places: Places, state: str, number: int) -> None:
    """Count `number` people in, or out if it is negative. The database refuses to oversell."""
    row = Places.objects.filter(pk=places.pk)
    if state in State.holding():
        row.update(taken=F("taken") + number)
    elif state == State.WAITING:
        row.update(waiting=F("waiting") + (1 if number > 0 else -1))


def _note(signup: SignUp) -> None:
    """What follows from the state: a turn, a time, an end date."""
    now = timezone.now()
    if signup.state == State.WAITING:
        signup.position = _next_turn(signup.places)
    elif signup.state == State.CONFIRMED:
        signup.confirmed_at = signup.confirmed_at or now
    elif signup.state not in (*State.active(), State.HELD):
        signup.cancelled_at = now
    signup.erase_after = contact_erase_after(signup.occasion, had_place=signup.confirmed_at is not None)


def _next_turn(places: Places) -> int:
    row = Places.objects.filter(pk=places.pk)
    row.update(next_position=F("next_position") + 1)
    return int(row.values_list("next_position", flat=True).get()) - 1
