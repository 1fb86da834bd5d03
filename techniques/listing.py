"""The list of techniques and what it can be narrowed by."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast, Lower
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.query import PageQuerySet

from corner.chosen import in_readers_language
from corner.filters import SeveralOf
from corner.languages.pages import source_pages
from corner.paging import one_page
from techniques.models import Level, Mode, Purpose, TechniqueIndexPage, TechniquePage

LARGEST_GROUP = 1000


class Filters(forms.Form):
    """What a reader can ask for. Nothing is required; what cannot be understood is said at the field and left out."""

    purpose = SeveralOf(label=_("What it helps with"), choices=Purpose.choices)
    level = SeveralOf(label=_("Level"), choices=Level.choices)
    minutes = forms.TypedChoiceField(
        label=_("Time"),
        choices=[
            ("", _("Any time")),
            ("30", _("Up to 30 minutes")),
            ("60", _("Up to 1 hour")),
            ("120", _("Up to 2 hours")),
            ("240", _("Up to 4 hours")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    people = forms.IntegerField(
        label=_("How many people?"),
        min_value=1,
        max_value=LARGEST_GROUP,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={
            "invalid": _("Write a number, such as 12."),
            "min_value": _("Write a number from 1 to 1000."),
            "max_value": _("Write a number from 1 to 1000."),
        },
    )
    online = forms.BooleanField(label=_("Can be done online"), required=False)

    def narrow(self, techniques: QuerySet) -> QuerySet:
        """Those that fit everything that was asked and understood."""
        self.is_valid()
        asked = self.cleaned_data
        if purposes := asked.get("purpose"):
            # JSON as text: SQLite cannot look into a JSON list, and the values are plain words of ours.
            techniques = techniques.annotate(purposes_text=Cast("purposes", TextField()))
            fits = Q()
            for purpose in purposes:
                fits |= Q(purposes_text__contains=f'"{purpose}"')
            techniques = techniques.filter(fits)
        if levels := asked.get("level"):
            techniques = techniques.filter(level__in=levels)
        if minutes := asked.get("minutes"):
            techniques = techniques.filter(minutes_in_all__lte=minutes)
        if people := asked.get("people"):
            techniques = techniques.filter(
                Q(group_from=None) | Q(group_from__lte=people), Q(group_to=None) | Q(group_to__gte=people)
            )
        if asked.get("online"):
            techniques = techniques.filter(mode__in=[Mode.ONLINE, Mode.BOTH])
        return techniques

    @property
    def in_use(self) -> bool:
        """Whether the reader asked for anything."""
        return any(self.data.get(name) for name in self.fields)


def listing_context(page: TechniqueIndexPage, request: HttpRequest) -> dict[str, Any]:
    """One page of the techniques that fit, A to Z by the name in the source language."""
    filters = Filters(request.GET)
    readable: PageQuerySet = source_pages(TechniquePage)
    techniques = filters.narrow(readable.defer_streamfields())
    shown = one_page(techniques.order_by(Lower("title"), "pk"), request)
    return {
        "filters": filters,
        **shown,
        "techniques": in_readers_language(techniques=shown["found"].object_list)["techniques"],
    }
