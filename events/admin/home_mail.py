"""A warning on the admin's first screen when mail does not leave."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corner.admin.home import HomePanel, Line, Order
from events.admin.mail import trouble_for


def warn_of_mail(request: HttpRequest, panels: list[Any]) -> None:
    """A hook for the panels of that screen: counts and a link, nothing about anybody."""
    trouble = trouble_for(request.user)
    lines = []
    if failed := trouble.get("failed"):
        words = ngettext("%(count)d mail could not be sent.", "%(count)d mails could not be sent.", failed)
        note = ngettext("The person does not know what it says.", "The people do not know what they say.", failed)
        lines.append(Line(words % {"count": failed}, f"{reverse('events_mail')}?state=failed", note))
    if late := trouble.get("late"):
        words = ngettext("%(count)d mail should have left by now.", "%(count)d mails should have left by now.", late)
        lines.append(Line(words % {"count": late}, reverse("events_mail"), _("We go on trying.")))
    if lines:
        panels.append(
            HomePanel("mail-trouble", _("Mail did not leave"), lines, order=Order.MAIL, icon="mail", is_urgent=True)
        )
