"""The report of searches without an answer."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from corner.languages.config import LANGUAGES
from corner.languages.translators import is_translator
from search import not_found

#: Wagtail's report of every question: nothing is written for it here, for it would show what one person typed once.
REPORT_OF_EVERY_QUESTION = "search-terms"
PROMOTE = "wagtailsearchpromotions.add_searchpromotion"


class NotFoundReport(WagtailAdminTemplateMixin, TemplateView):
    """Words that were looked for on three or more different days of the last 30, and found nothing."""

    template_name = "search/admin/not_found.html"
    page_title = gettext_lazy("Searches without an answer")
    header_icon = "search"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = {language.code: language.name for language in LANGUAGES}
        rows = [{**row, "language": names.get(row["language"], row["language"])} for row in not_found.to_show()]
        return {
            **super().get_context_data(**kwargs),
            "rows": rows,
            "days_seen": not_found.DAYS_SEEN,
            "days_kept": not_found.KEEP.days,
            "may_promote": self.request.user.has_perm(PROMOTE),
        }


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("reports/searches-without-an-answer/", NotFoundReport.as_view(), name="searches_without_answer")]


class ReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return not is_translator(request.user)  # corner/languages/fence.py refuses it to them


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return ReportItem(
        _("Searches without an answer"), reverse("searches_without_answer"), icon_name="search", order=1300
    )


@hooks.register("construct_reports_menu")
def leave_out_report_of_every_question(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name != REPORT_OF_EVERY_QUESTION]
