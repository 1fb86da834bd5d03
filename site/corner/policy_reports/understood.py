"""What a browser says of a violation, reduced to what may be kept: a rule, a page of ours, a host or a kind."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail import views as wagtail_views
from wagtail.models import Page

#: Of one request; browsers put several into one.
MOST_AT_ONCE = 20
OTHER = "other"
#: The rules that we set, and the finer ones that browsers name in their place.
DIRECTIVES = {
    "default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr",
    "img-src", "media-src", "font-src", "connect-src", "frame-src", "form-action", "base-uri", "frame-ancestors",
    "object-src", "worker-src", "manifest-src", "child-src",
}  # fmt: skip
KINDS = {"inline", "eval", "wasm-eval", "data", "blob", "self", "about", "filesystem"}
EXTENSIONS = ("chrome-extension", "moz-extension", "safari-extension", "safari-web-extension", "webkit-masked-url")
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?")


class NotUnderstood(ValueError):
    """It is no report."""


@dataclass(frozen=True)
class Violation:
    directive: str
    page: str
    blocked: str


def violations(body: bytes, request: HttpRequest) -> list[Violation]:
    """What is told in `body`, about pages of this site. Raises NotUnderstood for what no browser sends."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood from error
    found = list(_told(sent))
    if not found:
        raise NotUnderstood
    host = request.get_host()
    pages = [(_split(each.get("page")), each) for each in found[:MOST_AT_ONCE]]
    return [
        Violation(_directive(each.get("directive")), _page(page.path), _blocked(each.get("blocked"), host))
        for page, each in pages
        if page and page.netloc == host
    ]


def _told(sent: Any) -> Iterator[dict[str, Any]]:
    """Both ways of saying it: one report (`report-uri`), or a list of reports of any sort (`report-to`)."""
    if isinstance(sent, dict) and isinstance(old := sent.get("csp-report"), dict):
        yield {
            "page": old.get("document-uri"),
            "directive": old.get("effective-directive") or old.get("violated-directive"),
            "blocked": old.get("blocked-uri"),
        }
    for report in sent if isinstance(sent, list) else []:
        if isinstance(report, dict) and report.get("type") == "csp-violation":
            body = report.get("body")
            if isinstance(body, dict):
                yield {
                    "page": body.get("documentURL"),
                    "directive": body.get("effectiveDirective"),
                    "blocked": body.get("blockedURL"),
                }


def _split(value: Any) -> SplitResult | None:
    try:
        return urlsplit(value) if isinstance(value, str) and len(value) <= 4000 else None
    except ValueError:
        return None


def _directive(value: Any) -> str:
    first = value.split(" ")[0] if isinstance(value, str) else ""
    return first if first in DIRECTIVES else OTHER


def _page(path: str) -> str:
    """The page that stands at `path`, or the pattern of the address: links to one's own sign-up are secrets."""
    try:
        match = resolve(path)
    except (Resolver404, ValueError):
        return OTHER
    if match.func is not wagtail_views.serve:
        return f"/{match.route}"[:200]
    return _page_above(path)


def _page_above(path: str) -> str:
    """The address of the deepest live page at or above `path`; what follows below it may be somebody's, and is "…"."""
    steps = [step for step in path.split("/") if step][:10]
    tried = ["/".join(steps[:number]) for number in range(len(steps), 0, -1)]
    slugs = Page.objects.live().filter(depth__gt=2, slug__in=steps) if "\0" not in path else Page.objects.none()
    addresses = {(page.get_url() or "").strip("/") for page in slugs[:50]}
    found = next((address for address in tried if address in addresses), "")
    below = "…" if len(steps) > len([step for step in found.split("/") if step]) else ""
    return (f"/{found}/" if found else "/")[:199] + below


def _blocked(value: Any, own_host: str) -> str:
    """The host of what was stopped, or its kind. Never the address: it may hold a secret."""
    if not isinstance(value, str):
        return OTHER
    if value in KINDS:
        return value
    parts = _split(value)
    if parts is None:
        return OTHER
    if parts.scheme in EXTENSIONS:
        return "extension"
    if parts.scheme in KINDS:
        return parts.scheme
    if parts.netloc == own_host:
        return "self"
    try:
        host = parts.hostname or ""
    except ValueError:
        return OTHER
    return host if parts.scheme in ("http", "https", "ws", "wss") and HOST.fullmatch(host) else OTHER
