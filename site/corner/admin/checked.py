"""Who checked a page, and when: written down when staff change "last checked". The page itself holds only the day.

The name stays out of the page: it belongs to the history, which readers never see.
"""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, log
from wagtail.models import PageLogEntry

from corner.models import BasePage, TranslationCheck

ACTION = "corner.checked"


def register_action(actions: LogActionRegistry) -> None:
    actions.register_action(ACTION, _("Checked"), _("Wrote down when the page was last checked"))


def write_down(request: HttpRequest, page: Any) -> None:
    """A hook for when a page was saved: remembers who said that it was checked."""
    if getattr(page, "was_checked_now", False):
        log(instance=page, action=ACTION, user=request.user, data={"day": page.last_reviewed.isoformat()})


def last_check(page: BasePage) -> tuple[date | None, str]:
    """When `page` was last checked, and by whom: a translation by its speaker. Empty where nobody knows. One query."""
    if not page.is_source:
        check = TranslationCheck.objects.of(page).select_related("checked_by").first()
        return (timezone.localdate(check.checked_at), _name(check.checked_by)) if check else (None, "")
    if page.last_reviewed is None:
        return None, ""
    entries = PageLogEntry.objects.filter(page=page.pk, action=ACTION).select_related("user")
    entry = entries.order_by("-timestamp", "-pk").first()
    is_same_day = entry is not None and entry.data.get("day") == page.last_reviewed.isoformat()
    return page.last_reviewed, _name(entry.user) if entry and is_same_day else ""


def _name(user: Any) -> str:
    return user.get_full_name() or user.get_username() if user else ""
