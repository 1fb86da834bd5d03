"""Where somebody is signed in. Addresses and browsers are kept as long as the session, and no longer."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone


def end_all(user: Any) -> int:
    """Sign `user` out everywhere; how many sessions that were."""
    found = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=found.values("session_key")).delete()
    ended, _rows = found.delete()
    return ended


def forget_ended() -> None:
    """For the worker: what was noted about sessions that have run out since."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    UserSession.objects.exclude(session_key__in=alive).delete()
