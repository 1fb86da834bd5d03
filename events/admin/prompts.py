"""What staff are reminded of in the admin: the record of a date that is over, and agreements whose day has passed."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.permissions import page_permission_policy

from corner.admin.home import MOST, HomePanel, Line, Order
from corner.dates import short_date
from events.admin.scope import may_see_any
from events.afterwards import overdue, unrecorded
from events.describing import when
from events.models import Agreement, Occasion


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


def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    """A hook: for people who work for an organisation, and for administrators."""
    if not may_see_any(request.user):
        return
    found = prompts_for(request.user, Occasion.objects.for_user(request.user))
    if found["unrecorded"]:
        lines = [
            Line(page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]), day)
            for page, day in found["unrecorded"]
        ]
        more = _all_unrecorded(found["more_unrecorded"])
        panels.append(
            HomePanel("unrecorded", _("Write down what happened"), lines, order=Order.AFTER_EVENTS, more=more)
        )
    if found["overdue"]:
        lines = [_late(agreement) for agreement in found["overdue"]]
        more = _all_late() if found["has_more_overdue"] else None
        heading = _("Agreements: the day has passed")
        panels.append(HomePanel("agreements-late", heading, lines, order=Order.AGREEMENTS, icon="check", more=more))


def _all_unrecorded(count: int) -> Line | None:
    if not count:
        return None
    words = ngettext("And %(count)d event more.", "And %(count)d events more.", count) % {"count": count}
    return Line(words, f"{reverse('event_pages:index')}?record=missing")


def _late(agreement: Agreement) -> Line:
    words = {"status": agreement.get_status_display(), "day": short_date(agreement.due)}
    address = reverse("wagtailsnippets_events_agreement:edit", args=[agreement.pk])
    return Line(agreement.what_people_said, address, _("%(status)s, due %(day)s. Say what became of it.") % words)


def _all_late() -> Line:
    address = reverse("wagtailsnippets_events_agreement:list")
    return Line(_("There are more. See all agreements."), f"{address}?late=yes")
