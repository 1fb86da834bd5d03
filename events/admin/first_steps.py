"""What somebody who has nothing to do can do about events."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from corner.admin.first_steps import Step
from corner.admin.page_lists import may_add, may_see_lists
from events.admin.scope import may_see_any
from events.models import EventPage


def steps(user: Any) -> Iterator[Step]:
    if may_add(user, EventPage):
        yield Step(
            _("Write your first event"),
            _("Say what happens, when, where and for whom. You can save it and go on another day."),
            reverse("event_pages:choose_parent"),
            10,
        )
    if may_see_any(user):
        yield Step(
            _("See who is coming"),
            _("Everybody who signed up for the events of your organisation, and who waits for a place."),
            reverse("events_signups"),
            20,
        )
    if may_see_lists(user):
        yield Step(_("Look at all events"), _("What is planned and what is over."), reverse("event_pages:index"), 30)
    if user.has_perm("events.add_agreement"):
        yield Step(
            _("Write down what was agreed"),
            _("What people said, what you agreed, and by when. Later you say what became of it."),
            reverse("wagtailsnippets_events_agreement:add"),
            40,
        )
