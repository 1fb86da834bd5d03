"""The first screen of the admin: what there is to do, each thing a link to the work, all in one visual hand.

Each room adds its panels with the hook `construct_homepage_panels`; `tidy` runs last and leaves out what is not needed.
A panel with nothing to do is not added at all, so the screen is as short as the day's work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel

from corner.admin.first_steps import FirstSteps, steps_for

#: More than this is a list that nobody reads.
MOST = 8


class Order:
    """Where panels stand: first what went wrong, then people who wait, then pages, then where somebody left off."""

    SITE = 5
    MAIL = 10
    SCHEDULED = 15
    NEXT_EVENTS = 20
    MESSAGES = 30
    APPROVAL = 40
    AFTER_EVENTS = 50
    AGREEMENTS = 60
    TRANSLATIONS = 70
    REVIEWS = 80
    OWN_PAGES = 90
    FIRST_STEPS = 100


@dataclass(frozen=True)
class Line:
    """One thing to do: its words are the link, what else helps to choose stands below."""

    words: str
    url: str
    note: str | Promise = ""


class HomePanel(Component):
    """A panel of lines. `has_work` is false where it only says that all is well."""

    template_name = "corner/admin/home_panel.html"
    icon = "list-ul"
    is_wide = False
    is_urgent = False
    has_work = True

    class Media:
        css = {"all": ["corner/admin/home.css"]}

    def __init__(
        self,
        name: str,
        heading: str | Promise,
        lines: Sequence[Line],
        *,
        order: int,
        icon: str = "",
        more: Line | None = None,
        is_urgent: bool = False,
    ) -> None:
        self.name, self.heading, self.lines, self.order, self.more = name, heading, lines, order, more
        self.icon = icon or self.icon
        self.is_urgent = is_urgent

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"panel": self, "lines": self.lines[:MOST]}


#: What Wagtail puts there and this screen says in its own way: `approvals` has what waits for approval. Wagtail's lists
#: of the pages that somebody edited last or locked stay, below everything else.
NOT_NEEDED = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)


def tidy(request: HttpRequest, panels: list[Any]) -> None:
    """A hook, the last one: without the panels nobody needs, and with first steps where there is nothing to do."""
    panels[:] = [panel for panel in panels if not isinstance(panel, NOT_NEEDED)]
    has_work = any(isinstance(panel, HomePanel) and panel.has_work for panel in panels)
    if not has_work and (steps := steps_for(request.user)):
        panels.append(FirstSteps(steps, order=Order.FIRST_STEPS))


def leave_out_numbers(request: HttpRequest, items: list[Any]) -> None:
    """A hook: how many pages and pictures there are helps nobody with their work."""
    items.clear()
