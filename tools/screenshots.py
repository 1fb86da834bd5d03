"""`make screenshots`: draws one page of every type, in every way it is read, onto docs/screenshots.

It makes a site of its own in a temporary folder, so what is drawn is always the starter content and nobody's data.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tools import start

OUTPUT = start.ROOT / "docs" / "screenshots"
THUMBNAIL = 300  # points wide, on the contact sheet
CAPTION = 22
TALLEST = 2.2  # a drawing is cut at this many times its width


class Way(NamedTuple):
    """One way to read a page: its name, the width of the screen, and what else the browser is told."""

    name: str
    width: int
    media: dict[str, Any]
    language: str = "en-gb"


WAYS = [
    Way("phone", 390, {}),
    Way("desktop", 1280, {}),
    Way("dark", 1280, {"color_scheme": "dark"}),
    Way("print", 800, {"media": "print"}),
    Way("Arabic", 390, {}, language="ar"),
]


def one_of_each_type() -> dict[str, dict[str, str]]:
    """For each page type, the address of its newest live page in each language: {"event page": {"ar": "/ar/…"}}."""
    from wagtail.models import Page, get_page_models

    from corner.models import BasePage

    found: dict[str, dict[str, str]] = {}
    for model in get_page_models():
        if not issubclass(model, BasePage):
            continue
        live = model.objects.live().public().select_related("locale").order_by("-latest_revision_created_at")
        # A page that is translated shows more.
        for page in sorted(live, key=lambda page: -page.get_translations().live().count())[:1]:
            languages: list[Page] = [page, *page.get_translations().live()]
            found[str(model._meta.verbose_name)] = {
                version.locale.language_code: version.specific.get_url() for version in languages
            }
    found["search"] = {"en-gb": "/search/", "ar": "/ar/search/"}
    return found


@contextlib.contextmanager
def site() -> Iterator[str]:
    """The starter content on a port of this machine; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/health/live/", timeout=5)  # noqa: S310
                break
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def draw(address: str, pages: dict[str, dict[str, str]], folder: Path) -> dict[tuple[str, str], Path]:
    """A picture of every page in every way that it exists; {(type, way): file}."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("Chromium is needed. On Debian or Ubuntu: apt-get install chromium. Or name it: CHROMIUM=/path")
    drawn: dict[tuple[str, str], Path] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for way in WAYS:
            page = browser.new_page(viewport={"width": way.width, "height": int(way.width * 1.4)})
            page.emulate_media(**way.media)
            for kind, versions in pages.items():
                if path := versions.get(way.language):
                    page.goto(address + path)
                    file = folder / f"{len(drawn)}.png"
                    page.screenshot(path=file, full_page=True)
                    drawn[kind, way.name] = file
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        page.screenshot(path=OUTPUT / "home.png")
        browser.close()
    return drawn


def contact_sheet(pages: list[str], drawn: dict[tuple[str, str], Path]) -> None:
    """All pictures on one sheet: a row for each type, a column for each way. An empty field: not translated."""
    from PIL import Image, ImageDraw

    row, column = CAPTION + int(THUMBNAIL * TALLEST) + 16, THUMBNAIL + 16
    sheet = Image.new("RGB", (column * len(WAYS), row * len(pages)), "#777")
    captions = ImageDraw.Draw(sheet)
    for down, kind in enumerate(pages):
        for across, way in enumerate(WAYS):
            corner = across * column + 8, down * row + CAPTION
            captions.text((corner[0], corner[1] - 16), f"{kind} · {way.name}", fill="white")
            if file := drawn.get((kind, way.name)):
                with Image.open(file) as picture:
                    part = picture.crop((0, 0, picture.width, min(picture.height, int(picture.width * TALLEST))))
                    scale = THUMBNAIL / part.width
                    sheet.paste(part.resize((THUMBNAIL, int(part.height * scale)), Image.Resampling.LANCZOS), corner)
    sheet.quantize(128).save(OUTPUT / "contact-sheet.png", optimize=True)


def main() -> None:
    os.chdir(start.ROOT)
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="corner-screenshots-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "corner.settings.development"}
        os.environ.pop("DATABASE_URL", None)
        start.prepare()
        pages = one_of_each_type()
        with site() as address:
            drawn = draw(address, pages, Path(folder))
        contact_sheet(list(pages), drawn)
    start.say(f"{len(drawn)} pictures of {len(pages)} kinds of page are in {OUTPUT.relative_to(start.ROOT)}/")


if __name__ == "__main__":
    main()
