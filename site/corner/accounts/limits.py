"""How often somebody may guess: counted in the database, where every process sees it and no failing cache opens it.

A try is counted before it is made, so that guesses sent at once cannot outrun the count, and taken back when it was
right. The worker forgets all of them (`chores.delete_old_attempts`).
"""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.utils import timezone
from django.utils.crypto import salted_hmac

from corner.models import Attempt


@dataclass(frozen=True)
class Limit:
    """`tries` wrong ones in `period`, then none until the first of them is that long ago."""

    what: str
    tries: int
    period: timedelta


#: By the name that was typed, whoever types it. A passkey still opens: nobody can be shut out by a stranger for good.
PASSWORD = Limit("accounts.password", 5, timedelta(minutes=15))
#: By person. Of a million codes three are good at a time: five in a quarter of an hour leads nowhere.
CODE = Limit("accounts.code", 5, timedelta(minutes=15))
#: Mails for a forgotten password, by address.
RESET = Limit("accounts.reset", 5, timedelta(hours=1))
#: Forms of these pages, right or wrong, by internet connection: several people may share one.
FORMS = Limit("accounts.forms", 60, timedelta(minutes=10))


class Locked(Exception):
    """Too many tries. `minutes`, at least 1, is how long to wait."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


def begin(limit: Limit, value: object) -> Attempt:
    """Count a try; raises Locked where there were too many. Delete what comes back when the try was right."""
    now = timezone.now()
    earlier = _of(limit, value).filter(at__gt=now - limit.period)
    attempt = Attempt.objects.create(what=limit.what, hashed=_hashed(limit, value), at=now)
    waiting_for = earlier.exclude(pk=attempt.pk).order_by("-at")[limit.tries - 1 : limit.tries].first()
    if waiting_for is None:
        return attempt
    attempt.delete()  # a refused try does not count: waiting helps
    raise Locked(max(1, ceil((waiting_for.at + limit.period - now).total_seconds() / 60)))


def forget(limit: Limit, value: object) -> None:
    """Let them begin anew: they have shown otherwise who they are."""
    _of(limit, value).delete()


def _of(limit: Limit, value: object):  # type: ignore[no-untyped-def]
    return Attempt.objects.filter(what=limit.what, hashed=_hashed(limit, value))


def _hashed(limit: Limit, value: object) -> str:
    text = str(value).strip().lower()
    return salted_hmac(f"corner.accounts.limits.{limit.what}", text, algorithm="sha256").hexdigest()
