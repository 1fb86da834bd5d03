"""The person corrects what the site holds about them: name, phone, who comes along, answers, what would help.

What is about access keeps its rules (`signing_up`): nothing without their own yes, and a table of its own. When they
have taken out everything that would help, the yes is taken back with it.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from corner import audit
from events.holding import again_when_locked, hold
from events.models import AccessNeed, Attendee, ResponsibleAdult, SignUp
from events.requests import AccessAnswer, AccessConsent, Adult
from events.signing_up import ConsentMissing
from events.terms import access_erase_after


@dataclass(frozen=True)
class Correction:
    """What shall stand there. Only what was asked again is touched."""

    name: str
    phone: str
    #: Names by Attendee, of those who come along.
    companions: dict[int, str] = field(default_factory=dict)
    #: Who looks after those under 16; None leaves it as it is.
    adult: Adult | None = None
    #: By question's id; None takes the answer out. `asked` has the questions in the source's words.
    answers: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, Any] = field(default_factory=dict)
    #: Which needs were asked about; those that are not among `needs` are taken out.
    needs_asked: Collection[str] = ()
    needs: tuple[AccessAnswer, ...] = ()
    consent: AccessConsent | None = None


ADULT_FIELDS = ("name", "phone", "emergency_contact", "may_collect")

WRITTEN = [
    "name",
    "phone",
    "answers",
    "asked",
    "access_consent_at",
    "access_consent_version",
    "access_consent_language",
]


@again_when_locked
def correct(signup: SignUp, correction: Correction) -> bool:
    """Write it down; False once the person was erased. The audit says how much changed, and not what.

    Raises ConsentMissing when something new is about access and there is no yes to keeping it.
    """
    with transaction.atomic():
        hold(signup.occasion_id)
        current = SignUp.objects.select_related("occasion").filter(pk=signup.pk, anonymised_at=None).first()
        if current is None:
            return False
        changed = _people(current, correction) + _answers(current, correction) + _needs(current, correction)
        if changed:
            current.save(update_fields=WRITTEN)
            audit.record("signup.corrected", current, count=changed)
        return True


def companions_of(signup: SignUp) -> list[Attendee]:
    """Who comes besides the one who signed up; everybody, where they sign up others and stay away."""
    people = list(signup.attendees.all())
    return people[1:] if people and people[0].name == signup.name else people


def _people(signup: SignUp, wanted: Correction) -> int:
    companions = companions_of(signup)
    themselves = [each for each in signup.attendees.all() if each not in companions]
    changed = (signup.name != wanted.name) + (signup.phone != wanted.phone)
    for each in companions:
        name = wanted.companions.get(each.pk, each.name)
        changed += each.name != name
        _rename(each, name)
    for each in themselves:
        _rename(each, wanted.name)
    signup.name, signup.phone = wanted.name, wanted.phone
    return changed + _adult(signup, wanted.adult)


def _rename(person: Attendee, name: str) -> None:
    if person.name != name:
        person.name = name
        person.save(update_fields=["name"])


def _adult(signup: SignUp, wanted: Adult | None) -> int:
    """Who looks after the youngest: changed, never taken away."""
    kept = ResponsibleAdult.objects.filter(signup=signup).first()
    if kept is None or wanted is None:
        return 0
    changed = [name for name in ADULT_FIELDS if getattr(kept, name) != getattr(wanted, name)]
    for name in changed:
        setattr(kept, name, getattr(wanted, name))
    if changed:
        kept.save(update_fields=changed)
    return len(changed)


def _answers(signup: SignUp, wanted: Correction) -> int:
    changed = 0
    for key, answer in wanted.answers.items():
        if signup.answers.get(key) == answer:
            continue
        changed += 1
        if answer is None:
            signup.answers.pop(key)
            signup.asked.pop(key, None)
        else:
            signup.answers[key] = answer
            signup.asked[key] = wanted.asked[key]
    return changed


def _needs(signup: SignUp, wanted: Correction) -> int:
    before = {need.question: need for need in signup.access_needs.all()}
    given = {need.question: need for need in wanted.needs if need.question in wanted.needs_asked}
    new = {key: need for key, need in given.items() if key not in before or before[key].answer != need.answer}
    gone = [key for key in wanted.needs_asked if key in before and key not in given]
    if new:
        _insist_on_consent(signup, wanted.consent)
    for need in new.values():
        # What was answered was about other words: staff look at it anew.
        AccessNeed.objects.update_or_create(
            signup=signup,
            question=need.question,
            defaults={
                "asked": need.asked,
                "answer": need.answer,
                "erase_after": access_erase_after(signup.occasion),
                "reply": "",
                "reply_words": "",
                "replied_by": None,
                "replied_at": None,
            },
        )
    AccessNeed.objects.filter(signup=signup, question__in=gone).delete()
    if gone and not AccessNeed.objects.filter(signup=signup).exists():
        signup.access_consent_at, signup.access_consent_version, signup.access_consent_language = None, "", ""
    return len(new) + len(gone)


def _insist_on_consent(signup: SignUp, consent: AccessConsent | None) -> None:
    if signup.access_consent_at:
        return
    if consent is None:
        raise ConsentMissing
    signup.access_consent_at = timezone.now()
    signup.access_consent_version, signup.access_consent_language = consent.version, consent.language
