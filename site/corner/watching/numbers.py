"""A number for each request and for each run of a job, which stands on every line of the log that came of it."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

HEADER = "X-Request-ID"
#: What proxies make: 32 hexadecimal digits, or a UUID. No word fits into it, so nobody can write into our log.
_MADE_BY_A_PROXY = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

_current: ContextVar[str] = ContextVar("number", default="")


def current() -> str:
    """The number of the request or job that this thread is at; empty between them."""
    return _current.get()


@contextmanager
def numbered(number: str) -> Iterator[str]:
    """Everything that is logged in the block bears this number."""
    token = _current.set(number)
    try:
        yield number
    finally:
        _current.reset(token)


def new() -> str:
    return uuid.uuid4().hex


def of_request(request: HttpRequest) -> str:
    """What our own proxy has given it, where there is one (TRUSTED_PROXIES); else a new one."""
    given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXIES else ""
    return given if _MADE_BY_A_PROXY.fullmatch(given) else new()
