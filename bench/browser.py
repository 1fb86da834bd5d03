"""Chromium, and what it loads: each request with its bytes as they came over the wire, headers included."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

#: Arguments with which it neither calls home nor finds any host but this machine.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-features=MediaRouter,OptimizationHints,Translate,AutofillServerCommunication",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@dataclass
class Request:
    url: str
    kind: str
    status: int = 0
    #: Over the wire, with headers; and of what stands below them, as it came and says itself.
    bytes: int = 0
    body: int = 0


@dataclass
class Loaded:
    """What one visit took, in the order of asking."""

    requests: dict[str, Request] = field(default_factory=dict)

    @property
    def all(self) -> list[Request]:
        return list(self.requests.values())

    def bytes(self, *kinds: str) -> int:
        """Of requests of these kinds (Document, Stylesheet, Script, Image …); of all when none is named."""
        return sum(request.bytes for request in self.all if not kinds or request.kind in kinds)

    def body(self, kind: str) -> int:
        """Bytes of the answers of this kind, compressed as they came, without their headers."""
        return sum(request.body for request in self.all if request.kind == kind)

    def from_elsewhere(self, host: str) -> list[str]:
        """Addresses at another host; `data:` is no request."""
        return [request.url for request in self.all if urlsplit(request.url).netloc != host]


@contextmanager
def chromium() -> Iterator[Any]:
    """The machine's own, without a window. Raises LookupError where there is none."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        raise LookupError("Chromium is not installed: apt-get install chromium, or set CHROMIUM.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visit(browser: Any, screen: dict[str, Any]) -> Iterator[tuple[Any, Any, Loaded]]:
    """A page of a browser that has never been here, its line to the browser's inside, and what it will have loaded.

    The proxy signs its own certificate here, so that is let pass.
    """
    context = browser.new_context(ignore_https_errors=True, **screen)
    try:
        page = context.new_page()
        inside = context.new_cdp_session(page)
        loaded = Loaded()
        _listen(inside, loaded)
        inside.send("Network.enable")
        yield page, inside, loaded
    finally:
        context.close()


def _listen(inside: Any, loaded: Loaded) -> None:
    def asked(event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            loaded.requests[event["requestId"]] = Request(event["request"]["url"], event.get("type", "Other"))

    def answered(event: dict[str, Any]) -> None:
        if request := loaded.requests.get(event["requestId"]):
            headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
            request.status = event["response"]["status"]
            request.body = int(headers.get("content-length", 0))

    def ended(event: dict[str, Any]) -> None:
        if request := loaded.requests.get(event["requestId"]):
            request.bytes = int(event["encodedDataLength"])

    inside.on("Network.requestWillBeSent", asked)
    inside.on("Network.responseReceived", answered)
    inside.on("Network.loadingFinished", ended)
