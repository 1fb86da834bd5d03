"""What somebody who has nothing to do can do about people and organisations."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.models import PersonPage
from corner.admin.first_steps import Step
from corner.admin.page_lists import may_add


def steps(user: Any) -> Iterator[Step]:
    if may_add(user, PersonPage):
        yield Step(
            _("Add somebody of your team"),
            _("Who they are and how people can reach them. Ask them first: it needs their consent."),
            reverse("person_pages:choose_parent"),
            50,
        )
    if user.is_superuser:
        yield Step(
            _("Say who works where"),
            _("Whoever works for an organisation sees who signs up for its events."),
            reverse("membership:index"),
            80,
        )
