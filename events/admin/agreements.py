"""Agreements, as staff write them down and follow them up."""

import django_filters
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from events.afterwards import is_late, late
from events.models import Agreement


class AgreementFilters(WagtailFilterSet):
    """By where they are now, and those whose day has passed."""

    late = django_filters.ChoiceFilter(
        label=_("By when"), choices=[("yes", _("The day has passed"))], empty_label=_("All"), method="only_late"
    )

    class Meta:
        model = Agreement
        fields = ["status"]

    def only_late(self, agreements: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        return late(agreements)


def _by_when(agreement: Agreement) -> str:
    """The day in full: Wagtail's own column of dates calls every day to come "just now"."""
    if not agreement.due:
        return ""
    day = date_format(agreement.due, "j F Y")
    return _("%(day)s. The day has passed.") % {"day": day} if is_late(agreement) else day


class AgreementViewSet(SnippetViewSet):
    model = Agreement
    icon = "check"
    menu_label = _("Agreements")
    menu_order = 250
    add_to_admin_menu = True
    list_display = [
        "__str__",
        Column("status", label=_("Where it is now"), accessor="get_status_display", sort_key="status"),
        DateColumn("changed_on", label=_("Last change"), sort_key="changed_on"),
        Column("due", label=_("By when"), accessor=_by_when, sort_key="due"),
    ]
    filterset_class = AgreementFilters
