"""At the door: who came, who did not, and who came without signing up (signups.md, "States")."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from corner import audit
from events.holding import again_when_locked, hold
from events.models import Attendee, Occasion, SignUp
from events.moves import State, enter

Attendance = Attendee.Attendance


def can_be_noted(occasion: Occasion) -> bool:
    """From the morning of the day on: people arrive before it begins. And for dates that go ahead only."""
    return occasion.status == Occasion.Status.SCHEDULED and occasion.day <= timezone.localdate()


@transaction.atomic
def note(attendee: Attendee, attendance: str, actor: Any) -> bool:
    """Write down whether somebody came; whether it could be. Noting the same twice is one note."""
    signup = attendee.signup
    if not can_be_noted(signup.occasion) or signup.state != State.CONFIRMED or signup.anonymised_at:
        return False
    if attendance != attendee.attendance:
        attendee.attendance = attendance
        attendee.save(update_fields=["attendance"])
        audit.record(f"attendee.{attendance}", attendee, actor, signup=signup.pk)
    return True


@again_when_locked
def walk_in(occasion: Occasion, way: str, name: str, number: int, nonce: uuid.UUID, actor: Any) -> SignUp | None:
    """Somebody is there who did not sign up: they take places like everybody, and have come. No mail is written.

    None when there are not so many free places. The same form sent twice is one party.
    """
    with transaction.atomic():
        held = hold(occasion.pk)
        if held is None or not can_be_noted(held):
            return None
        if before := SignUp.objects.filter(nonce=nonce, occasion=held).first():
            return before
        places = held.places.offered().filter(way=way).first()
        if places is None or (places.free is not None and number > places.free):
            return None
        signup = SignUp(
            occasion=held,
            places=places,
            nonce=nonce,
            source=SignUp.Source.DOOR,
            name=name,
            number_of_places=number,
            language=held.event.source_locale.language_code,
        )
        enter(signup, State.CONFIRMED)
        signup.save(force_insert=True)
        names = [name] + [""] * (number - 1)
        Attendee.objects.bulk_create(Attendee(signup=signup, name=each, attendance=Attendance.CAME) for each in names)
        audit.record("signup.walk_in", signup, actor, occasion=held.pk, places=number)
        return signup
