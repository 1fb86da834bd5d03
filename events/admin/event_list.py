"""The list of events: dates, places, who waits, and what is not answered yet."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from contacts.models import OrganisationPage
from corner.admin.filters import OneOf
from corner.admin.page_lists import PageFilters, PageIndex, PageList, columns
from corner.admin_tables import LinesColumn
from events.admin.event_facts import LAST_FIRST, NEXT_FIRST, NOTHING, facts_of, no_date, or_nothing, with_days
from events.afterwards import unrecorded
from events.models import EventPage, Occasion


def _organisations(request: Any) -> QuerySet[OrganisationPage]:
    """Those that hold events, in the language they were written in."""
    pages = OrganisationPage.objects.filter(alias_of=None, locale_id=F("source_locale_id"))
    holding = EventPage.objects.order_by().values("responsible_organisation__translation_key")
    beside = EventPage.organisations.through.objects.values("organisationpage__translation_key")
    return pages.filter(Q(translation_key__in=holding) | Q(translation_key__in=beside)).order_by("title")


class EventFilters(PageFilters):
    when = OneOf(
        label=gettext_lazy("When"),
        choices=[
            ("to-come", gettext_lazy("To come")),
            ("past", gettext_lazy("Past")),
            ("none", gettext_lazy("No date yet")),
        ],
        method="by_day",
    )
    kind = OneOf(
        label=gettext_lazy("Kind of event"),
        choices=EventPage.Kind.choices,
    )
    organisation = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Organisation"),
        queryset=_organisations,
        empty_label=gettext_lazy("All"),
        method="held_by",
    )
    record = OneOf(
        label=gettext_lazy("What happened"),
        choices=[("missing", gettext_lazy("Nobody has written it down yet"))],
        method="without_record",
    )

    class Meta:
        model = EventPage
        fields = ["when", "kind", "organisation", "record", "live"]

    def by_day(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        if value == "to-come":
            return pages.filter(next_day__isnull=False)
        return pages.filter(next_day=None, last_day__isnull=value == "none")

    def held_by(self, pages: QuerySet, name: str, value: OrganisationPage) -> QuerySet:
        key = value.translation_key
        beside = EventPage.objects.filter(organisations__translation_key=key).values("pk")
        return pages.filter(Q(responsible_organisation__translation_key=key) | Q(pk__in=beside))

    def without_record(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        """Over in the last weeks, and nobody has written what happened: the same ones that staff are reminded of."""
        return pages.filter(pk__in=[each.page.pk for each in unrecorded(Occasion.objects.all())])


def _people(page: Any) -> tuple[str, str] | None:
    """The way to who comes, for those whose list it is."""
    if page.facts.numbers is None:
        return None
    return _("Who is coming"), reverse("events_occasion", args=[page.facts.shown.pk])


def _places(page: Any) -> list[str]:
    return page.facts.numbers.places if page.facts.numbers else [NOTHING]


def _organisation(page: EventPage) -> str:
    return page.responsible_organisation.title if page.responsible_organisation else ""


class EventIndex(PageIndex):
    """Each page with its `facts`. Numbers are shown to the organisation's own people only."""

    default_ordering = "next_day"
    teaches = gettext_lazy("There is no event yet. Write what people can come to: what happens, when, where, for whom.")

    #: Not how many needs wait for an answer: that leaves the site in no file.
    files = {
        "title": (gettext_lazy("Title"), lambda page: page.title),
        "when": (gettext_lazy("When"), lambda page: ", ".join(page.facts.dates)),
        "kind": (gettext_lazy("Kind of event"), lambda page: page.get_kind_display()),
        "organisation": (gettext_lazy("Organisation"), _organisation),
        "places": (gettext_lazy("Places taken"), lambda page: ", ".join(_places(page))),
        "waiting": (gettext_lazy("Waiting"), lambda page: or_nothing(page.facts.waiting)),
        "status": (gettext_lazy("Status"), lambda page: page.status_string),
    }

    def with_facts(self, pages: QuerySet) -> QuerySet:
        return with_days(pages)

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        if self.ordering in ("next_day", "-next_day"):
            return queryset.order_by(*(NEXT_FIRST if self.ordering == "next_day" else LAST_FIRST))
        return super().order_queryset(queryset)

    def prepare(self, pages: list[Any]) -> list[Any]:
        facts = facts_of(pages, self.request.user)
        for page in pages:
            page.facts = facts[page.translation_key]
        return pages


class EventList(PageList):
    model = EventPage
    name = "event_pages"
    url_prefix = "events"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Events")
    menu_name = "events"
    menu_order = 100
    add_to_admin_menu = True
    index_view_class = EventIndex
    filterset_class = EventFilters
    columns = columns(
        LinesColumn(
            "next_day",
            label=gettext_lazy("When"),
            sort_key="next_day",
            lines=lambda page: page.facts.dates or [no_date()],
        ),
        LinesColumn(
            "places",
            label=gettext_lazy("Places taken"),
            lines=_places,
            link=_people,
        ),
        Column("waiting", label=gettext_lazy("Waiting"), accessor=lambda page: or_nothing(page.facts.waiting)),
        Column(
            "unanswered",
            label=gettext_lazy("Needs not answered"),
            accessor=lambda page: or_nothing(page.facts.unanswered),
        ),
        Column("organisation", label=gettext_lazy("Organisation"), accessor=_organisation),
    )
    export_filename = "events"
