"""Coming onto the list of a date, and off it (design.md, rule 2). What happens between is in `waiting.py`.

Each act is one transaction that holds the occasion first (`holding.py`), then reads, decides and writes: the sign-up,
its people, their needs, the audit entry and the mail together, or nothing. Nothing is sent from here.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from corner import audit
from corner.models import OutgoingEmail
from events import mails
from events.holding import again_when_locked, hold, insist_on_transaction
from events.models import AccessNeed, Attendee, CallTask, Occasion, Places, ResponsibleAdult, SignUp
from events.moves import State, enter, move
from events.requests import SignUpRequest, email_key
from events.results import Result, prospect, refusal, refusal_to_staff
from events.terms import access_erase_after
from events.waiting import number_in_line, settle


@dataclass(frozen=True)
class Outcome:
    """What became of it. `left` is how many places are free now, None without a limit."""

    result: Result
    signup: SignUp | None = None
    left: int | None = None
    #: On the waiting list: 1 is first.
    number: int = 0
    #: What the page says. For a repeat with the same address it is what a newcomer would see at that moment, so
    #: that nobody can find out who is coming (signups.md, "What the page says").
    newcomer_sees: Result | None = None

    @property
    def shown(self) -> Result:
        return self.newcomer_sees or self.result


class ConsentMissing(ValueError):
    """Answers about access may not be kept without the person's own yes to that."""


class AdultMissing(ValueError):
    """Somebody who is under 16 comes with a responsible adult, whom we can ring (signups.md, "Young people")."""


class DateIsOver(Exception):
    """The list of a date that has been stays as it was: who was on it, and how many."""


class _SentAtOnce(Exception):
    """The same rendered form was sent at once for another date, and came first there."""


@again_when_locked
def sign_up(request: SignUpRequest, actor: Any = None, *, too_often: bool = False) -> Outcome:
    """Give the party its places, or say why not. Sending the same form twice is one sign-up and one mail.

    `actor` is the member of staff who adds the party, say after a call. `too_often`: a limit was passed, so the party
    is kept without a place until staff have looked (`held_back.py`). Raises ConsentMissing when access answers come
    without consent, AdultMissing, and OperationalError when the database stays locked.
    """
    _insist_on_what_belongs_together(request)
    try:
        with transaction.atomic():
            return _decide(request, hold(request.occasion_id), actor, too_often)
    except (IntegrityError, _SentAtOnce):
        # The constraints are the backstop. One case is no fault: the same form sent at once for two dates, which
        # the hold on one date cannot see.
        before = sent_before(request.occasion_id, request.nonce, request.email)
        if before is None:
            raise
        return before


def _insist_on_what_belongs_together(request: SignUpRequest) -> None:
    if request.access_answers and not request.access_consent:
        raise ConsentMissing
    if request.adult is None and any(person.under_16 for person in request.people):
        raise AdultMissing


def _decide(request: SignUpRequest, occasion: Occasion | None, actor: Any, too_often: bool) -> Outcome:
    if occasion is None:
        return Outcome(Result.UNKNOWN)
    settle(occasion)
    if before := sent_before(request.occasion_id, request.nonce, request.email):
        return before
    if reason := refusal_to_staff(occasion) if request.by_staff else refusal(occasion):
        return Outcome(reason)
    if not 1 <= request.number_of_places <= occasion.largest_party:
        return Outcome(Result.PARTY_TOO_LARGE)
    places = occasion.places.offered().filter(way=request.way).first()
    if places is None:
        return Outcome(Result.NOT_HERE)
    if places.capacity is not None and request.number_of_places > places.capacity:
        return Outcome(Result.MORE_THAN_ALL if places.capacity else Result.FULL, left=places.capacity)

    if too_often:
        return Outcome(Result.HELD, _add(request, occasion, places, State.HELD))
    chance = prospect(places, request.number_of_places)
    number = places.waiting + 1 if chance == Result.WAITING else 0
    if on_the_list := _on_the_list(occasion, request.email_key):
        if request.by_staff:  # who may see the list anyway
            return Outcome(Result.ALREADY)
        # A newcomer's form would be used up now, so this one is; where nothing is given, neither is.
        mail = mails.already_signed_up(
            on_the_list,
            request.nonce,
            request.language,
            uses_up=chance != Result.FULL,
            seen=chance.value,
            number=number,
        )
        _insist_on_being_first(mail, on_the_list)
        audit.record("signup.repeated", on_the_list)
        return Outcome(Result.ALREADY, left=places.left, number=number, newcomer_sees=chance)
    if chance == Result.FULL:
        return Outcome(Result.FULL, left=places.left)
    state = State.CONFIRMED if chance == Result.CONFIRMED else State.WAITING
    return Outcome(chance, _add(request, occasion, places, state, actor), number=number)


def _on_the_list(occasion: Occasion, key: str) -> SignUp | None:
    """Who is on the list with this address. A phone number is nobody's alone, so it is never compared."""
    return occasion.signups.active().filter(email_key=key).first() if key else None


def sent_before(occasion_id: int, nonce: uuid.UUID, email: str) -> Outcome | None:
    """What comes of a form that was sent before; None when it was not.

    To be asked before anything that could refuse a double press or a retry: the last place, the closing time, a limit.
    The same form again is the same sign-up, while that is on the list; else the form is used up. A repeat used its
    form up with its mail, and looks the same from outside, so that nobody can find out who is coming.
    """
    mine = {"occasion_id": occasion_id, "email_key": email_key(email)}
    if signup := SignUp.objects.filter(nonce=nonce).first():
        if not SignUp.objects.active().filter(pk=signup.pk, **mine).exists():
            is_held = signup.state == State.HELD and signup.occasion_id == occasion_id
            return Outcome(Result.HELD, signup) if is_held else Outcome(Result.FORM_USED)
        if signup.state == State.CONFIRMED:
            return Outcome(Result.CONFIRMED, signup)
        return Outcome(Result.WAITING, signup, number=number_in_line(signup))
    if mail := mails.that_used_up(nonce):
        if not SignUp.objects.active().filter(pk=mail.about["signup"], **mine).exists():
            return Outcome(Result.FORM_USED)
        seen = Result(mail.about.get("seen", Result.CONFIRMED.value))
        return Outcome(Result.ALREADY, number=mail.about.get("number", 0), newcomer_sees=seen)
    return None


def _insist_on_being_first(mail: OutgoingEmail | CallTask | None, signup: SignUp) -> None:
    """Raises _SentAtOnce, which undoes everything, when the form's one mail is about somebody else."""
    if mail and mail.about["signup"] != signup.pk:
        raise _SentAtOnce


def _add(request: SignUpRequest, occasion: Occasion, places: Places, state: str, actor: Any = None) -> SignUp:
    insist_on_transaction()
    signup = _written(request, occasion, places)
    enter(signup, state)
    signup.save(force_insert=True)
    _add_people(request, signup)
    audit.record(f"signup.{state}", signup, actor, occasion=occasion.pk, places=request.number_of_places)
    if state != State.HELD:  # whoever is held gets no mail: that is what the limit is for
        write = mails.confirmed if state == State.CONFIRMED else mails.waiting
        _insist_on_being_first(write(signup, request.nonce), signup)
    return signup


def _written(request: SignUpRequest, occasion: Occasion, places: Places) -> SignUp:
    """The sign-up as it was asked for, without a state yet."""
    now = timezone.now()
    consent = request.access_consent if request.access_answers else None
    return SignUp(
        occasion=occasion,
        places=places,
        nonce=request.nonce,
        source=request.source,
        name=request.name,
        email=request.email.strip(),
        email_key=request.email_key,
        phone=request.phone,
        number_of_places=request.number_of_places,
        would_like_to_help_host=request.would_like_to_help_host,
        language=request.language,
        answers=request.answers,
        asked=request.asked,
        privacy_notice_version=request.privacy_notice_version,
        privacy_notice_language=request.privacy_notice_language,
        access_consent_at=now if consent else None,
        access_consent_version=consent.version if consent else "",
        access_consent_language=consent.language if consent else "",
        created_at=now,
    )


def _add_people(request: SignUpRequest, signup: SignUp) -> None:
    """Who comes, who looks after them, and what they need."""
    Attendee.objects.bulk_create(
        Attendee(signup=signup, name=person.name, under_16=person.under_16, takes_place=person.takes_place)
        for person in request.everybody()
    )
    if not (request.adult or request.access_answers):
        return
    sooner = access_erase_after(signup.occasion)
    if adult := request.adult:
        ResponsibleAdult.objects.create(
            signup=signup,
            name=adult.name,
            phone=adult.phone,
            emergency_contact=adult.emergency_contact,
            may_collect=adult.may_collect,
            erase_after=sooner,
        )
    AccessNeed.objects.bulk_create(
        AccessNeed(signup=signup, question=need.question, asked=need.asked, answer=need.answer, erase_after=sooner)
        for need in request.access_answers
    )


def can_cancel(signup: SignUp) -> bool:
    """Whether there is something to give back: on the list, and the date is not over."""
    return signup.state in State.active() and not signup.occasion.is_over


@again_when_locked
def cancel(signup: SignUp, actor: Any = None) -> bool:
    """Take the party off the list; what becomes free goes to whoever is next. `actor` is the member of staff, None for
    the person.

    False when it was cancelled before: asking twice is one cancellation and one mail. Raises DateIsOver.
    """
    with transaction.atomic():
        occasion = hold(signup.occasion_id)
        if occasion is None:
            return False
        settle(occasion)
        current = SignUp.objects.active().select_related("places").filter(pk=signup.pk).first()
        if current is None:
            return False
        if occasion.is_over:
            raise DateIsOver
        current.occasion = occasion
        move(current, State.CANCELLED, "signup.cancelled", actor)
        mails.cancelled(current, by_staff=actor is not None)
        settle(occasion)
        return True


def occasion_cancelled(occasion: Occasion, actor: Any = None) -> int:
    """The date will not happen: take everybody off the list, the waiting too, and write to each. How many parties.

    The caller holds the occasion, in the transaction that changes its status.
    """
    insist_on_transaction()
    parties = list(occasion.signups.active().select_related("places"))
    for signup in parties:
        signup.occasion = occasion
        move(signup, State.DATE_CANCELLED, "signup.date_cancelled", actor)
        mails.date_cancelled(signup)
    return len(parties)


def occasion_changed(occasion: Occasion) -> int:
    """Time, place or status is another: write to everybody on the list, once a change. How many parties there are.

    The caller holds the occasion, in the transaction that raised its `ical_sequence`.
    """
    insist_on_transaction()
    parties = list(occasion.signups.active())
    for signup in parties:
        mails.date_changed(signup)
    return len(parties)
