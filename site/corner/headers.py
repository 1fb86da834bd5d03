"""Security headers of every answer (safety.md, "Headers"). docs/threat-model.md says what each is for.

This is the outermost middleware: whatever answers below it, and whatever fails there, leaves with all of them.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from django.urls import reverse
from django.utils.cache import patch_cache_control

from corner.languages.addresses import without_prefix

#: Below it, in every language, stand addresses that only one person may know (`corner.links`).
PERSONAL_ADDRESSES = "sign-ups/"

ALWAYS = {
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
}


def _media_host() -> str:
    """The one other host that pictures and recordings may come from: the site's own object store, if it has one."""
    origins: list[str] = default_storage.origins() if hasattr(default_storage, "origins") else []
    return "".join(f" {origin}" for origin in origins)


def _told_to() -> str:
    """Where browsers tell of what the policy stopped (`corner.policy_reports`).

    Not `report-to`: every browser knows this one, and Chromium, which leaves it out where it finds the newer one, told
    us nothing then on this machine, where there is no TLS.
    """
    return f"report-uri {reverse('policy_reports_receive')}"


def public_policy() -> str:
    """The strict policy of public pages. No nonces, so that pages stay cacheable; nothing from another host."""
    media = _media_host()
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"img-src 'self' data:{media}; media-src 'self'{media}; font-src 'self'; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors 'self'; object-src 'none'; {_told_to()}"
    )


def admin_policy() -> str:
    """Wagtail's admin needs inline script and style; nothing more, and no other host."""
    media = _media_host()
    return (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:{media}; media-src 'self'{media}; font-src 'self' data:; connect-src 'self'; "
        "frame-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'; object-src 'none'; "
        f"{_told_to()}"
    )


class SecurityHeaders(SecurityMiddleware):
    """Every security header, and a Cache-Control where a view set none.

    Django's own middleware stands below, and leads to https. When it fails itself (a host that is not ours), its answer
    lacks its headers; so they are added here, by its own rules, where they are not there yet.
    """

    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.below = get_response
        self.admin = reverse("wagtailadmin_home")
        self.public_policy = public_policy()
        self.admin_policy = admin_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.below(request)
        in_admin = request.path.startswith(self.admin)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", self.admin_policy if in_admin else self.public_policy)
        for name, value in ALWAYS.items():
            headers.setdefault(name, value)
        if without_prefix(request.path).startswith(f"/{PERSONAL_ADDRESSES}"):
            _keep_secret(response)
        if not response.has_header("Cache-Control"):
            # Whoever has a session may be shown what others may not: a document of a private collection, say.
            personal = in_admin or bool(response.cookies) or settings.SESSION_COOKIE_NAME in request.COOKIES
            patch_cache_control(response, **({"private": True, "no_store": True} if personal else {"no_cache": True}))
        return self.process_response(request, response)


def _keep_secret(response: HttpResponse) -> None:
    """No cache, search engine or other site hears of the address, not even by a redirect that no view has made.

    A page that says itself how far its address may go is believed: the form that asks for a new link has no secret.
    """
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    if response.headers.get("Referrer-Policy") in (None, settings.SECURE_REFERRER_POLICY):
        response.headers["Referrer-Policy"] = "no-referrer"
