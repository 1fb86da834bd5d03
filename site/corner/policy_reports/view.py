"""The report "What the security policy stopped", for administrators."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from corner.accounts.permission import SuperusersOnly
from corner.admin_tables import DayColumn
from corner.models import PolicyReport


class PolicyReports(ReportView):
    model = PolicyReport
    permission_policy = SuperusersOnly(PolicyReport)
    any_permission_required = ["view"]
    page_title = _("What the security policy stopped")
    header_icon = "warning"
    index_url_name = "policy_reports"
    index_results_url_name = "policy_reports_results"
    columns = [
        DayColumn("day", label=_("Day"), width="15%"),
        Column("count", label=_("Times"), width="10%"),
        Column("page", label=_("Page")),
        Column("directive", label=_("Rule")),
        Column("blocked", label=_("Stopped")),
    ]
    list_export = ["day", "count", "page", "directive", "blocked"]
    export_filename = "security-policy"

    def get_base_queryset(self) -> Any:
        return PolicyReport.objects.order_by("-day", "-count", "pk")


class PolicyReportsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser
