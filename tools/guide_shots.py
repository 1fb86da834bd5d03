"""What `make guide-pictures` draws for the guide: where, as whom, and what is outlined. One entry a picture.

The guide names the files (docs/guide/*.md); a test holds that both lists are the same.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab


class Shot(NamedTuple):
    """One picture. `marked` are CSS selectors: the first thing that each finds is outlined, and the first of them is
    brought into the middle. `before` does what has to be done on the screen first."""

    file: str
    login: str
    #: A name of home/guide/places.py, or an address in which `{date}`, `{event}` and `{person}` stand for numbers.
    at: str
    marked: tuple[str, ...]
    before: "Callable[[Tab], None] | None" = None


def _menu_of_first_row(tab: "Tab") -> None:
    tab.locator("table.listing tbody tr td.title .w-dropdown__toggle").first.click()
    tab.locator(".w-dropdown__content a:visible").first.wait_for()


def _access(tab: "Tab") -> None:
    tab.get_by_role("tab", name="Access and offers").click()


def _afterwards(tab: "Tab") -> None:
    tab.get_by_role("tab", name="Afterwards").click()


def _status(tab: "Tab") -> None:
    tab.get_by_role("button", name="Toggle status").click()
    tab.locator("[data-side-panel=status]").wait_for()


def _more_actions(tab: "Tab") -> None:
    tab.locator("footer .w-dropdown__toggle").click()
    tab.locator("footer [name=action-publish]").wait_for()


def _show_needs(tab: "Tab") -> None:
    tab.get_by_role("button", name="Show what is not answered").click()
    tab.locator("main details").first.wait_for()


ADD = "header a.w-header-button"
FIRST_ROW = "table.listing tbody tr td.title a"

SHOTS = [
    Shot("menu-events.webp", "staff", "home", ('.sidebar a[href="{events}"]',)),
    Shot("event-basics.webp", "staff", "new-event", ("[name=title]", "[name=intro]")),
    Shot("event-access.webp", "staff", "new-event", ("[name=calm_space]",), _access),
    Shot(
        "event-afterwards.webp",
        "staff",
        "/admin/pages/{event}/edit/",
        ("[role=tab][aria-controls=tab-afterwards]",),
        _afterwards,
    ),
    Shot(
        "copy-event.webp", "staff", "events", ("td.title .w-dropdown__toggle", 'a[href*="/copy/"]'), _menu_of_first_row
    ),
    Shot("case-study-basics.webp", "staff", "new-case-study", ("[name=stage]",)),
    Shot("consents.webp", "staff", "consents", (ADD,)),
    Shot("consent-of-one.webp", "staff", "consents", (FIRST_ROW,)),
    Shot("new-picture.webp", "staff", "new-picture", ("[name$=title]",)),
    Shot("agreements.webp", "staff", "agreements", (ADD,)),
    Shot("agreement-form.webp", "staff", "new-agreement", ("main [name=status]",)),
    Shot("submit.webp", "staff", "/admin/pages/{event}/edit/", ("footer [name=action-submit]",), _more_actions),
    Shot(
        "schedule.webp",
        "staff",
        "/admin/pages/{event}/edit/",
        ("[data-a11y-dialog-show=schedule-publishing-dialog]",),
        _status,
    ),
    Shot("unpublish.webp", "staff", "events", ('a[href*="/unpublish/"]',), _menu_of_first_row),
    Shot("sign-ups.webp", "host", "sign-ups", (FIRST_ROW,)),
    Shot("one-date.webp", "host", "/admin/sign-ups/{date}/", ('main a[href$="/add/"]', 'main a[href$="/door/"]')),
    Shot("write-to-people.webp", "host", "/admin/sign-ups/{date}/", ('main a[href$="/message/"]',)),
    Shot("needs-button.webp", "host", "sign-ups", ('main a[href="{needs}"]',)),
    Shot("need-answer.webp", "host", "needs", ("main details summary",), _show_needs),
    Shot("translations.webp", "translator", "translations", ("table.board td a",)),
    Shot("translate.webp", "translator", "/admin/pages/{polish}/edit/", ("main h3 + ul > li",)),
    Shot("users.webp", "administrator", "users", (ADD,)),
]
