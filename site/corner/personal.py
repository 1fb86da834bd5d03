"""Answers that are about one person: never cached, never indexed, and the address is told to nobody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_cache_control

View = Callable[..., HttpResponse]


class SeeOther(HttpResponseRedirect):
    """After a POST: the browser goes on with GET, and reloading sends nothing again."""

    status_code = 303


def mark_personal(response: HttpResponse) -> HttpResponse:
    """No cache keeps it and no search engine lists it."""
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _marked(view: View, referrer_policy: str) -> View:
    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = mark_personal(view(request, *args, **kwargs))
        response.headers["Referrer-Policy"] = referrer_policy
        return response

    return marked


def personal(view: View) -> View:
    """For pages with a form and no secret in their address."""
    # Never "no-referrer": with that, browsers send `Origin: null` with the form, which Django's check refuses.
    return _marked(view, "same-origin")


def by_link(view: View) -> View:
    """For pages whose address is the secret: it leaves with no link and no picture (signups.md, "Links in mail")."""
    return _marked(view, "no-referrer")
