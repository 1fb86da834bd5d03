"""Pictures that lack something: a description, who can be seen, or the consent of those who can be recognised."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.images.permissions import permission_policy
from wagtail.images.views.images import ImagePreviewColumn
from wagtail.models import Collection

from corner.admin_tables import DayColumn
from corner.models import ConsentRecord, Picture, ShowsPeople

NO_DESCRIPTION = Q(description="", is_decoration=False)
NOT_SAID = Q(shows_people="")
RECOGNISABLE = Q(shows_people=ShowsPeople.RECOGNISABLE)


def what_is_missing() -> dict[str, tuple[Any, Q]]:
    """By its key in the address: what staff read, and which pictures lack it."""
    due = RECOGNISABLE & Q(has_consent=True, review_on__lte=timezone.localdate())
    return {
        "description": (_("No description"), NO_DESCRIPTION),
        "people": (_("Nobody has said who can be seen"), NOT_SAID),
        "consent": (_("No consent, or it was taken back"), RECOGNISABLE & Q(has_consent=False)),
        "review": (_("It is time to ask the people again"), due),
    }


def pictures_that_lack_something(pictures: QuerySet) -> QuerySet:
    """Those of `pictures`, each with `has_consent` and the day of its review, in one query."""
    standing = ConsentRecord.objects.filter(subject_key=OuterRef("consent_key"), withdrawn_on=None)
    known = pictures.annotate(
        has_consent=Exists(standing), review_on=Subquery(standing.order_by("-pk").values("review_on")[:1])
    )
    any_of_it = Q()
    for _words, lacks in what_is_missing().values():
        any_of_it |= lacks
    return known.filter(any_of_it)


def missing_in_words(picture: Any) -> str:
    """All that this picture lacks, for the table; it comes from `pictures_that_lack_something`."""
    lacks = {
        "description": not picture.description and not picture.is_decoration,
        "people": not picture.shows_people,
    }
    if picture.shows_people == ShowsPeople.RECOGNISABLE:
        lacks["consent"] = not picture.has_consent
        lacks["review"] = bool(picture.review_on and picture.review_on <= timezone.localdate())
    words = what_is_missing()
    return ". ".join(str(words[key][0]) for key, is_so in lacks.items() if is_so)


class MissingFilter(WagtailFilterSet):
    missing = django_filters.ChoiceFilter(
        label=_("What is missing"),
        choices=lambda: [(key, words) for key, (words, _lacks) in what_is_missing().items()],
        method="narrow",
        empty_label=_("Anything"),
    )
    collection = django_filters.ModelChoiceFilter(queryset=Collection.objects.all(), label=_("Collection"))

    class Meta:
        model = Picture
        fields = ("missing", "collection")

    def narrow(self, pictures: QuerySet, name: str, value: str) -> QuerySet:
        return pictures.filter(what_is_missing()[value][1])


class PicturesReport(ReportView):
    """For those who may change pictures: of each only what they may change."""

    page_title = _("Pictures to look at")
    header_icon = "image"
    permission_policy = permission_policy
    any_permission_required = ("change",)
    model = Picture
    filterset_class = MissingFilter
    index_url_name = "pictures_report"
    index_results_url_name = "pictures_report_results"
    default_ordering = "-created_at"
    columns = (
        ImagePreviewColumn("preview", label=_("Picture"), accessor="pk"),
        TitleColumn(
            "title", label=_("Title"), get_url=lambda picture: reverse("wagtailimages:edit", args=[picture.pk])
        ),
        Column("missing", label=_("What is missing"), accessor=missing_in_words),
        DayColumn("review_on", label=_("Ask again on")),
        DateColumn("created_at", label=_("Uploaded")),
    )

    def get_queryset(self) -> QuerySet:
        mine: Any = permission_policy.instances_user_has_any_permission_for(self.request.user, ["change"])
        self.queryset = pictures_that_lack_something(mine.prefetch_renditions("max-165x165"))
        return super().get_queryset()


class PicturesReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return permission_policy.user_has_any_permission(request.user, ["change"])
