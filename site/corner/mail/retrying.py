"""Mail that did not leave: what staff are warned of, and trying it again."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from corner import audit
from corner.models import OutgoingEmail

State = OutgoingEmail.State

#: How long a mail that failed for good is warned of.
WARN_FOR = timedelta(days=14)
#: A mail leaves within moments. After this long something is wrong, even if it may still leave by itself.
LATE_AFTER = timedelta(minutes=15)


def failed(emails: QuerySet[OutgoingEmail]) -> QuerySet[OutgoingEmail]:
    """Those that were given up lately."""
    return emails.filter(state=State.FAILED, next_try__gte=timezone.now() - WARN_FOR)


def late(emails: QuerySet[OutgoingEmail]) -> QuerySet[OutgoingEmail]:
    """Those that should have left by now, whatever keeps them: the server, or a worker that does not run."""
    waiting = [State.QUEUED, State.SENDING]
    return emails.filter(state__in=waiting, created_at__lte=timezone.now() - LATE_AFTER)


def try_again(email: OutgoingEmail, actor: Any) -> bool:
    """Have a mail that was given up sent once more, with all its tries. False when there is nothing to try."""
    with transaction.atomic():
        changed = (
            OutgoingEmail.objects.filter(pk=email.pk, state=State.FAILED)
            .exclude(to="")
            .exclude(text="")
            .update(state=State.QUEUED, attempts=0, next_try=timezone.now(), last_error="")
        )
        if changed:
            audit.record("mail.tried_again", email, actor)
        return bool(changed)
