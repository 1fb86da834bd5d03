"""What a page weighs for somebody who has never been here: one page of every type, in Chromium, through the proxy with
TLS and HTTP/2 as in production, with photographs wherever a page can have one. On a desk (1280 x 800) and a phone
(360 x 640 at 3), once as it opens and once read to its end; the heavier of both screens counts. Bytes in all are those
over the wire, headers included; of HTML, CSS and JS those of the compressed file. A KB has 1,024. They are the same
each time, so each page is asked for once.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from bench.browser import Loaded, chromium, visit
from bench.production import site
from bench.scenery import MOST, Shown
from tools.figures.figure import Figure

ROUNDS = 1
SCREENS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 3, "is_mobile": True},
}
KB = 1024
#: Kilobytes of a part, by what Chromium calls it.
PARTS = {"Document": 10, "Stylesheet": 10, "Script": 5}
MOST_REQUESTS = 15


def figures(rounds: int, database: str) -> Iterator[Figure]:
    """Each page once, whatever `rounds` says."""
    with site(database) as (layout, pages), chromium() as browser:
        for shown in pages:
            yield from _of(shown, browser, layout.url)


def _of(shown: Shown, browser: Any, address: str) -> Iterable[Figure]:
    opened, read = zip(*(_load(browser, screen, address + shown.path) for screen in SCREENS.values()), strict=True)
    host, most = urlsplit(address).netloc, MOST[shown.kind]
    heaviest = max(opened, key=Loaded.bytes)
    failed = [request.url for loaded in opened for request in loaded.all if request.status != 200]
    strangers = [url for loaded in read for url in loaded.from_elsewhere(host)]
    parts = {kind: max(loaded.body(kind) for loaded in opened) / KB for kind in PARTS}
    requests = max(len(loaded.all) for loaded in opened)
    yield Figure(
        f"{shown.name}: HTML, CSS, JS",
        ", ".join(f"{size:.1f}" for size in parts.values()) + " KB",
        "≤ 10, 10, 5 KB",
        not failed and all(0 < size <= PARTS[kind] for kind, size in parts.items()),
        budget=9,
    )
    yield Figure(
        f"{shown.name}: in all, as it opens",
        f"{heaviest.bytes() / KB:.0f} KB (pictures {heaviest.bytes('Image') / KB:.0f}), {requests} requests",
        f"≤ {most} KB, ≤ {MOST_REQUESTS} requests",
        not failed and heaviest.bytes() <= most * KB and requests <= MOST_REQUESTS,
        budget=9,
    )
    yield Figure(
        f"{shown.name}: read to its end",
        f"{max(map(Loaded.bytes, read)) / KB:.0f} KB, {max(len(loaded.all) for loaded in read)} requests, "
        f"{len(strangers)} of them elsewhere",
        "none elsewhere",
        not strangers,
        budget=9,
    )


def _load(browser: Any, screen: dict[str, Any], url: str) -> tuple[Loaded, Loaded]:
    """What came when the page opened, and all that came until its end was read."""
    with visit(browser, screen) as (page, _inside, loaded):
        page.goto(url, wait_until="networkidle")
        opened = Loaded(dict(loaded.requests))
        page.evaluate(
            """async () => { for (let y = 0; y < document.body.scrollHeight; y += 300) {
                scrollTo(0, y); await new Promise(done => setTimeout(done, 30)); } }"""
        )
        page.wait_for_load_state("networkidle")
        return opened, loaded
