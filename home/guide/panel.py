"""On the first screen of the admin: the guide's search, and the tours that are for whoever looks."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from home.guide.readers import roles_of
from home.guide.tasks import all_tasks
from home.guide.tours import as_data


class GuidePanel(Component):
    """Last of all: it helps with the work, and is none itself."""

    name = "guide"
    template_name = "home/guide/panel.html"
    order = 900

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        own = roles_of(parent_context["request"].user)
        return {"tours": [(task, as_data(task)) for task in all_tasks() if task.tour and task.role in own]}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A hook, for everybody."""
    panels.append(GuidePanel())
