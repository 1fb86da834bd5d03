"""What a page asks for again and again is asked once.

Which pages are restricted and which languages there are is asked by every list of a page. The answers live as long as
the request that asked: kept any longer, a page that has just been restricted could be shown (speed.md, "Levers").
Only for requests that change nothing, and for what else only reads, such as making the words of one mail.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
R = TypeVar("R")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


class OncePerRequest:
    """Middleware: gives each GET and HEAD a memory of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with remembering():
            return self.get_response(request)


@contextmanager
def remembering() -> Iterator[None]:
    """A memory for as long as the block lasts. Nothing that is asked `once_per_request` may be changed in it."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once_per_request(ask: Callable[P, R]) -> Callable[P, R]:
    """Call `ask` once a request for the same arguments, which must be hashable; outside a request every time."""

    @wraps(ask)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        known = _answers.get()
        if known is None:
            return ask(*args, **kwargs)
        key = (ask, args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = ask(*args, **kwargs)
        return known[key]

    return answer


def is_in_request() -> bool:
    """Whether a request is being answered that changes nothing."""
    return _answers.get() is not None
