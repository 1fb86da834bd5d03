"""`make ten-tasks`: goes the ten commonest ways through the admin, and writes what each costs to docs/ten-tasks.md.

Each begins on the first screen of the admin, signed in as somebody with just the right role, on a site of its own with
the starter content. The ways are in tools/ten_ways.py, the counting in tools/walk.py.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tools import start
from tools.screenshots import QUIET, site
from tools.ten_ways import WAYS, Way, prepare
from tools.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

OUTPUT: Path = start.ROOT / "docs" / "ten-tasks.md"
SCREEN = {"width": 1400, "height": 1000}  # CSS pixels

HEAD = """# Ten tasks, in clicks and fields

Written by `make ten-tasks`; do not edit by hand. The ten commonest ways through the admin, each gone in a real browser
from the first screen, by somebody with just the right role. A test goes them again and fails where this table is no
longer right, or where one of the screens shows a word that only builders of web sites know.

- **Clicks**: presses on a button, a link, a tab or a row. A press on the keyboard does the same.
- **Fields**: what is typed, chosen or ticked. What has a good value already is left alone.
- **Screens**: addresses that come up, the first screen of the admin counted.
- **Login**: `editor` has the role Editors alone, `host` is an event host who may see needs, `translator` translates
  into Polish. `staff` is an editor and an event host: only those who work for an event are reminded of its record.

| Task | Login | Clicks | Fields | Screens |
|---|---|--:|--:|--:|
"""


class Cost(NamedTuple):
    """What one way came to."""

    clicks: int
    fields: int
    screens: int


def row(way: Way, cost: Cost) -> str:
    """The line of the table for this way."""
    return f"| {way.name} | {way.login} | {cost.clicks} | {cost.fields} | {cost.screens} |"


def go(way: Way, tab: "Tab") -> tuple[Cost, list[str]]:
    """Go one way in a tab that shows the first screen of the admin; what it cost, and words that nobody should meet.

    Raises playwright's TimeoutError where a step cannot be done.
    """
    walk = Walk(tab)
    walk.read()
    way.go(walk)
    return Cost(walk.clicks, walk.fields, walk.screens), walk.faults


def sign_in(tab: "Tab", login: str) -> None:
    """Sign in as one of the development logins, to the first screen of the admin."""
    from home.management.commands.development_logins import password_of

    tab.goto("/admin/")
    tab.locator("[name=username]").fill(login)
    tab.locator("[name=password]").fill(password_of(login))
    tab.locator("form [type=submit]").first.click()
    tab.wait_for_url("**/admin/")
    tab.wait_for_load_state("networkidle")


def go_all(address: str, ways: list[Way]) -> tuple[list[str], list[str]]:
    """(the lines of the table, what went wrong)."""
    from playwright.sync_api import Error, sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("Chromium is needed. On Debian or Ubuntu: apt-get install chromium. Or name it: CHROMIUM=/path")
    # Playwright keeps an event loop in this thread; Django would take what follows for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    lines, wrong = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        for way in ways:
            context = browser.new_context(base_url=address, viewport=SCREEN)  # type: ignore[arg-type]
            tab = context.new_page()
            try:
                sign_in(tab, way.login)
                cost, faults = go(way, tab)
                lines.append(row(way, cost))
                wrong += [f"{way.name}: {fault}" for fault in faults]
            except Error as reason:
                wrong.append(f"{way.name}: stopped at {tab.url}: {' '.join(str(reason).split())[:300]}")
            context.close()
        browser.close()
    return lines, wrong


def main(only: list[str]) -> None:
    """Go all of them and write the table; or those whose function is named, to try them out, and write nothing."""
    os.chdir(start.ROOT)
    ways = [way for way in WAYS if not only or way.go.__name__ in only]
    with tempfile.TemporaryDirectory(prefix="corner-ten-tasks-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "corner.settings.development"}
        os.environ.pop("DATABASE_URL", None)
        start.prepare()
        prepare()
        with site() as address:
            lines, wrong = go_all(address, ways)
    start.say("\n".join(lines))
    if wrong:
        sys.exit("\n".join(["This is not right yet, so nothing is written:", *wrong]))
    if not only:
        OUTPUT.write_text(HEAD + "\n".join(lines) + "\n")
        start.say(f"Written: {OUTPUT.relative_to(start.ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
