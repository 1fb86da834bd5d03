"""Calls to make: for a party with only a phone, every would-be mail becomes one (signups.md, "Records").

A call has the key and the ids of the mail that it stands for, so that one cause is one call, and so that the kind of
mail can say whether it is still wanted: nobody is rung about a reminder for a date that was cancelled.
"""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from corner import audit
from corner.mail import kinds
from events.holding import insist_on_transaction
from events.models import CallTask, SignUp

Outcome = CallTask.Outcome


def add(kind: str, signup: SignUp, dedupe_key: str, about: dict[str, Any]) -> CallTask:
    """Write down a call, in the transaction that makes it necessary; the one that is there, if it is."""
    insist_on_transaction()
    return CallTask.objects.get_or_create(
        dedupe_key=dedupe_key, defaults={"kind": kind, "signup": signup, "about": about}
    )[0]


def is_wanted(call: CallTask) -> bool:
    """Whether what would be said is still true and of use."""
    asks_about: Any = call  # which has what is asked of a mail: its ids and its key
    return call.signup.anonymised_at is None and kinds.get(call.kind).still_wanted(asks_about)


def to_make(user: Any) -> list[CallTask]:
    """The open calls of the user's organisations, the most urgent first: offers by their end, the rest by the date."""
    found = (
        CallTask.objects.for_user(user)
        .open()
        .select_related(
            "signup__places",
            "signup__occasion__event__source_locale",
            "signup__occasion__event__responsible_organisation",
            "signup__occasion__venue",
        )
    )
    return sorted(filter(is_wanted, found), key=_urgency)


def _urgency(call: CallTask) -> Any:
    signup, occasion = call.signup, call.signup.occasion
    begins = occasion.starts_at or call.created_at
    return min(signup.offer_expires_at or begins, begins), call.pk


@transaction.atomic
def note(call: CallTask, outcome: str, words: str, actor: Any) -> None:
    """Write down how a call went. Raises ValueError for an outcome that is none."""
    if outcome not in Outcome.values or outcome == Outcome.TO_DO:
        raise ValueError(outcome)
    CallTask.objects.filter(pk=call.pk).update(
        outcome=outcome, note=words, made_by=actor, made_at=timezone.now(), tries=F("tries") + 1
    )
    audit.record("call.noted", call, actor, outcome=outcome, signup=call.signup_id)


def tidy() -> int:
    """Close the calls that nobody needs any more; how many. Safe to repeat."""
    unwanted = [call.pk for call in CallTask.objects.open().select_related("signup") if not is_wanted(call)]
    return CallTask.objects.open().filter(pk__in=unwanted).update(outcome=Outcome.NOT_NEEDED)
