"""The list of case studies."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from casestudies.models import CaseStudyPage, Impact, Stage
from corner.admin.filters import OneOf
from corner.admin.page_lists import PageFilters, PageIndex, PageList, columns
from library.admin.menu import STORIES_MENU


class CaseStudyFilters(PageFilters):
    stage = OneOf(label=_("Stage"), choices=Stage.choices)
    impact = OneOf(label=_("Did anything change?"), choices=Impact.choices)

    class Meta:
        model = CaseStudyPage
        fields = ["stage", "impact", "live"]


class CaseStudyIndex(PageIndex):
    teaches = _("There is no case study yet. Write what people did, what was hard, and what changed.")
    files = {
        "title": (_("Title"), lambda page: page.title),
        "stage": (_("Stage"), lambda page: page.get_stage_display()),
        "impact": (_("Did anything change?"), lambda page: page.get_impact_display()),
        "status": (_("Status"), lambda page: page.status_string),
    }


class CaseStudyList(PageList):
    model = CaseStudyPage
    name = "case_study_pages"
    url_prefix = "case-studies"
    icon = "doc-full"
    menu_label = _("Case studies")
    menu_order = 10
    menu_hook = STORIES_MENU
    index_view_class = CaseStudyIndex
    filterset_class = CaseStudyFilters
    columns = columns(
        Column("stage", label=_("Stage"), accessor="get_stage_display", sort_key="stage"),
        Column("impact", label=_("Did anything change?"), accessor="get_impact_display", sort_key="impact"),
    )
    export_filename = "case-studies"
