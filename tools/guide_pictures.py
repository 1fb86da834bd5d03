"""`make guide-pictures`: draws the pictures of the guide for editors from a running site, so they can be made again.

It makes a site of its own in a temporary folder with the starter content and three invented guests, signs in as whoever
does the task, goes to each screen, outlines what is meant, and saves it small. What is drawn: tools/guide_shots.py.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from tools import start
from tools.guests import date_with_guests, may_see_needs
from tools.guide_shots import SHOTS, Shot
from tools.screenshots import QUIET, site

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

OUTPUT = start.ROOT / "docs" / "guide" / "pictures"
SCREEN = {"width": 1100, "height": 640}  # CSS pixels
WIDTH = 900  # pixels of the picture; the guide shows it at 700 at most
LARGEST = 60_000  # bytes
#: Menus and tabs cut off what stands out of them.
OUTLINE = """thing => {
  const inside = thing.closest(".sidebar, .w-tabs__list, .w-dropdown__content, footer") ? "-4px" : "4px";
  thing.style.cssText += `; outline: 4px solid #d4006a !important; outline-offset: ${inside} !important`;
}"""
#: Nothing that moves, blinks or differs from one day to the next by itself.
STILL = "*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent }"


def prepare() -> dict[str, int]:
    """The numbers that addresses need, after three guests came and the host was given the right to see needs."""
    from django.contrib.auth import get_user_model
    from wagtail.models import Locale, Page

    from events.models import EventPage

    host = get_user_model().objects.get(username="host")
    may_see_needs(host)
    date = date_with_guests(host)
    event = EventPage.objects.get(translation_key=date.event.translation_key, locale=Locale.get_default())
    polish = Page.objects.live().filter(locale__language_code="pl").order_by("path").first()
    return {"date": date.pk, "event": event.pk, "polish": polish.pk if polish else 0}


def with_numbers(text: str, numbers: dict[str, int]) -> str:
    """`{date}` and its like become numbers, `{sign-ups}` and its like addresses. Raises KeyError for other names."""
    from home.guide.places import address_of

    return re.sub(
        r"\{([\w-]+)\}", lambda name: str(numbers[name[1]]) if name[1] in numbers else address_of(name[1]), text
    )


@contextmanager
def signed_in(browser: "Browser", address: str, login: str) -> Iterator["Tab"]:
    """A tab in which this development login has signed in."""
    from home.management.commands.development_logins import password_of

    context = browser.new_context(base_url=address, viewport=SCREEN, reduced_motion="reduce")  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto("/admin/")
    tab.locator("[name=username]").fill(login)
    tab.locator("[name=password]").fill(password_of(login))
    tab.locator("form [type=submit]").first.click()
    tab.wait_for_url("**/admin/")
    yield tab
    context.close()


def draw(tab: "Tab", shot: Shot, numbers: dict[str, int]) -> bytes:
    """The picture as a WebP file. Raises playwright's TimeoutError where what is meant is not on the screen."""
    from home.guide.places import address_of

    tab.goto(with_numbers(shot.at, numbers) if shot.at.startswith("/") else address_of(shot.at))
    tab.wait_for_load_state("networkidle")
    tab.add_style_tag(content=STILL)
    if shot.before:
        shot.before(tab)
    for number, selector in enumerate(shot.marked):
        thing = tab.locator(with_numbers(selector, numbers)).locator("visible=true").first
        thing.wait_for()
        thing.evaluate(OUTLINE)
        if number == 0:
            thing.evaluate("thing => thing.scrollIntoView({block: 'center'})")
    return small(tab.screenshot())


def small(screen: bytes) -> bytes:
    """As a WebP that is WIDTH pixels wide and not above LARGEST bytes. Raises ValueError where that cannot be."""
    from PIL import Image

    with Image.open(BytesIO(screen)) as picture:
        drawn = picture.convert("RGB").resize(
            (WIDTH, picture.height * WIDTH // picture.width), Image.Resampling.LANCZOS
        )
    for quality in (80, 65, 50, 35):
        file = BytesIO()
        drawn.save(file, "WEBP", quality=quality, method=6)
        if file.tell() <= LARGEST:
            return file.getvalue()
    raise ValueError("This picture does not become small enough.")


def draw_all(address: str, numbers: dict[str, int], shots: list[Shot]) -> list[str]:
    """Draws every one; the names of those of which something could not be found, which stay as they were."""
    from playwright.sync_api import TimeoutError as NotThere
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("Chromium is needed. On Debian or Ubuntu: apt-get install chromium. Or name it: CHROMIUM=/path")
    # Playwright keeps an event loop in this thread; Django would take what follows for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    failed = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        for login in dict.fromkeys(shot.login for shot in shots):
            with signed_in(browser, address, login) as tab:
                for shot in shots:
                    if shot.login == login:
                        try:
                            (OUTPUT / shot.file).write_bytes(draw(tab, shot, numbers))
                        except NotThere as reason:
                            failed.append(f"{shot.file}: {str(reason).splitlines()[0]} at {tab.url}")
        browser.close()
    return failed


def main(only: list[str]) -> None:
    """Draw all of them, or those whose names are given."""
    os.chdir(start.ROOT)
    OUTPUT.mkdir(parents=True, exist_ok=True)
    shots = [shot for shot in SHOTS if not only or Path(shot.file).stem in only]
    with tempfile.TemporaryDirectory(prefix="corner-guide-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "corner.settings.development"}
        os.environ.pop("DATABASE_URL", None)
        start.prepare()
        numbers = prepare()
        with site() as address:
            failed = draw_all(address, numbers, shots)
    wanted = {shot.file for shot in SHOTS}
    for file in OUTPUT.iterdir():
        if file.name not in wanted:
            file.unlink()
    start.say(f"{len(shots) - len(failed)} pictures are in {OUTPUT.relative_to(start.ROOT)}/")
    if failed:
        sys.exit("These could not be drawn:\n" + "\n".join(failed))


if __name__ == "__main__":
    main(sys.argv[1:])
