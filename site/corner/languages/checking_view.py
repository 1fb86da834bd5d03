"""In the admin: say that somebody who speaks the language has checked a translated page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from corner.languages.checking import Standing, mark_checked, mark_unchecked, standing_of
from corner.models import BasePage


def may_check(user: Any, page: Page) -> bool:
    """Whether `page` is a live translation that `user` may publish."""
    specific = page.specific
    is_translation = isinstance(specific, BasePage) and not specific.is_source and specific.alias_of_id is None
    return is_translation and page.live and page.permissions_for_user(user).can_publish()


def check_translation(request: HttpRequest, page_id: int) -> HttpResponse:
    """GET asks, POST records it ("checked") or takes it back ("unchecked")."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not may_check(request.user, page):
        raise PermissionDenied
    if request.method == "POST":
        if "unchecked" in request.POST:
            mark_unchecked(page)
            messages.success(request, _("Readers see again that nobody has checked this translation."))
        else:
            mark_checked(page, request.user)
            messages.success(request, _("Recorded. Readers no longer see the notice on this page."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    is_checked = standing_of(page) is Standing.CHECKED
    return TemplateResponse(request, "corner/admin/check_translation.html", {"page": page, "is_checked": is_checked})
