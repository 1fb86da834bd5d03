"""On the admin's first screen: the next dates of one's organisations, how full they are, and who waits for an answer.

Counts only, nothing about anybody. What people need is counted for those who may see it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corner.admin.home import HomePanel, Line, Order
from events import needs
from events.admin.numbers import numbers_of
from events.admin.scope import may_see_any
from events.describing import when
from events.models import CallTask, Occasion, SignUp
from events.source_pages import source_pages_of

#: So many dates are shown; the list of sign-ups has all.
SHOWN = 6


class NextEvents(HomePanel):
    """A table of the next dates, and below it what there is to do for them. It stays when there is no date at all."""

    template_name = "events/staff/home_events.html"
    is_wide = True

    def __init__(self, user: Any) -> None:
        own = Occasion.objects.for_user(user).upcoming().filter(on_page=True).select_related("event")
        found = list(own[: SHOWN + 1])
        self.rows = list(rows(found[:SHOWN], user))
        self.may_see_needs = user.has_perm("events.view_accessneed")
        lines = list(to_do(user))
        self.has_work = bool(self.rows or lines)
        more = Line(_("See all dates"), reverse("events_signups")) if len(found) > SHOWN else None
        super().__init__(
            "next-events", _("Your next events"), lines, order=Order.NEXT_EVENTS, icon="calendar-alt", more=more
        )

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        return {**context, "rows": self.rows, "may_see_needs": self.may_see_needs}


def rows(occasions: list[Occasion], user: Any) -> Iterator[dict[str, Any]]:
    """Each date with its title, in words, and its numbers; three queries for all of them."""
    titles = dict(source_pages_of(each.event for each in occasions).values_list("translation_key", "title"))
    numbers = numbers_of(occasions, user)
    for each in occasions:
        title = titles.get(each.event.translation_key) or _("An event that is no longer shown")
        yield {"occasion": each, "title": title, "when": when(each), "numbers": numbers[each.pk]}


def to_do(user: Any) -> Iterator[Line]:
    """What waits for an answer or a call, and forms that were kept for staff to look at."""
    if user.has_perm("events.view_accessneed") and (count := needs.unanswered(user)):
        words = ngettext("%(count)d need waits for an answer.", "%(count)d needs wait for an answer.", count)
        yield Line(words % {"count": count}, reverse("events_all_needs"))
    if count := CallTask.objects.for_user(user).open().count():
        words = ngettext("%(count)d call to make", "%(count)d calls to make", count)
        yield Line(words % {"count": count}, reverse("events_calls"), _("These people have no e-mail."))
    if count := SignUp.objects.for_user(user).filter(state=SignUp.State.HELD, anonymised_at=None).count():
        words = ngettext("%(count)d form for you to look at", "%(count)d forms for you to look at", count)
        yield Line(words % {"count": count}, reverse("events_signups"), _("They were not taken as sign-ups yet."))


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A hook: for people who work for an organisation, and for administrators."""
    if may_see_any(request.user):
        panels.append(NextEvents(request.user))
