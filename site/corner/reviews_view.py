"""Reviews in the admin: a panel on the first screen, and the whole list among the reports."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from corner.reviews import due_for

#: More than this is a list that nobody reads.
MOST = 8


class ReviewsPanel(Component):
    """Nothing at all while nothing is due."""

    name = "reviews_due"
    template_name = "corner/admin/reviews_panel.html"
    order = 95  # before Wagtail's own lists of pages

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        due = due_for(parent_context["request"].user)
        return {"due": due[:MOST], "more": max(len(due) - MOST, 0)}


class Reviews(WagtailAdminTemplateMixin, TemplateView):
    """All that is due, for whoever looks."""

    template_name = "corner/admin/reviews.html"
    page_title = _("To be checked")
    header_icon = "calendar-check"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "due": due_for(self.request.user)}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A hook for the panels of the admin's first screen."""
    panels.append(ReviewsPanel())
