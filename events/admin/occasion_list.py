"""The dates of one's organisations, with how full they are and what waits there."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from contacts.models import OrganisationPage
from corner.admin.filters import OneOf
from corner.admin_tables import LinesColumn
from events.admin.mail import trouble_for
from events.admin.numbers import numbers_of
from events.describing import when
from events.models import CallTask, Event, EventPage, Occasion, SignUp
from events.source_pages import source_pages_of

ON_A_PAGE = 50


def _own_organisations(request: HttpRequest) -> QuerySet[OrganisationPage]:
    own = Occasion.objects.for_user(request.user).order_by().values("event__responsible_organisation")
    return OrganisationPage.objects.filter(pk__in=own).order_by("title")


def _own_events(request: HttpRequest) -> QuerySet[EventPage]:
    own = Occasion.objects.for_user(request.user).order_by().values("event")
    return source_pages_of(Event.objects.filter(pk__in=own)).order_by("title")


class OccasionFilters(WagtailFilterSet):
    """Dates to come, unless somebody asks for others."""

    when = OneOf(
        label=gettext_lazy("When"),
        choices=[("past", gettext_lazy("Past dates")), ("all", gettext_lazy("All dates"))],
        empty_label=gettext_lazy("Dates to come"),
        method="as_asked",
    )
    organisation = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Organisation"),
        queryset=_own_organisations,
        empty_label=gettext_lazy("All"),
        field_name="event__responsible_organisation",
    )
    event = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Event"), queryset=_own_events, empty_label=gettext_lazy("All"), method="of_event"
    )

    class Meta:
        model = Occasion
        fields: ClassVar[list[str]] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.form.cleaned_data.get("when"):
            queryset = queryset.upcoming()  # type: ignore[attr-defined]
        return super().filter_queryset(queryset)

    def as_asked(self, occasions: Any, name: str, value: str) -> QuerySet:
        return occasions.past() if value == "past" else occasions.order_by("-day", "-starts_at", "-pk")

    def of_event(self, occasions: QuerySet, name: str, value: EventPage) -> QuerySet:
        return occasions.filter(event__translation_key=value.translation_key)


def _tell(occasion: Occasion) -> tuple[str, str] | None:
    if not occasion.change_untold_since:
        return None
    return _("Changed: tell people?"), reverse("events_tell", args=[occasion.pk])


#: `Occasions.get_table` gives each date its `title`, `when` and `numbers`.
COLUMNS = [
    TitleColumn("title", label=gettext_lazy("Event"), url_name="events_occasion", classname="title"),
    Column("when", label=gettext_lazy("When")),
    LinesColumn("status", label=gettext_lazy("Status"), lines=lambda each: [each.get_status_display()], link=_tell),
    Column("parties", label=gettext_lazy("Sign-ups")),
    LinesColumn("places", label=gettext_lazy("Places taken"), lines=lambda each: each.numbers.places),
    Column("waiting", label=gettext_lazy("Waiting"), accessor="numbers.waiting"),
]
NEEDS = LinesColumn(
    "unanswered",
    label=gettext_lazy("Needs not answered"),
    lines=lambda each: [] if each.numbers.unanswered else ["0"],
    link=lambda each: (
        (str(each.numbers.unanswered), reverse("events_needs", args=[each.pk])) if each.numbers.unanswered else None
    ),
)


class Occasions(generic.IndexView):
    """Dates to come, the next first; past ones by a filter. The list names nobody."""

    model = Occasion
    template_name = "events/staff/occasions.html"
    results_template_name = "events/staff/occasions_results.html"
    page_title = gettext_lazy("Sign-ups")
    header_icon = "group"
    index_url_name = "events_signups"
    index_results_url_name = "events_signups_results"
    breadcrumbs_items: ClassVar[list] = [{"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}]
    filterset_class = OccasionFilters
    is_searchable = True
    paginate_by = ON_A_PAGE
    verbose_name_plural = gettext_lazy("dates")

    @property
    def columns(self) -> list[Any]:
        return [*COLUMNS, NEEDS] if self.request.user.has_perm("events.view_accessneed") else COLUMNS

    def get_base_queryset(self) -> QuerySet:
        parties = Count("signups", filter=Q(signups__state__in=SignUp.State.holding()))
        return Occasion.objects.for_user(self.request.user).select_related("event").annotate(parties=parties)

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """The filter gives another order (the next first, or the latest), if what was asked for makes sense."""
        return queryset.order_by("day", "starts_at", "pk")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """By words of the event's title."""
        for word in self.search_query.split():
            pages = EventPage.objects.filter(title__icontains=word).values("translation_key")
            queryset = queryset.filter(event__translation_key__in=pages)
        return queryset

    def get_table(self, object_list: Any) -> Any:
        shown = list(object_list)
        titles = dict(source_pages_of(each.event for each in shown).values_list("translation_key", "title"))
        numbers = numbers_of(shown, self.request.user)
        for each in shown:
            each.title = titles.get(each.event.translation_key) or _("An event that is no longer shown")
            each.when, each.numbers = when(each), numbers[each.pk]
        return super().get_table(shown)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        return context if self.results_only else {**context, **self._to_do()}

    def _to_do(self) -> dict[str, Any]:
        user = self.request.user
        held = SignUp.objects.for_user(user).filter(state=SignUp.State.HELD, anonymised_at=None)
        return {
            "calls": CallTask.objects.for_user(user).open().count(),  # `calls.tidy` closes what nobody needs
            "held": held[:ON_A_PAGE],
            "mail_trouble": trouble_for(user),
            "may_see_needs": user.has_perm("events.view_accessneed"),
            "may_change_terms": user.has_perm("corner.change_sitesettings"),
        }
