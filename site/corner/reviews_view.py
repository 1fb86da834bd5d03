"""Reviews in the admin: a panel on the first screen, and the whole list among the reports."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from corner.admin.home import MOST, HomePanel, Line, Order
from corner.reviews import Due, due_for


class Reviews(WagtailAdminTemplateMixin, TemplateView):
    """All that is due, for whoever looks."""

    template_name = "corner/admin/reviews.html"
    page_title = gettext_lazy("To be checked")
    header_icon = "calendar-check"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "due": due_for(self.request.user)}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A hook for the panels of the admin's first screen; nothing at all while nothing is due."""
    due = due_for(request.user)
    if due:
        left = len(due) - MOST
        words = ngettext("%(count)d more", "%(count)d more", left) % {"count": left}
        more = Line(words, reverse("reviews")) if left > 0 else None
        lines = [Line(each.label, each.url, _note(each)) for each in due[:MOST]]
        panels.append(
            HomePanel(
                "reviews-due", _("To be checked again"), lines, order=Order.REVIEWS, icon="calendar-check", more=more
            )
        )


def _note(due: Due) -> str:
    words = {"what": due.what, "day": date_format(due.day, "j F Y"), "owner": due.owner}
    if due.owner:
        return _("%(what)s, due since %(day)s, looked after by %(owner)s") % words
    return _("%(what)s, due since %(day)s") % words
