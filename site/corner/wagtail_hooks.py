"""What corner adds to Wagtail: the languages' guard on pages, cascades, and the editor for right-to-left text."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from corner.languages.cascade import translations_to_take_along
from corner.languages.checking_view import check_translation, may_check
from corner.languages.guard import send_to_own_language


@hooks.register("before_serve_page")
def serve_in_own_language(page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any) -> HttpResponse | None:
    return send_to_own_language(page, request)


@hooks.register("construct_translated_pages_to_cascade_actions")
def take_translations_along(pages: list[Page], action: str) -> dict[Page, Any]:
    return translations_to_take_along(pages, action)


@hooks.register("insert_global_admin_css")
def write_in_both_directions() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("corner/admin/writing-direction.css"))


@hooks.register("register_admin_urls")
def translation_check_address() -> list[URLPattern]:
    return [path("translations/<int:page_id>/checked/", check_translation, name="check_translation")]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_translation_check(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """For a live translation and whoever may publish it: say that a speaker has checked it.

    The translation editor shows no buttons; there the link stands below (templates/wagtail_localize/admin/).
    """
    if may_check(user, page):
        yield Button(
            _("Checked by a speaker"), reverse("check_translation", args=[page.pk]), icon_name="check", priority=70
        )
