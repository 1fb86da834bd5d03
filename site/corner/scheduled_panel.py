"""On the admin's first screen: what was to go live, or to leave, and has not."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from corner.admin.home import HomePanel, Line, Order
from corner.scheduled import Overdue, overdue_for


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A hook for the panels of the admin's first screen; nothing at all while everything was done at its time."""
    if lines := [Line(each.title, each.url, _note(each)) for each in overdue_for(request.user)]:
        panels.append(
            HomePanel(
                "scheduled-not-done",
                _("Not done at the time you set"),
                lines,
                order=Order.SCHEDULED,
                icon="warning",
                is_urgent=True,
            )
        )


def _note(each: Overdue) -> str:
    time = {"time": date_format(timezone.localtime(each.at), "j F Y, H:i")}
    when = _("It was to leave the site on %(time)s.") if each.leaves else _("It was to go live on %(time)s.")
    if each.reasons:
        remedy = _("The site tries again every minute. Or open it, take its time away, mend it and publish it.")
        return " ".join([when % time, *each.reasons, remedy])
    waits = _("Nothing is missing: it waits for the worker, which publishes by itself. Tell whoever runs the site.")
    return f"{when % time} {waits}"
