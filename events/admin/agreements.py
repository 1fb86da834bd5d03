"""Agreements, as staff write them down and follow them up."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from corner.admin.snippet_lists import name_language
from corner.languages.translators import is_translator
from events.afterwards import is_late, late
from events.models import Agreement, EventPage


def _events(request: Any) -> QuerySet[EventPage]:
    """Those that something was agreed at, in the language they were written in."""
    keys = Agreement.objects.exclude(event=None).order_by().values("event__translation_key")
    found = EventPage.objects.filter(translation_key__in=keys, alias_of=None, locale_id=F("source_locale_id"))
    return found.order_by("title")


class AgreementFilters(WagtailFilterSet):
    """By where they are now, those whose day has passed, where something was said, and by language."""

    late = django_filters.ChoiceFilter(
        label=_("By when"), choices=[("yes", _("The day has passed"))], empty_label=_("All"), method="only_late"
    )
    event = django_filters.ModelChoiceFilter(
        label=_("Said at"), queryset=_events, empty_label=_("All"), method="said_at"
    )

    class Meta:
        model = Agreement
        fields = ["status"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_language(self)
        if is_translator(self.request.user):  # they read no titles of other people's drafts (`fence`)
            del self.filters["event"]

    def said_at(self, agreements: QuerySet[Agreement], name: str, value: EventPage) -> QuerySet[Agreement]:
        return agreements.filter(event__translation_key=value.translation_key)

    def only_late(self, agreements: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        return late(agreements)


def _by_when(agreement: Agreement) -> str:
    """The day in full: Wagtail's own column of dates calls every day to come "just now"."""
    if not agreement.due:
        return ""
    day = date_format(agreement.due, "j F Y")
    return _("%(day)s. The day has passed.") % {"day": day} if is_late(agreement) else day


SAID_AT = Column("event", label=_("Said at"), accessor=lambda each: each.event.title if each.event else "")


class AgreementList(IndexView):
    """Translators are not shown where something was said: it may be a draft (`corner.languages.fence`)."""

    list_display: list[Any]
    list_export: list[str]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if is_translator(request.user):
            self.list_display = [each for each in self.list_display if each is not SAID_AT]
            self.list_export = [each for each in self.list_export if each != "event"]


class AgreementViewSet(SnippetViewSet):
    model = Agreement
    index_view_class = AgreementList
    icon = "check"
    menu_label = _("Agreements")
    menu_order = 120
    add_to_admin_menu = True
    index_results_template_name = "events/staff/agreements_results.html"
    search_fields = ["what_people_said", "what_was_agreed"]
    search_backend_name = None  # the index refuses filters like ours
    list_export = [
        "what_people_said",
        "what_was_agreed",
        "get_status_display",
        "reason",
        "what_changed",
        "who_will_do_it",
        "due",
        "changed_on",
        "event",
        "locale",
    ]
    export_headings = {
        "what_people_said": _("What people said"),
        "get_status_display": _("Where it is now"),
        "event": _("Said at"),
        "locale": _("Language"),
    }
    export_filename = "agreements"
    list_display = [
        "__str__",
        SAID_AT,
        Column("status", label=_("Where it is now"), accessor="get_status_display", sort_key="status"),
        DateColumn("changed_on", label=_("Last change"), sort_key="changed_on"),
        Column("due", label=_("By when"), accessor=_by_when, sort_key="due"),
        Column("locale", label=_("Language")),
    ]
    filterset_class = AgreementFilters

    def get_queryset(self, request: HttpRequest) -> QuerySet[Agreement]:
        return Agreement.objects.select_related("event", "locale")
