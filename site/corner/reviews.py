"""What somebody has to look at again: pages, helplines and what other rooms add, once its day has come.

Each room registers what it has in `AppConfig.ready()`. Staff see it on the admin's first screen and as a list.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from corner.models import BasePage, Helpline


@dataclass(frozen=True)
class Due:
    """One thing to look at. `url` leads to where it is changed."""

    label: str
    what: str | Promise
    url: str
    day: date
    owner: str = ""


_finders: list[Callable[[Any], Iterable[Due]]] = []


def register(find: Callable[[Any], Iterable[Due]]) -> None:
    """Add what `find(user)` gives: what is due today or was before, as far as `user` may change it."""
    _finders.append(find)


def due_for(user: Any) -> list[Due]:
    """All that is due, what waits longest first."""
    return sorted((due for find in _finders for due in find(user)), key=lambda due: (due.day, due.label))


def pages_due(user: Any) -> list[Due]:
    """Pages whose day has come, in the language they were written in: the day is shared. Two queries."""
    today = timezone.localdate()
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    found = [_due(model, today) for model in models]
    days = dict(found[0].union(*found[1:], all=True)) if found else {}
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    return [
        Due(
            label=page.draft_title,
            what=_("Page"),
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            day=days[page.pk],
            owner=page.owner.get_full_name() or page.owner.get_username() if page.owner else "",
        )
        for page in Page.objects.filter(pk__in=editable.filter(pk__in=list(days))).select_related("owner")
    ]


def _due(model: type[BasePage], today: date) -> QuerySet:
    rows = model._default_manager.filter(next_review__lte=today, alias_of=None, locale_id=F("source_locale_id"))
    return rows.order_by().values_list("pk", "next_review")


def helplines_due(user: Any) -> list[Due]:
    """Helplines that nobody has compared with their source for too long."""
    if not user.has_perm("corner.change_helpline"):
        return []
    found = Helpline.objects.filter(next_review__lte=timezone.localdate())
    return [
        Due(str(each), _("Helpline"), reverse("helplines:edit", args=[each.pk]), each.next_review) for each in found
    ]
