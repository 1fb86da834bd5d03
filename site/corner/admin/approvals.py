"""Pages that wait for somebody's approval, and one's own that wait for others. For the first screen of the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_latest_str, get_user_display_name
from wagtail.models import Page, TaskState, WorkflowState

from corner.admin.home import MOST, HomePanel, Line, Order
from corner.dates import long_date


def to_approve(user: Any) -> list[Line]:
    """What `user` may approve, what waits longest first; the queries do not grow with the number of pages."""
    states = (
        TaskState.objects.reviewable_by(user)
        .select_related("revision__user")
        .prefetch_related("revision__content_object")
        .order_by("started_at")
    )
    find = AdminURLFinder(user)
    return [
        Line(get_latest_str(thing), _address(thing, find), _sent(state))
        for state in states[: MOST + 1]
        if (thing := state.revision.content_object)
    ]


def _sent(state: TaskState) -> str:
    words = {"day": long_date(state.started_at), "who": ""}
    if state.revision.user:
        words["who"] = get_user_display_name(state.revision.user)
        return _("Sent by %(who)s, %(day)s") % words
    return _("Sent on %(day)s") % words


def own_on_the_way(user: Any) -> Iterator[Line]:
    """What `user` sent for approval and nobody has published or turned down yet; what is asked back comes first."""
    states = (
        WorkflowState.objects.active()
        .filter(requested_by=user)
        .select_related("current_task_state")
        .prefetch_related("content_object")
        .order_by("-status", "-created_at")  # "needs_changes" before "in_progress"
    )
    find = AdminURLFinder(user)
    for state in states[: MOST + 1]:
        if thing := state.content_object:
            waits = state.status == WorkflowState.STATUS_IN_PROGRESS
            note = _("Waits for approval") if waits else _("Somebody asks you for changes")
            said = "" if waits or not state.current_task_state else state.current_task_state.comment
            yield Line(get_latest_str(thing), _address(thing, find), f"{note}: {said}" if said else note)


def _address(thing: Any, find: AdminURLFinder) -> str:
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return find.get_edit_url(thing) or ""


def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    """A hook for the panels of the first screen."""
    if lines := to_approve(request.user):
        panels.append(
            HomePanel(
                "to-approve",
                _("Waits for your approval"),
                lines,
                order=Order.APPROVAL,
                icon="check",
                more=_all(len(lines)),
            )
        )
    if lines := list(own_on_the_way(request.user)):
        panels.append(
            HomePanel(
                "own-pages",
                _("You sent these for approval"),
                lines,
                order=Order.OWN_PAGES,
                icon="tasks",
                more=_all(len(lines)),
            )
        )


def _all(count: int) -> Line | None:
    return Line(_("There are more. See all."), reverse("wagtailadmin_reports:workflow")) if count > MOST else None
