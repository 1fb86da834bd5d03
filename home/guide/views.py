"""The guide's pages in the admin. Whoever may open the admin may read all of it; nothing here changes anything."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.guide.places import PLACES, address_of
from home.guide.readers import by_role
from home.guide.tasks import Task, all_tasks, get_task, search
from home.guide.tours import as_data

TITLE = _("How do I…")


class GuideScreen(WagtailAdminTemplateMixin, TemplateView):
    """What the list and each task share."""

    header_icon = "help"
    page_title = TITLE

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": reverse("guide"), "label": TITLE}
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, here]


class Guide(GuideScreen):
    """The list of tasks, those of one's own role first; or what was found."""

    template_name = "home/guide/guide.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("q", "").strip()[:100]
        tasks = all_tasks()
        return {
            **super().get_context_data(**kwargs),
            "asked": asked,
            "found": search(asked, tasks) if asked else [],
            "parts": by_role(tasks, self.request.user),
        }


class OneTask(GuideScreen):
    """One task: why, the steps, and its tour where there is one."""

    template_name = "home/guide/task.html"
    task: Task

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        task = get_task(kwargs["task"])
        if task is None:
            raise Http404
        self.task = task

    def get_page_title(self) -> str:
        return self.task.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.task.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "task": self.task, "tour": as_data(self.task)}


def go(request: HttpRequest, place: str) -> HttpResponseRedirect:
    """To a place of the admin by the name that the guide has for it. Whoever may not go there is told so there."""
    if place not in PLACES:
        raise Http404
    return HttpResponseRedirect(address_of(place))
