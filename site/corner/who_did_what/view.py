"""The report "Who did what", for administrators."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from corner.accounts.permission import SuperusersOnly
from corner.models import AuditEntry
from corner.who_did_what.deeds import deeds, rows_of, sources
from corner.who_did_what.words import choices

#: A file has no more rows than these: the newest.
MOST_IN_A_FILE = 10_000


class DeedFilter(WagtailFilterSet):
    doer = django_filters.ModelChoiceFilter(
        label=_("Person"), queryset=lambda request: get_user_model().objects.order_by("username")
    )
    action = django_filters.ChoiceFilter(label=_("What"), choices=choices)
    moment = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """By the id of the person: the rows come from several tables and have no relation."""
        cleaned = dict(self.form.cleaned_data)
        if doer := cleaned.get("doer"):
            cleaned["doer"] = doer.pk
        for name, value in cleaned.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset


class WhoDidWhat(ReportView):
    permission_policy = SuperusersOnly(AuditEntry)
    any_permission_required = ["view"]
    page_title = _("Who did what")
    header_icon = "history"
    index_url_name = "who_did_what"
    index_results_url_name = "who_did_what_results"
    filterset_class = DeedFilter
    export_filename = "who-did-what"
    list_export = ["when", "who", "what", "about"]
    export_headings = {"when": _("When"), "who": _("Who"), "what": _("What"), "about": _("About")}
    columns = [
        Column("when", label=_("When"), width="20%"),
        Column("who", label=_("Who"), width="20%"),
        Column("what", label=_("What")),
        Column("about", label=_("About")),
    ]

    def get_filtered_queryset(self) -> QuerySet:
        """Each table is filtered by itself, then all are put together, as Wagtail does in its own report."""
        first, *others = [self.filter_queryset(rows_of(number, model)) for number, model in enumerate(sources())]
        rows = first.union(*others, all=True).order_by("-moment", "-source", "-pk")
        return rows[:MOST_IN_A_FILE] if self.is_export else rows

    def get_table(self, object_list: Iterable[Any]) -> Any:
        return super().get_table(list(deeds(object_list)))

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> list[Any]:
        return list(deeds(object_list)) if self.is_export else list(object_list)


class WhoDidWhatItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser
