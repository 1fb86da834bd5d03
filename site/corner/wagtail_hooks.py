"""What corner adds to Wagtail: the guard on pages, cascades, the translation board, the direction of writing."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from corner import safety_nets, undo
from corner.accounts.panel import HowYouSignIn
from corner.admin import approvals, checked, first_steps, home, jobs, menus, own_steps
from corner.admin.checker import use_our_checks
from corner.documents import by_link
from corner.languages import po_view
from corner.languages.board_panel import add_panel
from corner.languages.board_shared_view import SharedBoard
from corner.languages.board_view import Board, BoardItem
from corner.languages.cascade import translations_to_take_along
from corner.languages.checking_view import check_translation, may_check
from corner.languages.guard import send_to_own_language
from corner.languages.translators import pages_to_see
from corner.pictures_report import PicturesReport, PicturesReportItem
from corner.policy_reports.view import PolicyReports, PolicyReportsItem
from corner.print_style import print_style
from corner.reviews_view import Reviews
from corner.reviews_view import add_panel as add_reviews
from corner.scheduled import NOT_PUBLISHED, NOT_UNPUBLISHED
from corner.scheduled_panel import add_panel as add_overdue
from corner.viewsets import HelplineViewSet
from corner.who_did_what.view import WhoDidWhat, WhoDidWhatItem


@hooks.register("before_serve_page")
def serve_in_own_language(page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any) -> HttpResponse | None:
    return send_to_own_language(page, request)


# After Wagtail's own, which asks whether this reader may have it.
hooks.register("before_serve_document", by_link, order=100)


@hooks.register("construct_translated_pages_to_cascade_actions")
def take_translations_along(pages: list[Page], action: str) -> dict[Page, Any]:
    return translations_to_take_along(pages, action)


@hooks.register("construct_page_chooser_queryset")
def offer_readable_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    return pages_to_see(pages, request.user)


hooks.register("construct_homepage_panels", add_overdue)
hooks.register("construct_homepage_panels", jobs.add_panel)


@hooks.register("register_log_actions")
def actions_of_the_worker(actions: Any) -> None:
    actions.register_action(
        NOT_PUBLISHED,
        _("Not published at its time"),
        _("It could not go live at the time that was set. The first screen of the admin says why."),
    )
    actions.register_action(
        NOT_UNPUBLISHED,
        _("Not unpublished at its time"),
        _("It could not be taken off the site at the time that was set. The first screen of the admin shows it."),
    )


hooks.register("before_unpublish_page", safety_nets.before_unpublish_page)
hooks.register("before_bulk_action", safety_nets.before_bulk_action)
hooks.register("before_bulk_action", undo.remember)
hooks.register("after_bulk_action", undo.offer)


@hooks.register("insert_global_admin_css")
def write_in_both_directions() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("corner/admin/writing-direction.css"))


@hooks.register("register_admin_urls")
def translation_addresses() -> list[URLPattern]:
    return [
        path("translations/", Board.as_view(), name="translation_board"),
        path("translations/shared/", SharedBoard.as_view(), name="shared_board"),
        path("translations/<int:page_id>/checked/", check_translation, name="check_translation"),
    ]


@hooks.register("register_admin_menu_item")
def translation_board_item() -> MenuItem:
    return BoardItem(_("Translations"), reverse("translation_board"), icon_name="wagtail-localize-language", order=140)


hooks.register("construct_homepage_panels", add_panel)
hooks.register("construct_homepage_panels", approvals.add_panels)
hooks.register("construct_homepage_panels", home.tidy, order=1000)  # after every other
hooks.register("construct_homepage_summary_items", home.leave_out_numbers, order=1000)
hooks.register("construct_main_menu", menus.put_in_order)
hooks.register("construct_reports_menu", menus.leave_reports_that_help)
hooks.register("construct_help_menu", menus.leave_out_help_with_wagtail)
first_steps.register(own_steps.steps)


@hooks.register("insert_global_admin_css")
def lists_and_menu() -> SafeString:
    sheets = ((static(f"corner/admin/{name}.css"),) for name in ("lists", "menu"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("register_admin_urls")
def addresses_of_files() -> list[URLPattern]:
    return [
        path("translations/files/", po_view.files, name="po_files"),
        path("translations/files/<str:code>/texts.po", po_view.download, name="po_download"),
        path("translations/files/<str:code>/send/", po_view.upload, name="po_upload"),
    ]


hooks.register("construct_homepage_panels", add_reviews)
hooks.register("construct_wagtail_userbar", use_our_checks)
hooks.register("register_log_actions", checked.register_action)
hooks.register("after_create_page", checked.write_down)
hooks.register("after_edit_page", checked.write_down)


@hooks.register("register_admin_urls")
def address_of_reviews() -> list[URLPattern]:
    return [path("to-be-checked/", Reviews.as_view(), name="reviews")]


@hooks.register("register_reports_menu_item")
def reviews_item() -> MenuItem:
    return MenuItem(_("To be checked"), reverse("reviews"), icon_name="calendar-check", order=100)


@hooks.register("register_admin_viewset")
def helplines() -> HelplineViewSet:
    return HelplineViewSet()


class FilesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return po_view.may_see_files(request.user)


@hooks.register("register_reports_menu_item")
def files_item() -> MenuItem:
    """Beside the report of translations (order 9000)."""
    return FilesItem(_("Texts as a file"), reverse("po_files"), icon_name="download", order=9010)


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


@hooks.register("register_admin_urls")
def addresses_for_pictures_and_previews() -> list[URLPattern]:
    return [
        path("reports/pictures/", PicturesReport.as_view(), name="pictures_report"),
        path("reports/pictures/results/", PicturesReport.as_view(results_only=True), name="pictures_report_results"),
        path("as-on-paper.css", print_style, name="print_style"),
    ]


@hooks.register("register_admin_urls")
def addresses_of_who_did_what() -> list[URLPattern]:
    return [
        path("who-did-what/", WhoDidWhat.as_view(), name="who_did_what"),
        path("who-did-what/results/", WhoDidWhat.as_view(results_only=True), name="who_did_what_results"),
    ]


@hooks.register("register_admin_urls")
def addresses_of_policy_reports() -> list[URLPattern]:
    return [
        path("policy-reports/", PolicyReports.as_view(), name="policy_reports"),
        path("policy-reports/results/", PolicyReports.as_view(results_only=True), name="policy_reports_results"),
    ]


@hooks.register("register_reports_menu_item")
def pictures_report_item() -> MenuItem:
    return PicturesReportItem(_("Pictures to look at"), reverse("pictures_report"), icon_name="image", order=110)


@hooks.register("register_admin_urls")
def address_of_jobs() -> list[URLPattern]:
    return [path("jobs/", jobs.Jobs.as_view(), name="jobs")]


@hooks.register("register_reports_menu_item")
def jobs_item() -> MenuItem:
    return jobs.JobsItem(jobs.Jobs.page_title, reverse("jobs"), icon_name="cogs", order=60)


@hooks.register("insert_global_admin_css")
def ask_about_consent_only_where_needed() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("corner/admin/pictures.css"))


@hooks.register("register_reports_menu_item")
def who_did_what_item() -> MenuItem:
    return WhoDidWhatItem(_("Who did what"), reverse("who_did_what"), icon_name="history", order=50)


@hooks.register("register_reports_menu_item")
def policy_reports_item() -> MenuItem:
    words = _("What the security policy stopped")
    return PolicyReportsItem(words, reverse("policy_reports"), icon_name="warning", order=9020)


hooks.register("register_account_settings_panel", HowYouSignIn)
