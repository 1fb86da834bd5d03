"""What staff are reminded of in the admin: the record of a date that is over, and agreements whose day has passed."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from events.admin.scope import may_see_any
from events.afterwards import overdue, unrecorded
from events.describing import when
from events.models import Agreement, Occasion

#: More than this is a list that nobody reads.
MOST = 8


def prompts_for(user: Any, occasions: Any, *, of_no_event: bool = True) -> dict[str, Any]:
    """What `user` can do about these dates, which are the user's own; in a constant number of queries.

    `of_no_event`: with agreements that belong to no event.
    """
    missing = unrecorded(occasions)
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    may_write = set(pages.filter(pk__in=[each.page.pk for each in missing]).values_list("pk", flat=True))
    missing = [each for each in missing if each.page.pk in may_write]
    may_follow_up = user.has_perm("events.change_agreement")
    late = overdue(occasions, of_no_event=of_no_event) if may_follow_up else Agreement.objects.none()
    shown = list(late[: MOST + 1])
    return {
        "unrecorded": [(each.page, when(each.occasion)) for each in missing[:MOST]],
        "more_unrecorded": max(len(missing) - MOST, 0),
        "overdue": shown[:MOST],
        "has_more_overdue": len(shown) > MOST,
    }


class ToDoPanel(Component):
    """On the home page of the admin; nothing at all while nothing is to do."""

    name = "events_to_do"
    template_name = "events/staff/to_do_panel.html"
    order = 90  # before Wagtail's own lists of pages

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {**super().get_context_data(parent_context), **prompts_for(user, Occasion.objects.for_user(user))}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A hook: for people who work for an organisation, and for administrators."""
    if may_see_any(request.user):
        panels.append(ToDoPanel())
