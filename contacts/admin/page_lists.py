"""The lists of people and of organisations."""

from typing import Any

import django_filters
from django.db.models import Exists, F, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from contacts.admin.people_menu import PEOPLE_MENU
from contacts.models import OrganisationPage, PersonPage
from contacts.people import standing
from corner.admin.filters import OneOf
from corner.admin.page_lists import PageFilters, PageIndex, PageList, columns
from corner.admin_tables import LinesColumn


def _organisations(request: Any) -> QuerySet[OrganisationPage]:
    pages = OrganisationPage.objects.filter(alias_of=None, locale_id=F("source_locale_id"))
    return pages.order_by("title")


class PersonFilters(PageFilters):
    organisation = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Organisation"),
        queryset=_organisations,
        empty_label=gettext_lazy("All"),
        method="of_organisation",
    )
    consent = OneOf(
        label=gettext_lazy("Consent"),
        choices=[("yes", gettext_lazy("Written down")), ("no", gettext_lazy("Missing: nobody sees the page"))],
        method="by_consent",
    )

    class Meta:
        model = PersonPage
        fields = ["organisation", "consent", "live"]

    def of_organisation(self, pages: QuerySet, name: str, value: OrganisationPage) -> QuerySet:
        members = PersonPage.objects.filter(organisations__translation_key=value.translation_key)
        return pages.filter(pk__in=members.values("pk"))

    def by_consent(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        return pages.filter(Exists(standing())) if value == "yes" else pages.exclude(Exists(standing()))


def _where(page: PersonPage) -> list[str]:
    return [organisation.title for organisation in page.organisations.all()]


def _ask(page: Any) -> tuple[str, str] | None:
    """The way to write down a consent that is missing."""
    if page.has_consent:
        return None
    return _("Missing: write it down"), f"{reverse('consents:add')}?subject={page.pk}"


class PersonIndex(PageIndex):
    """Each page with `has_consent`: without one nobody is shown, whatever the status says."""

    teaches = gettext_lazy("There is nobody yet. Add somebody who agreed to be shown, and how people can reach them.")
    files = {
        "title": (gettext_lazy("Name"), lambda page: page.title),
        "role": (gettext_lazy("Role"), lambda page: page.role),
        "organisations": (gettext_lazy("Organisations"), lambda page: ", ".join(_where(page))),
        "consent": (gettext_lazy("Consent"), lambda page: _("yes") if page.has_consent else _("no")),
        "status": (gettext_lazy("Status"), lambda page: page.status_string),
    }

    def prepare(self, pages: list[Any]) -> list[Any]:
        prefetch_related_objects(pages, "organisations")
        found = PersonPage.objects.filter(Exists(standing()), pk__in=[page.pk for page in pages])
        agreed = set(found.values_list("pk", flat=True))
        for page in pages:
            page.has_consent = page.pk in agreed
        return pages


class PersonList(PageList):
    model = PersonPage
    name = "person_pages"
    url_prefix = "people"
    icon = "user"
    menu_label = gettext_lazy("People")
    menu_name = "people-pages"
    menu_order = 10
    menu_hook = PEOPLE_MENU
    index_view_class = PersonIndex
    filterset_class = PersonFilters
    columns = columns(
        Column("role", label=gettext_lazy("Role")),
        LinesColumn("organisations", label=gettext_lazy("Organisations"), lines=_where),
        LinesColumn(
            "consent",
            label=gettext_lazy("Consent"),
            lines=lambda page: [_("Written down")] if page.has_consent else [],
            link=_ask,
        ),
    )
    export_filename = "people"


class OrganisationFilters(PageFilters):
    sector = OneOf(
        label=gettext_lazy("Kind of organisation"),
        choices=OrganisationPage.Sector.choices,
    )

    class Meta:
        model = OrganisationPage
        fields = ["sector", "live"]


class OrganisationIndex(PageIndex):
    teaches = gettext_lazy(
        "There is no organisation yet. Add the group that you work with: who it is and where it works."
    )
    files = {
        "title": (gettext_lazy("Name"), lambda page: page.title),
        "sector": (gettext_lazy("Kind of organisation"), lambda page: page.get_sector_display()),
        "area": (gettext_lazy("Where it works"), lambda page: page.area),
        "website": (gettext_lazy("Website"), lambda page: page.website),
        "status": (gettext_lazy("Status"), lambda page: page.status_string),
    }


class OrganisationList(PageList):
    model = OrganisationPage
    name = "organisation_pages"
    url_prefix = "organisations"
    icon = "site"
    menu_label = gettext_lazy("Organisations")
    menu_order = 20
    menu_hook = PEOPLE_MENU
    index_view_class = OrganisationIndex
    filterset_class = OrganisationFilters
    columns = columns(
        Column("sector", label=gettext_lazy("Kind of organisation"), accessor="get_sector_display", sort_key="sector"),
        Column("area", label=gettext_lazy("Where it works")),
    )
    export_filename = "organisations"
