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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tools import start

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

OUTPUT = start.ROOT / "docs" / "screenshots"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FORM_OPEN = 3.5  # seconds; a form that comes back faster is taken for a machine's (FORM_MINIMUM_SECONDS)


class Way(NamedTuple):
    """One way to read a page, with a sheet of its own. Sizes in CSS pixels; a drawing is cut at `tallest` widths."""

    name: str
    title: str
    width: int
    thumbnail: int
    columns: int
    tallest: float
    media: dict[str, Any]
    language: str = "en-gb"


WAYS = [
    Way("phone", "On a phone", 390, 200, 8, 3.4, {}),
    Way("desktop", "At a desk", 1280, 400, 4, 1.5, {}),
    Way("arabic", "In Arabic, from right to left", 390, 200, 8, 3.4, {}, language="ar"),
    Way("dark", "In the dark", 1280, 400, 4, 1.5, {"color_scheme": "dark"}),
    Way("print", "On paper (A4)", 794, 300, 5, 1.42, {"media": "print"}),
]

#: The event whose form is filled in; it asks questions, and is translated.
EVENT = "world-cafe-money"
#: Where no page type leads: {name: address after the language}.
OTHERS = {
    "topic": "topics/money/",
    "search": "search/",
    "search with results": "search/?q=meeting",
    "search without results": "search/?q=xylophone",
    "link lost": "sign-ups/lost-link/",
    "not there": "nothing-here/",
    "in English only": "case-studies/teenage-girls-and-parks/",
}


def pages_to_draw() -> dict[str, dict[str, str]]:
    """{"event page": {"en-gb": "/events/…", "ar": "/ar/…"}}: of each page type the page with the most translations."""
    from wagtail.models import Page, get_page_models

    from corner.models import BasePage

    found: dict[str, dict[str, str]] = {}
    for page in _in_order(Page.objects.live().filter(depth__gt=1, locale__language_code="en-gb").specific()):
        if isinstance(page, BasePage):
            found.setdefault(str(page._meta.verbose_name), _addresses(page))
    found["past event"] = {"en-gb": "/events/workshop-girls-parks-and-wellbeing/"}
    found["hard topic"] = {"en-gb": "/case-studies/trauma-and-a-voice/"}
    for name, path in OTHERS.items():
        found[name] = {"en-gb": f"/{path}", "ar": f"/ar/{path}"}
    del found["in English only"]["en-gb"]
    if len(found) <= len(get_page_models()) - 2:
        raise RuntimeError("A page type has no page in the starter content.")
    return found


def _in_order(pages: Any) -> list[Any]:
    """Home first, then as in the tree; of one type, what is translated most."""
    return sorted(pages, key=lambda page: (page.depth > 2, -page.get_translations().live().count(), page.path))


def _addresses(page: Any) -> dict[str, str]:
    versions = [page, *page.get_translations().live().specific()]
    return {version.locale.language_code: version.get_url() for version in versions}


def form_address(language: str) -> str:
    """Where the sign-up form of EVENT is, in this language."""
    from events.models import EventPage, Occasion

    page = EventPage.objects.get(slug=EVENT, locale__language_code=language)
    return page.get_url() + page.reverse_subpage("sign_up", [Occasion.objects.of_page(page).latest("pk").pk])


@contextlib.contextmanager
def site() -> Iterator[str]:
    """The starter content on a port of this machine; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{port}"],
        env={**os.environ, "DEBUG": "False"},  # else Django draws its own page where none is
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/health/live/", timeout=5)  # noqa: S310
                break
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


class Drawer:
    """Draws what stands in one tab; `drawn` is {name of the page: file}."""

    def __init__(self, tab: "Tab", way: Way, folder: Path) -> None:
        self.tab, self.way, self.folder = tab, way, folder
        self.drawn: dict[str, Path] = {}

    def draw(self, name: str) -> None:
        file = self.folder / f"{self.way.name}-{len(self.drawn)}.png"
        self.tab.emulate_media(**self.way.media)
        # Pictures further down load only when somebody comes near.
        self.tab.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(img => img.loading = 'eager')")
        self.tab.wait_for_load_state("networkidle")
        self.tab.screenshot(path=file, full_page=True)
        self.drawn[name] = file
        self.tab.emulate_media(media="screen")  # paper has no buttons to press

    def way_to_a_place(self, address: str) -> None:
        """The form, its errors, the check, the confirmation, one's own place and data, giving it back."""
        press: Callable[[str], None] = lambda go: self.tab.locator(f"button[name=go][value={go}]").click()  # noqa: E731
        self.tab.goto(address)
        self.draw("sign-up form")
        time.sleep(FORM_OPEN)
        press("check")
        self.draw("sign-up form with errors")
        self.tab.locator("[name=name]").fill("Amina")
        self.tab.locator("[name=email]").fill(f"amina@{self.way.name}.example")
        press("check")
        self.draw("check your answers")
        press("send")
        self.draw("confirmation")
        own_place = _own_place(f"amina@{self.way.name}.example")
        self.tab.goto(f"{own_place}kept/")
        self.draw("what we keep about you")
        self.tab.goto(f"{own_place}kept/change/")
        self.draw("changing it")
        self.tab.goto(own_place)
        self.draw("own place")
        press("ask")
        self.draw("giving it back")

    def without_email(self, address: str) -> None:
        """The page that says everything to somebody who has only a phone."""
        self.tab.goto(address)
        time.sleep(FORM_OPEN)
        self.tab.locator("[name=name]").fill("Halina")
        self.tab.locator("[name=phone]").fill("023 8000 0004")
        for go in ("check", "send"):
            self.tab.locator(f"button[name=go][value={go}]").click()
        self.draw("confirmation without e-mail")


def _own_place(email: str) -> str:
    """The path that the confirmation mail links to."""
    from urllib.parse import urlsplit

    from events.mails import manage_url
    from events.models import SignUp

    return urlsplit(manage_url(SignUp.objects.get(email=email))).path


def draw_all(address: str, folder: Path) -> dict[str, dict[str, Path]]:
    """{way: {name of the page: file}}; pages that a language does not have are left out."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("Chromium is needed. On Debian or Ubuntu: apt-get install chromium. Or name it: CHROMIUM=/path")
    # Playwright keeps an event loop in this thread; Django would take what follows for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    pages = pages_to_draw()
    drawn = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        for way in WAYS:
            tab = browser.new_page(base_url=address, viewport={"width": way.width, "height": 900})
            tab.emulate_media(reduced_motion="reduce")
            drawer = Drawer(tab, way, folder)
            for name, versions in pages.items():
                if path := versions.get(way.language):
                    tab.goto(path)
                    drawer.draw(name)
            drawer.way_to_a_place(form_address(way.language))
            drawer.without_email(form_address(way.language))
            drawn[way.name] = drawer.drawn
            tab.close()
        tab = browser.new_page(base_url=address, viewport={"width": 1280, "height": 860})
        tab.goto("/")
        tab.screenshot(path=folder / "home.png")
        browser.close()
    return drawn


def contact_sheet(way: Way, drawn: dict[str, Path]) -> None:
    """All pictures of one way on one sheet, row by row, each with its name above."""
    from PIL import Image, ImageDraw, ImageFont

    caption, gap = 22, 16
    row, column = caption + int(way.thumbnail * way.tallest) + gap, way.thumbnail + gap
    rows = -(-len(drawn) // way.columns)
    sheet = Image.new("RGB", (column * way.columns + gap, row * rows + gap), "#6b6b6b")
    captions, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    for number, (name, file) in enumerate(drawn.items()):
        across, down = number % way.columns * column + gap, number // way.columns * row + gap
        captions.text((across, down), name, fill="white", font=font)
        with Image.open(file) as picture:
            part = picture.crop((0, 0, picture.width, min(picture.height, int(picture.width * way.tallest))))
            size = way.thumbnail, max(1, part.height * way.thumbnail // part.width)
            sheet.paste(part.convert("RGB").resize(size, Image.Resampling.LANCZOS), (across, down + caption))
    sheet.save(OUTPUT / f"{way.name}.jpg", quality=72, optimize=True, progressive=True)


def index(drawn: dict[str, dict[str, Path]]) -> str:
    """The words of docs/screenshots/README.md."""
    lines = ["# Screenshots", "", "Drawn by `make screenshots` from the starter content. Do not edit by hand.", ""]
    for way in WAYS:
        lines += [f"## {way.title}", "", f"{way.width} CSS pixels wide: {', '.join(drawn[way.name])}.", ""]
        lines += [f"![{way.title}: {len(drawn[way.name])} pages]({way.name}.jpg)", ""]
    return "\n".join(lines)


def main() -> None:
    os.chdir(start.ROOT)
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="corner-screenshots-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "corner.settings.development"}
        os.environ.pop("DATABASE_URL", None)
        start.prepare()
        from PIL import Image

        with site() as address:
            drawn = draw_all(address, Path(folder))
        for way in WAYS:
            contact_sheet(way, drawn[way.name])
        with Image.open(Path(folder) / "home.png") as picture:
            picture.convert("RGB").quantize(128).save(OUTPUT / "home.png", optimize=True)
        (OUTPUT / "README.md").write_text(index(drawn))
    count = sum(map(len, drawn.values()))
    start.say(f"{count} pictures on {len(WAYS)} sheets are in {OUTPUT.relative_to(start.ROOT)}/")


if __name__ == "__main__":
    main()
