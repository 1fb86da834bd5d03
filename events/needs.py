"""Answering what people need: one rule for every screen. The person is told that there is an answer, never what it is.

The answer stands on their own page, so that no mail holds a word about anybody's needs (safety.md, "Privacy").
"""

from typing import Any

from django.db import transaction
from django.db.models import Case, QuerySet, When
from django.utils import timezone

from corner import audit
from events import mails
from events.holding import again_when_locked, hold
from events.models import AccessNeed, Occasion, SignUp


def to_come(user: Any) -> QuerySet[AccessNeed]:
    """What people on the lists of dates to come need, as far as `user` may see it; what nobody answered comes first."""
    coming = Occasion.objects.for_user(user).upcoming().order_by().values("pk")
    return (
        AccessNeed.objects.for_user(user)
        .filter(signup__occasion__in=coming, signup__state__in=SignUp.State.active())
        .order_by(
            Case(When(reply="", then=0), default=1),
            "signup__occasion__day",
            "signup__occasion_id",
            "signup__created_at",
            "pk",
        )
    )


def unanswered(user: Any) -> int:
    """How many of them wait for an answer."""
    return to_come(user).filter(reply="").count()


class AnsweredMeanwhile(Exception):
    """A colleague has answered since the screen was made: theirs is read first, not overwritten unseen."""


def edition(need: AccessNeed) -> str:
    """Which answer somebody has before their eyes; empty for none."""
    return need.replied_at.isoformat() if need.replied_at else ""


@again_when_locked
def answer(need: AccessNeed, reply: str, words: str, actor: Any, *, seen: str | None = None) -> bool:
    """Write down what the person is told, and tell them once a day that there is news on their page.

    False when the need is gone or its party is not on the list any more. The same answer again changes nothing.
    `seen` is the `edition` that `actor` looked at; raises AnsweredMeanwhile when there is another by now.
    """
    with transaction.atomic():
        hold(need.signup.occasion_id)
        current = AccessNeed.objects.select_related("signup__occasion").filter(pk=need.pk).first()
        if current is None or current.signup.state not in SignUp.State.active():
            return False
        if (current.reply, current.reply_words) == (reply, words):
            return True
        if seen is not None and seen != edition(current):
            raise AnsweredMeanwhile
        current.reply, current.reply_words = AccessNeed.Reply(reply), words
        current.replied_by, current.replied_at = actor, timezone.now()
        current.save(update_fields=["reply", "reply_words", "replied_by", "replied_at"])
        audit.record(
            "accessneed.answered", current, actor, signup=current.signup_id, occasion=current.signup.occasion_id
        )
        mails.needs_answered(current.signup)
        return True
