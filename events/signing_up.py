"""Coming onto the list of a date, and off it (design.md, rule 2). What happens between is in `waiting.py`.

Each act is one transaction that holds the occasion first (`holding.py`), then reads, decides and writes: the sign-up,
its people, their needs, the audit entry and the mail together, or nothing. Nothing is sent from here.
"""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from corner import audit
from corner.models import OutgoingEmail
from events import mails
from events.holding import again_when_locked, hold, insist_on_transaction
from events.models import AccessNeed, Attendee, Occasion, Places, SignUp
from events.moves import State, enter, move
from events.results import Result, prospect, refusal
from events.terms import access_erase_after
from events.waiting import number_in_line, settle


@dataclass(frozen=True)
class AccessAnswer:
    """What somebody needs, for AccessNeed: an id, the question as asked in the source language, the answer."""

    question: str
    asked: str
    answer: str


@dataclass(frozen=True)
class AccessConsent:
    """Which wording was agreed to, and in which language it was shown. The moment is the sign-up's."""

    version: str
    language: str


@dataclass(frozen=True)
class SignUpRequest:
    """What somebody asks for, already validated. `language` is theirs; `nonce` is the rendered form's."""

    occasion_id: int
    way: str
    name: str
    email: str
    nonce: uuid.UUID
    language: str
    number_of_places: int = 1
    phone: str = ""
    would_like_to_help_host: bool = False
    answers: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, Any] = field(default_factory=dict)
    access_answers: tuple[AccessAnswer, ...] = ()
    access_consent: AccessConsent | None = None
    privacy_notice_version: str = ""
    privacy_notice_language: str = ""
    source: str = SignUp.Source.PUBLIC

    @property
    def email_key(self) -> str:
        return _email_key(self.email)


def _email_key(email: str) -> str:
    """The address as addresses are compared."""
    return email.strip().lower()


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


class DateIsOver(Exception):
    """The list of a date that has been stays as it was: who was on it, and how many."""


class _SentAtOnce(Exception):
    """The same rendered form was sent at once for another date, and came first there."""


@again_when_locked
def sign_up(request: SignUpRequest) -> Outcome:
    """Give the party its places, or say why not. Sending the same form twice is one sign-up and one mail.

    Raises ConsentMissing when access answers come without consent, OperationalError when the database stays locked.
    """
    if request.access_answers and not request.access_consent:
        raise ConsentMissing
    try:
        with transaction.atomic():
            return _decide(request, hold(request.occasion_id))
    except (IntegrityError, _SentAtOnce):
        # The constraints are the backstop. One case is no fault: the same form sent at once for two dates, which
        # the hold on one date cannot see.
        before = sent_before(request.occasion_id, request.nonce, request.email)
        if before is None:
            raise
        return before


def _decide(request: SignUpRequest, occasion: Occasion | None) -> Outcome:
    if occasion is None:
        return Outcome(Result.UNKNOWN)
    settle(occasion)
    if before := sent_before(request.occasion_id, request.nonce, request.email):
        return before
    if reason := refusal(occasion):
        return Outcome(reason)
    if not 1 <= request.number_of_places <= occasion.largest_party:
        return Outcome(Result.PARTY_TOO_LARGE)
    places = occasion.places.offered().filter(way=request.way).first()
    if places is None:
        return Outcome(Result.NOT_HERE)
    if places.capacity is not None and request.number_of_places > places.capacity:
        return Outcome(Result.MORE_THAN_ALL if places.capacity else Result.FULL, left=places.capacity)

    chance = prospect(places, request.number_of_places)
    number = places.waiting + 1 if chance == Result.WAITING else 0
    on_the_list = occasion.signups.active().filter(email_key=request.email_key).first()
    if on_the_list:
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
    return Outcome(chance, _add(request, occasion, places, state), number=number)


def sent_before(occasion_id: int, nonce: uuid.UUID, email: str) -> Outcome | None:
    """What comes of a form that was sent before; None when it was not.

    To be asked before anything that could refuse a double press or a retry: the last place, the closing time, a limit.
    The same form again is the same sign-up, while that is on the list; else the form is used up. A repeat used its
    form up with its mail, and looks the same from outside, so that nobody can find out who is coming.
    """
    mine = {"occasion_id": occasion_id, "email_key": _email_key(email)}
    if signup := SignUp.objects.filter(nonce=nonce).first():
        if not SignUp.objects.active().filter(pk=signup.pk, **mine).exists():
            return Outcome(Result.FORM_USED)
        if signup.state == State.CONFIRMED:
            return Outcome(Result.CONFIRMED, signup)
        return Outcome(Result.WAITING, signup, number=number_in_line(signup))
    if mail := mails.that_used_up(nonce):
        if not SignUp.objects.active().filter(pk=mail.about["signup"], **mine).exists():
            return Outcome(Result.FORM_USED)
        seen = Result(mail.about.get("seen", Result.CONFIRMED.value))
        return Outcome(Result.ALREADY, number=mail.about.get("number", 0), newcomer_sees=seen)
    return None


def _insist_on_being_first(mail: OutgoingEmail, signup: SignUp) -> None:
    """Raises _SentAtOnce, which undoes everything, when the form's one mail is about somebody else."""
    if mail.about["signup"] != signup.pk:
        raise _SentAtOnce


def _add(request: SignUpRequest, occasion: Occasion, places: Places, state: str) -> SignUp:
    insist_on_transaction()
    now = timezone.now()
    consent = request.access_consent if request.access_answers else None
    signup = SignUp(
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
    enter(signup, state)
    signup.save(force_insert=True)
    others = [Attendee(signup=signup) for _ in range(request.number_of_places - 1)]
    Attendee.objects.bulk_create([Attendee(signup=signup, name=request.name), *others])
    AccessNeed.objects.bulk_create(
        AccessNeed(
            signup=signup,
            question=need.question,
            asked=need.asked,
            answer=need.answer,
            erase_after=access_erase_after(occasion),
        )
        for need in request.access_answers
    )
    audit.record(f"signup.{state}", signup, occasion=occasion.pk, places=request.number_of_places)
    write = mails.confirmed if state == State.CONFIRMED else mails.waiting
    _insist_on_being_first(write(signup, request.nonce), signup)
    return signup


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
        if current.email:
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
        if signup.email:
            mails.date_cancelled(signup)
    return len(parties)


def occasion_changed(occasion: Occasion) -> int:
    """Time, place or status is another: write to everybody on the list, once a change. How many parties there are.

    The caller holds the occasion, in the transaction that raised its `ical_sequence`.
    """
    insist_on_transaction()
    parties = list(occasion.signups.active().exclude(email=""))
    for signup in parties:
        mails.date_changed(signup)
    return len(parties)
