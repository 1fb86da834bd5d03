"""Every kind of answer that this site gives, and the headers that none may lack: for the suite and for `make faults`.

`Something` holds what has to be there to ask; `kinds()` asks as a visitor's browser would, through TLS.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit
from uuid import UUID

HSTS = "Strict-Transport-Security"
#: What every answer carries. The second is what must stand in it.
WANTED = {
    HSTS: r"max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": r"nosniff",
    "X-Frame-Options": r"SAMEORIGIN|DENY",
    "Referrer-Policy": r"strict-origin-when-cross-origin|same-origin|no-referrer",
    "Cross-Origin-Opener-Policy": r"same-origin",
    "Cross-Origin-Resource-Policy": r"same-origin",
    "Permissions-Policy": r"camera=\(\)",
    "Content-Security-Policy": r"default-src '(none|self)'",
    "Cache-Control": r"\S",
}
#: What nothing public may allow.
LAX = re.compile(r"unsafe-|https?:|\*")


@dataclass(frozen=True)
class Answered:
    """One kind of answer: what it is called, what came, and what was to come."""

    kind: str
    response: Any
    status: int
    is_admin: bool = False
    is_personal: bool = False
    is_plain_http: bool = False

    def faults(self) -> list[str]:
        """What is wrong with it, in words; empty when all is well."""
        found = [] if self.response.status_code == self.status else [f"status {self.response.status_code}"]
        headers = self.response.headers
        for name, pattern in WANTED.items():
            # A browser must not believe it over plain http (RFC 6797, 7.2).
            if not (name == HSTS and self.is_plain_http) and not re.search(pattern, headers.get(name, "")):
                found.append(f"{name}: {headers.get(name, 'missing')}")
        if not self.is_admin and LAX.search(headers.get("Content-Security-Policy", "")):
            found.append("a lax Content-Security-Policy")
        if self.is_personal and not {"private", "no-store"} <= set(headers.get("Cache-Control", "").split(", ")):
            found.append(f"may be cached: {headers.get('Cache-Control')}")
        found += [fault for cookie in self.response.cookies.values() for fault in _faults_of_cookie(cookie)]
        return found


def _faults_of_cookie(cookie: Any) -> Iterator[str]:
    for attribute in ("secure", "httponly", "samesite"):
        if not cookie[attribute] and cookie["max-age"] != 0:
            yield f"cookie {cookie.key} is not {attribute}"
    if not cookie.key.startswith("__Host-") or cookie["domain"] or cookie["path"] != "/":
        yield f"cookie {cookie.key} is not bound to this host"


@dataclass(frozen=True)
class Something:
    """What must be there. Addresses are paths; `staff` is somebody who may do everything."""

    event: str
    form: str
    manage: str
    calendar: str
    feed: str
    picture: str
    document: str
    draft: str
    form_of_staff: str
    staff: Any


def put_something(staff: Any) -> Something:
    """A sign-up, a document and an https address for a site with starter content and sample events."""
    from django.core.files.base import ContentFile
    from django.utils import timezone
    from wagtail.documents import get_document_model
    from wagtail.models import Site

    from corner.models import PictureRendition
    from events.mails import manage_url
    from events.models import EventPage, Occasion
    from events.requests import SignUpRequest
    from events.signing_up import sign_up

    Site.objects.filter(is_default_site=True).update(port=443)  # as in production; previews go by it
    Site.clear_site_root_paths_cache()
    date = Occasion.objects.filter(starts_at__gt=timezone.now(), places__way="in-person").order_by("pk").first()
    assert date is not None, "no event to sign up for"  # noqa: S101  of the starter content
    wish = SignUpRequest(
        occasion_id=date.pk,
        way="in-person",
        name="Amina",
        email="amina@example.org",
        nonce=UUID("00000000-0000-4000-8000-00000000000a"),
        language="en-gb",
    )
    signup = sign_up(wish).signup
    assert signup is not None, "no place"  # noqa: S101
    event = EventPage.objects.live().get(translation_key=date.event.translation_key, locale__language_code="en-gb")
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"%PDF-1.4 plan", name="plan.pdf"))
    rendition = PictureRendition.objects.filter(file__gt="").first()
    return Something(
        event=event.url,
        form=f"{event.url}sign-up/{date.pk}/",
        manage=urlsplit(manage_url(signup)).path,
        calendar=f"{event.get_parent().url}calendar.ics",
        feed=f"{event.get_parent().url}feed.rss",
        picture=f"/media/{rendition.file.name}" if rendition else "",
        document=document.url,
        draft=f"/admin/pages/{event.pk}/view_draft/",
        form_of_staff=f"/admin/pages/{event.pk}/edit/",
        staff=staff,
    )


@contextmanager
def _failing(what: str, error: Exception) -> Iterator[None]:
    with patch(what, side_effect=error):
        yield


def kinds(something: Something, client: Callable[..., Any]) -> Iterator[Answered]:
    """Ask for one of each. `client` makes a new client of django.test."""
    from corner.media import StoreAway

    get = client(raise_request_exception=False)

    def ask(path: str, **more: Any) -> Any:
        return get.get(path, secure=True, **more)

    for kind, path, status in _public(something):
        yield Answered(kind, ask(path), status)
    yield Answered("form", ask(something.form), 200, is_personal=True)
    yield Answered("personal page", ask(something.manage), 200, is_personal=True)
    yield Answered("personal page that is none", ask("/sign-ups/xyz/"), 404, is_personal=True)
    yield Answered("redirect: personal, slash", ask(something.manage.rstrip("/")), 301, is_personal=True)
    yield Answered("redirect: http to https", get.get("/"), 301, is_plain_http=True)
    yield Answered("400: another host", ask("/", headers={"host": "evil.example"}), 400)
    yield Answered(
        "400: another host, plain http", get.get("/", headers={"host": "evil.example"}), 400, is_plain_http=True
    )
    yield Answered("405", get.post("/robots.txt", secure=True), 405)
    strict = client(enforce_csrf_checks=True)
    yield Answered("403: forged form", strict.post(something.form, {"go": "x"}, secure=True), 403)
    with _failing("wagtail.models.Page.serve", ValueError("planted")):
        yield Answered("500", ask("/"), 500)
    with _failing("wagtail.models.Page.serve", StoreAway()):
        yield Answered("503", ask("/"), 503)
    report = {"csp-report": {"document-uri": "https://elsewhere.example/"}}
    yield Answered(
        "report of a browser",
        get.post("/policy-reports/", report, content_type="application/json", secure=True),
        204,
    )
    yield Answered("admin: sign-in", ask("/accounts/login/"), 200, is_personal=True)
    yield Answered("admin: as a stranger", ask("/admin/"), 302, is_admin=True, is_personal=True)
    staff = client(raise_request_exception=False)
    staff.force_login(something.staff)
    for kind, path in _admin(something):
        yield Answered(f"admin: {kind}", staff.get(path, secure=True), 200, is_admin=True, is_personal=True)
    yield Answered(
        "admin: 404", staff.get("/admin/pages/999999/edit/", secure=True), 404, is_admin=True, is_personal=True
    )
    yield Answered("admin: another 404", staff.get("/admin/none/", secure=True), 404, is_admin=True, is_personal=True)
    yield Answered("page, to staff", staff.get("/", secure=True), 200)


def _public(something: Something) -> Iterator[tuple[str, str, int]]:
    """(kind, path, status) of what anybody may fetch."""
    yield "page", "/", 200
    yield "page in another language", "/pl/", 200
    yield "page of an event", something.event, 200
    yield "search", "/search/?q=park", 200
    yield "redirect: slash", "/events", 301
    yield "redirect: another language", "/ur/events/", 302
    yield "404", "/nothing-here/", 404
    yield "404: document", "/documents/999999/none.pdf", 404
    yield "404: media", "/media/images/none.jpg", 404
    yield "404: originals", "/media/original_images/none.jpg", 404
    yield "static file", "/static/mark.svg", 200
    yield "404: static", "/static/none.css", 404
    if something.picture:
        yield "media file", something.picture, 200
    yield "document", something.document, 200
    yield "pattern", "/patterns/events/00000000-0000-4000-8000-000000000000.svg", 200
    yield "feed", something.feed, 200
    yield "calendar", something.calendar, 200
    yield "sitemap", "/sitemap.xml", 200
    yield "robots", "/robots.txt", 200
    yield "redirect: favicon", "/favicon.ico", 302
    yield "API", "/api/v2/pages/", 200
    yield "400: API", "/api/v2/pages/?limit=x", 400
    yield "open data", "/open-data/everything.json", 200
    yield "open data, a sheet", "/open-data/events.csv", 200
    yield "health: live", "/health/live/", 200
    yield "health: ready", "/health/ready/", 200


def _admin(something: Something) -> Iterator[tuple[str, str]]:
    yield "first screen", "/admin/"
    yield "list", "/admin/pages/"
    yield "report", "/admin/reports/pictures/"
    yield "form", something.form_of_staff
    yield "JSON", "/admin/api/main/pages/"
    yield "file", "/admin/who-did-what/?export=csv"
    yield "sheet", "/admin/who-did-what/?export=xlsx"
    yield "script", "/admin/jsi18n/"
    yield "preview of a draft", something.draft
    yield "own account", "/admin/account/"
    yield "second factor", "/accounts/2fa/"
