"""A safeguarding concern: somebody of the party may be in danger, such as from a person who reads their mail.

It pauses ordinary messages (reminders, thanks, words from the host) and keeps the party out of files. What people must
know (cancelled, changed, a place is offered) still leaves. Only who has the right sees that there is a concern.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from corner import audit
from events.holding import again_when_locked, hold
from events.models import SignUp

RIGHT = "events.flag_safeguarding"


def may_see_concerns(user: Any) -> bool:
    return bool(user.has_perm(RIGHT))


def paused(signup: SignUp) -> bool:
    """Whether ordinary messages to this party wait until the concern is cleared. Those of that time are not sent."""
    return signup.safeguarding_concern


def for_files(signups: QuerySet[SignUp]) -> QuerySet[SignUp]:
    """Those that may stand in a file that leaves the site, whoever asks for it."""
    return signups.filter(safeguarding_concern=False)


@again_when_locked
def set_concern(signup: SignUp, concern: bool, actor: Any) -> bool:
    """Note that there is a concern, or that there is none any more; whether that is a change."""
    with transaction.atomic():
        hold(signup.occasion_id)
        changed = SignUp.objects.filter(pk=signup.pk, anonymised_at=None, safeguarding_concern=not concern)
        if not changed.update(safeguarding_concern=concern):
            return False
        action = "signup.concern_set" if concern else "signup.concern_cleared"
        audit.record(action, signup, actor, occasion=signup.occasion_id)
        return True
