"""Nobody works here with a password alone (safety.md 7): whoever has not shown a second factor is nobody yet.

It is closed unless it is named here: an address that this file does not know is answered as to a stranger, or leads to
setting up the second factor.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]

#: Where a second factor is set up or shown, and the way out.
ON_THE_WAY = {
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "wagtailadmin_logout",
}
#: What strangers get, too, and so does whoever is half in: as a stranger.
FOR_STRANGERS = {
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "accounts_welcome",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


def has_shown_it(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor, and its owner still has one."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records) and is_mfa_enabled(request.user, FACTORS)


class SecondFactor:
    """Middleware, after those for sessions, people and messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.closed = (reverse("wagtailadmin_home"), reverse("mfa_index").removesuffix("2fa/"))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The cookie first: asking for a person marks a public page as different for everybody who has cookies.
        is_asked_for = settings.STAFF_MFA_REQUIRED and settings.SESSION_COOKIE_NAME in request.COOKIES
        if is_asked_for and request.user.is_authenticated and not has_shown_it(request):
            return self._close(request) or self.get_response(request)
        return self.get_response(request)

    def _close(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to somebody who is half in; None where the page may answer, perhaps as to a stranger."""
        name = _name(request)
        if name in ON_THE_WAY:
            return None
        if request.path.startswith(self.closed) and name not in FOR_STRANGERS:
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                raise PermissionDenied
            return HttpResponseRedirect(way_in(request))
        request.user = AnonymousUser()
        return None


def way_in(request: HttpRequest) -> str:
    """Where the second factor is shown, or set up by whoever has none."""
    if not is_mfa_enabled(request.user, FACTORS):
        return reverse("mfa_index")
    methods = get_adapter().get_reauthentication_methods(request.user)
    url = next(method["url"] for method in methods if method["id"].startswith("mfa"))
    asked = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return f"{url}?{urlencode({'next': asked})}"


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
