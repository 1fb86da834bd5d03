"""Links above the form of an event: to its sign-ups, and to a copy with a new date."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from corner.admin.page_links import PageLink
from events.admin.copying import may_copy
from events.models import EventPage, Occasion


def links_of_event(page: Any, user: Any) -> Iterator[PageLink]:
    """The list of the next date, else of the last one, for those who may see it; and the way to copy the event."""
    if not isinstance(page, EventPage):
        return
    if page.pk is None:
        yield PageLink(_("Begin with a former event instead"), reverse("events_copy_which"))
        return
    mine = Occasion.objects.for_user(user).of_page(page)
    if occasion := mine.upcoming().first() or mine.past().first():
        day = date_format(occasion.day, "F Y" if occasion.month_only else "j F Y")
        yield PageLink(_("Sign-ups of {day}").format(day=day), reverse("events_occasion", args=[occasion.pk]))
    if may_copy(user, page):
        yield PageLink(_("Copy this event to a new date"), reverse("events_copy", args=[page.pk]))
