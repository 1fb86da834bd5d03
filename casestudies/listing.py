"""The list of case studies, and what it can be narrowed by."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.query import PageQuerySet

from casestudies.models import CaseStudyIndexPage, CaseStudyPage, Stage
from corner.chosen import in_readers_language
from corner.filters import OneOf, SeveralOf
from corner.languages.pages import snippets_in_language, source_pages
from corner.models import Topic
from corner.paging import one_page


class Filters(forms.Form):
    """What a reader can ask for. Nothing is required; what does not exist is said at the field and left out.

    Topics and parts of the city are those that some case study has which anybody may read.
    """

    stage = SeveralOf(label=_("Stage"), choices=Stage.choices)
    topic = SeveralOf(label=_("What it is about"))
    area = OneOf(label=_("Part of the city"))

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        fields: dict[str, Any] = self.fields
        readable = source_pages(CaseStudyPage).order_by()
        slugs = readable.filter(topics__isnull=False).values("topics__slug")
        english = Topic.objects.filter(locale__language_code=settings.LANGUAGE_CODE, slug__in=slugs)
        self.topics = snippets_in_language(english)
        fields["topic"].choices = [(topic.slug, topic.name) for topic in self.topics]
        self.areas = _areas(readable.exclude(area="").values_list("area", flat=True).distinct())
        fields["area"].offer([(names[0], names[0]) for names in self.areas.values()])

    @classmethod
    def of(cls, request: HttpRequest) -> "Filters":
        """Made once a request: the list and the links to other languages both ask."""
        if "_case_study_filters" not in request.__dict__:
            request.__dict__["_case_study_filters"] = cls(request.GET)
        return request.__dict__["_case_study_filters"]

    def narrow(self, case_studies: QuerySet) -> QuerySet:
        """Those that fit everything that was asked and exists."""
        self.is_valid()
        asked = self.cleaned_data
        if stages := asked.get("stage"):
            case_studies = case_studies.filter(stage__in=stages)
        if slugs := asked.get("topic"):
            of_topic = CaseStudyPage.objects.filter(topics__slug__in=slugs)
            case_studies = case_studies.filter(pk__in=of_topic.values("pk"))
        if area := asked.get("area"):
            case_studies = case_studies.filter(area__in=self.areas[_alike(area)])
        return case_studies

    @property
    def topic_choices(self) -> list[tuple[Topic, bool]]:
        """Each topic, and whether it is chosen."""
        self.is_valid()
        chosen = self.cleaned_data.get("topic", [])
        return [(topic, topic.slug in chosen) for topic in self.topics]

    @property
    def in_use(self) -> bool:
        """Whether the reader asked for anything."""
        return any(self.data.get(name) for name in self.fields)

    @property
    def query(self) -> str:
        """What was asked and exists, as the address has it; empty where nothing was."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return f"?{urlencode(asked, doseq=True)}" if asked else ""


def _areas(written: Iterable[str]) -> dict[str, list[str]]:
    """The parts of the city, from A to Z, each with all the ways in which staff have typed it."""
    areas: dict[str, list[str]] = {}
    for area in sorted(written):
        areas.setdefault(_alike(area), []).append(area)
    return areas


def _alike(area: str) -> str:
    return " ".join(area.casefold().split())


def listing_context(page: CaseStudyIndexPage, request: HttpRequest) -> dict[str, Any]:
    """One page of the case studies that fit, the newest first."""
    filters = Filters.of(request)
    readable: PageQuerySet = source_pages(CaseStudyPage)
    case_studies = filters.narrow(readable.defer_streamfields())
    shown = one_page(case_studies.order_by("-first_published_at", "-pk"), request)
    return {
        "filters": filters,
        **shown,
        "case_studies": in_readers_language(case_studies=shown["found"].object_list)["case_studies"],
    }
