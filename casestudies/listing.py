"""The list of case studies, and what it can be narrowed by."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.query import PageQuerySet

from casestudies.models import CaseStudyIndexPage, CaseStudyPage, Stage
from corner.chosen import in_readers_language
from corner.filters import SeveralOf
from corner.languages.pages import source_pages
from corner.paging import one_page


class Filters(forms.Form):
    """What a reader can ask for. Nothing is required; a stage that does not exist is said at the field and left out."""

    stage = SeveralOf(label=_("Stage"), choices=Stage.choices)

    def narrow(self, case_studies: QuerySet) -> QuerySet:
        """Those at a stage that was asked for and exists."""
        self.is_valid()
        stages = self.cleaned_data.get("stage")
        return case_studies.filter(stage__in=stages) if stages else case_studies

    @property
    def in_use(self) -> bool:
        """Whether the reader asked for anything."""
        return any(self.data.get(name) for name in self.fields)


def listing_context(page: CaseStudyIndexPage, request: HttpRequest) -> dict[str, Any]:
    """One page of the case studies that fit, the newest first."""
    filters = Filters(request.GET)
    readable: PageQuerySet = source_pages(CaseStudyPage)
    case_studies = filters.narrow(readable.defer_streamfields())
    shown = one_page(case_studies.order_by("-first_published_at", "-pk"), request)
    return {
        "filters": filters,
        **shown,
        "case_studies": in_readers_language(case_studies=shown["found"].object_list)["case_studies"],
    }
