"""A warning on the admin's first screen when mail does not leave."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from events.admin.mail import trouble_for


class MailTrouble(Component):
    """Counts and a link, nothing about anybody."""

    order = 50
    template_name = "events/staff/mail_trouble.html"

    def __init__(self, trouble: dict[str, int]) -> None:
        self.trouble = trouble

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"mail_trouble": self.trouble}


def warn_of_mail(request: HttpRequest, panels: list[Any]) -> None:
    """A hook for the panels of that screen."""
    if trouble := trouble_for(request.user):
        panels.append(MailTrouble(trouble))
