"""Staff confirm, knowing what follows, before something that people rely on leaves the site (`consequences`)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from corner.consequences import is_grave


def before_unpublish_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _ask_again(request, [page])


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    pages = [each for each in objects if isinstance(each, Page)]
    return _ask_again(request, pages) if action_type == "unpublish" else None


def _ask_again(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    """Back to the screen that says what follows, where the box is not ticked: nobody can have read it."""
    if request.POST.get("knowingly") or not is_grave(pages, "unpublish", request.user):
        return None
    messages.error(request, _("Nothing was unpublished. Read what follows from it, and tick the box if you want it."))
    return redirect(request.get_full_path())
