"""A session ends after eight hours without a click (SESSION_COOKIE_AGE), so each click has to be noticed.

Only once in ten minutes: each notice is a write, and writers take turns in SQLite.
"""

from collections.abc import Callable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

NOTICE_AFTER = timedelta(minutes=10)
SEEN = "seen_at"


class KeepSignedIn:
    """Middleware. Touches nothing of who has no session: public pages set no cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if now - request.session.get(SEEN, 0) >= NOTICE_AFTER.total_seconds():
                request.session[SEEN] = now  # saving it puts its end off
                UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())
        return self.get_response(request)
