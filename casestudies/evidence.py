"""What case studies say about pages of the rooms below, for the lists that look upward."""

from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail.rich_text import RichText

from casestudies.models import CaseStudyPage
from corner.chosen import ids_in_every_language, naming


def using(technique: Page) -> QuerySet:
    """Case studies that used a technique, the newest first."""
    return naming(CaseStudyPage, "techniques_used", technique).order_by("-first_published_at", "-pk")


def speaking_to(recommendation: Page) -> QuerySet:
    """Case studies with a finding about a recommendation, the newest first."""
    return naming(CaseStudyPage, "findings", recommendation).order_by("-first_published_at", "-pk")


def said_about(case_study: CaseStudyPage, target: Page) -> list[str | SafeString]:
    """The words that a case study has for a technique or a recommendation: how it went, what was found.

    Read from the raw stream, so that a long list of case studies does not ask for every page that they name.
    """
    ids = ids_in_every_language(target)
    said: list[str | SafeString] = []
    for row in _raw(case_study.techniques_used):
        if row["value"].get("technique") in ids and row["value"].get("how_it_went"):
            said.append(row["value"]["how_it_went"])
    for row in _raw(case_study.findings):
        if row["value"].get("recommendation") in ids and row["value"].get("finding"):
            said.append(RichText(row["value"]["finding"]).__html__())
    return said


def _raw(stream: Any) -> list[dict[str, Any]]:
    return list(stream.raw_data) if stream else []
