"""The menu of the admin, by task: what people do first comes first; what belongs to Wagtail alone is left out.

First level: Events 100, Sign-ups 110, Agreements 120, People and organisations 130, Translations 140, Messages 150,
Stories and techniques 160, then the shelves (pages, pictures, documents), then reports, settings and help.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import user_has_any_page_permission

from corner.languages.translators import is_translator

#: Wagtail's own items of the first level, by name: where they stand, and what they are called if not as Wagtail says.
SHELVES: dict[str, tuple[int, Any]] = {
    "explorer": (200, None),
    "images": (210, _("Pictures")),
    "documents": (220, None),
    "reports": (9000, _("Reports and files")),
}
#: A translator reaches the words of all of these from the board of translations.
NOT_FOR_TRANSLATORS = {"agreements", "people", "stories"}
#: Reports about the works of Wagtail, by name: for those who run the site.
FOR_ADMINISTRATORS = {"locked-pages", "workflow-tasks", "page-types-usage"}
REPORTS = {"workflows": _("Pages on their way to approval"), "aging-pages": _("When pages were last changed")}


def put_in_order(request: HttpRequest, items: list[Any]) -> None:
    """A hook for the first level."""
    if is_translator(request.user):
        items[:] = [item for item in items if item.name not in NOT_FOR_TRANSLATORS]
    for item in items:
        if item.name in SHELVES:
            item.order, words = SHELVES[item.name]
            item.label = words or item.label


def leave_reports_that_help(request: HttpRequest, items: list[Any]) -> None:
    """A hook for the reports: they are about pages, so there are none for whoever writes no pages."""
    user = request.user
    if not user.is_superuser:
        items[:] = [item for item in items if item.name not in FOR_ADMINISTRATORS]
    if not user_has_any_page_permission(user):
        items.clear()
    for item in items:
        item.label = REPORTS.get(item.name, item.label)


def leave_out_help_with_wagtail(request: HttpRequest, items: list[Any]) -> None:
    """A hook for the help: what is new in Wagtail, and its manual elsewhere, are for those who run the site.

    Everybody else has our own guide, and each of these would put a number beside the word Help until it is opened.
    """
    if not request.user.is_superuser:
        items[:] = [item for item in items if not item.name.startswith(("whats-new", "editor-guide"))]
