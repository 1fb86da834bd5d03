"""On the admin's first screen: what was to go live, or to leave, and has not."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from corner.scheduled import overdue_for


class OverduePanel(Component):
    """Nothing at all while everything was done at its time."""

    name = "scheduled_not_done"
    template_name = "corner/admin/scheduled_panel.html"
    order = 40  # before lists of work that can wait

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"overdue": overdue_for(parent_context["request"].user)}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A hook for the panels of the admin's first screen."""
    panels.append(OverduePanel())
