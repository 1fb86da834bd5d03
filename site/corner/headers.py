"""Security headers of every answer (safety.md, "Headers")."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from corner.languages.addresses import without_prefix

#: Below it, in every language, stand addresses that only one person may know (`corner.links`).
PERSONAL_ADDRESSES = "sign-ups/"


def _media_host() -> str:
    """The one other host that pictures and recordings may come from: the site's own object store, if it has one."""
    storage: dict[str, Any] = settings.STORAGES["default"]
    options = storage.get("OPTIONS", {})
    if host := options.get("custom_domain"):
        return f" {options.get('url_protocol', 'https:')}//{host}"
    if endpoint := options.get("endpoint_url"):
        return f" {endpoint}"
    return ""


def public_policy() -> str:
    """The strict policy of public pages. No nonces, so that pages stay cacheable; nothing from another host."""
    media = _media_host()
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"img-src 'self' data:{media}; media-src 'self'{media}; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'self'; object-src 'none'"
    )


def admin_policy() -> str:
    """Wagtail's admin needs inline script and style; nothing more, and no other host."""
    media = _media_host()
    return (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:{media}; media-src 'self'{media}; font-src 'self' data:; connect-src 'self'; "
        "frame-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'; object-src 'none'"
    )


class SecurityHeaders:
    """Adds the headers that Django's SecurityMiddleware does not, and a Cache-Control where a view set none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")
        self.public_policy = public_policy()
        self.admin_policy = admin_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        in_admin = request.path.startswith(self.admin)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", self.admin_policy if in_admin else self.public_policy)
        headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
        )
        if without_prefix(request.path).startswith(f"/{PERSONAL_ADDRESSES}"):
            _keep_secret(response)
        if not response.has_header("Cache-Control"):
            personal = in_admin or bool(response.cookies)
            patch_cache_control(response, **({"private": True, "no_store": True} if personal else {"no_cache": True}))
        return response


def _keep_secret(response: HttpResponse) -> None:
    """No cache, search engine or other site hears of the address, not even by a redirect that no view has made.

    A page that says itself how far its address may go is believed: the form that asks for a new link has no secret.
    """
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    if response.headers.get("Referrer-Policy") in (None, settings.SECURE_REFERRER_POLICY):
        response.headers["Referrer-Policy"] = "no-referrer"
