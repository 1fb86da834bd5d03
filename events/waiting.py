"""The waiting list: whose turn it is, offers and their end (signups.md, "States").

Strictly in turn: a party that does not fit holds the list, and a newcomer never overtakes. Only staff may pass somebody
over, with a reason.
"""

from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from corner import jobs
from events import mails
from events.holding import again_when_locked, hold, insist_on_transaction
from events.models import Occasion, Places, SignUp
from events.moves import State, move
from events.results import Result, prospect, refusal


class Obstacle(Enum):
    """Why staff cannot offer a place to somebody now."""

    NOT_WAITING = "not-waiting"
    NOT_OPEN = "not-open"
    NOT_ENOUGH_PLACES = "not-enough-places"
    REASON_MISSING = "reason-missing"


class NotPossible(Exception):
    """What was asked for cannot be done now; `why` says the obstacle."""

    def __init__(self, why: Obstacle) -> None:
        super().__init__(why.value)
        self.why = why


def fits(places: Places, number: int) -> bool:
    """Whether so many places are free, whoever waits."""
    return places.free is None or number <= places.free


def number_in_line(signup: SignUp) -> int:
    """1 for whoever is first on the waiting list."""
    before = SignUp.objects.filter(places=signup.places_id, state=State.WAITING, position__lt=signup.position or 0)
    return before.count() + 1


# --- what time and free places bring ------------------------------------------------------------------------


def settle(occasion: Occasion) -> None:
    """End offers whose time is over, and offer what is free to whoever is next. The caller holds the occasion."""
    insist_on_transaction()
    now = timezone.now()
    lapsed = _waiting_or_offered(occasion).filter(state=State.OFFERED, offer_expires_at__lte=now)
    for signup in lapsed:
        _bind(signup, occasion)
        move(signup, State.EXPIRED, "signup.offer_expired")
        mails.offer_lapsed(signup)
    if refusal(occasion, now):
        return
    for places in occasion.places.exclude(waiting_list=Places.WaitingList.MANUAL).filter(waiting__gt=0):
        _offer_in_turn(places, occasion)


def _offer_in_turn(places: Places, occasion: Occasion) -> None:
    """One after the other, as far as places reach: however long the list is, only its head is read."""
    line = _waiting_or_offered(occasion).filter(places=places, state=State.WAITING).order_by("position")
    while places.free != 0 and (signup := line.first()) and fits(places, signup.number_of_places):
        _offer(signup, occasion)
        places.refresh_from_db()


def _offer(signup: SignUp, occasion: Occasion, actor: Any = None, **ids: int) -> None:
    _bind(signup, occasion)
    ends = offer_ends(signup.places, occasion)
    move(signup, State.OFFERED, "signup.offered", actor, offer_ends=ends, **ids)
    mails.offered(signup)


def offer_ends(places: Places, occasion: Occasion) -> datetime:
    """An offer made now stands so many hours, at the latest until sign-up closes (signups.md, "States")."""
    wish = timezone.now() + timedelta(hours=places.offer_hours)
    return min(wish, occasion.closes_at) if occasion.closes_at else wish


def _waiting_or_offered(occasion: Occasion) -> Any:
    return occasion.signups.filter(state__in=[State.WAITING, State.OFFERED]).select_related("places").order_by("pk")


def _bind(signup: SignUp, occasion: Occasion) -> None:
    """The sign-up knows the occasion as it is held, not as it was read before."""
    signup.occasion = occasion


# --- what the person does -----------------------------------------------------------------------------------


@again_when_locked
def accept(signup: SignUp, actor: Any = None) -> bool:
    """Take the place that is offered; False when the offer is over. Accepting twice is one place and one mail.

    `actor` is the member of staff who heard it on the phone, as below.
    """
    with transaction.atomic():
        occasion, current = hold_and_settle(signup)
        if current is None:
            return False
        if current.state == State.OFFERED:
            move(current, State.CONFIRMED, "signup.accepted", actor)
            mails.offer_accepted(current)
            settle(occasion)
        return current.state == State.CONFIRMED


@again_when_locked
def decline(signup: SignUp, actor: Any = None) -> bool:
    """Leave the place that is offered to whoever is next; whether there was an offer to decline."""
    with transaction.atomic():
        occasion, current = hold_and_settle(signup)
        if current is None or current.state != State.OFFERED:
            return False
        move(current, State.DECLINED, "signup.declined", actor)
        settle(occasion)
        return True


def can_rejoin(signup: SignUp) -> bool:
    """Whether somebody who let an offer go may ask again: the date still takes people, and they are not on its list."""
    if signup.state not in (State.EXPIRED, State.DECLINED) or signup.anonymised_at or refusal(signup.occasion):
        return False
    return (signup.places.takes_more and signup.places.offered) and not is_on_the_list_again(signup)


def is_on_the_list_again(signup: SignUp) -> bool:
    """Whether the same address is on the list with another sign-up; a party with only a phone is never the same."""
    others = SignUp.objects.active().filter(occasion=signup.occasion_id).exclude(email_key="").exclude(pk=signup.pk)
    return others.filter(email_key=signup.email_key).exists()


@again_when_locked
def rejoin(signup: SignUp) -> bool:
    """Ask again after an offer ran out or was declined, without writing everything once more: a place if one is free
    and nobody waits, else the end of the list. Whether they are on the list now."""
    with transaction.atomic():
        _occasion, current = hold_and_settle(signup)
        if current is None or not can_rejoin(current):
            return current is not None and current.state in State.active()
        chance = prospect(current.places, current.number_of_places)
        if chance == Result.CONFIRMED:
            move(current, State.CONFIRMED, "signup.rejoined")
            mails.offer_accepted(current)
        elif chance == Result.WAITING:
            move(current, State.WAITING, "signup.rejoined")
            mails.waiting(current)
        return current.state in State.active()


def hold_and_settle(signup: SignUp) -> tuple[Occasion, SignUp | None]:
    """The occasion, held and settled, and the sign-up as it then is; None once the person was erased."""
    occasion = hold(signup.occasion_id)
    if occasion is None:  # sign-ups protect it, so this one was not there either
        raise Occasion.DoesNotExist
    settle(occasion)
    current = SignUp.objects.select_related("places").filter(pk=signup.pk, anonymised_at=None).first()
    if current:
        _bind(current, occasion)
    return occasion, current


# --- what staff do ------------------------------------------------------------------------------------------


@again_when_locked
def offer_by_staff(signup: SignUp, actor: Any, reason: str = "") -> None:
    """Offer a free place to somebody who waits. Out of turn only with a reason, which is kept and counted.

    Raises NotPossible.
    """
    with transaction.atomic():
        occasion, current = hold_and_settle(signup)
        if current is None or current.state != State.WAITING:
            raise NotPossible(Obstacle.NOT_WAITING)
        if refusal(occasion):
            raise NotPossible(Obstacle.NOT_OPEN)
        if not fits(current.places, current.number_of_places):
            raise NotPossible(Obstacle.NOT_ENOUGH_PLACES)
        passed_over = number_in_line(current) - 1
        if passed_over and not reason.strip():
            raise NotPossible(Obstacle.REASON_MISSING)
        if passed_over:
            current.out_of_turn_reason = reason.strip()
            current.save(update_fields=["out_of_turn_reason"])
        _offer(current, occasion, actor, passed_over=passed_over)
        settle(occasion)


# --- the worker's part --------------------------------------------------------------------------------------


def settle_all() -> None:
    """Offers that ran out, places that nobody was offered yet, and lists of dates that have begun. Safe to repeat."""
    now = timezone.now()
    due = SignUp.objects.filter(state=State.OFFERED, offer_expires_at__lte=now).values("occasion")
    begun = SignUp.objects.filter(state=State.WAITING, occasion__starts_at__lte=now).values("occasion")
    hopeful = (
        Places.objects.with_free()
        .exclude(waiting_list=Places.WaitingList.MANUAL)
        .filter(waiting__gt=0, occasion__closes_at__gt=now, occasion__status=Occasion.Status.SCHEDULED)
        .values("occasion")
    )
    wanted = Occasion.objects.filter(Q(pk__in=due) | Q(pk__in=begun) | Q(pk__in=hopeful))
    for key in wanted.values_list("pk", flat=True):
        if jobs.stopping.is_set():
            return
        _settle_one(key)


@again_when_locked
def _settle_one(key: int) -> None:
    with transaction.atomic():
        occasion = hold(key)
        if occasion is None:
            return
        settle(occasion)
        if occasion.starts_at and occasion.starts_at <= timezone.now():
            _close(occasion)


def _close(occasion: Occasion) -> None:
    """The date has begun: whoever still waits is told kindly."""
    for signup in _waiting_or_offered(occasion).filter(state=State.WAITING):
        _bind(signup, occasion)
        move(signup, State.NOT_REACHED, "signup.not_reached")
        mails.not_reached(signup)
