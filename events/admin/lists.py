"""The dates of one's organisations, and who comes to each."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import kept_answers, waiting
from events.admin.pages import LIST, OccasionScreen, Screen
from events.describing import when
from events.models import EventPage, Occasion, SignUp, Way
from events.occasions import warnings_about
from events.results import refusal

ON_A_PAGE = 50
#: How long a warning that something of the page was not taken over stands on the list.
WARN_FOR = timedelta(days=30)

WARNINGS = {
    "occasion.capacity_kept": _("The page has fewer places than people have. The old number of places stays."),
    "occasion.date_kept": _("The page has no such date any more, but people have a place on it. It stays, and shows."),
    "occasion.way_kept": _("The page no longer offers a way of joining that people chose. It stays for this date."),
    "event.question_kept": _("The page no longer has a question that people answered. Their answers stay."),
    "event.organisation_kept": _("The page names another organisation. The list stays with yours."),
}


class Occasions(Screen):
    """Dates to come, the next first; past ones on a list of their own."""

    template_name = "events/staff/occasions.html"
    page_title = _("Sign-ups")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return LIST

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = Occasion.objects.for_user(self.request.user)
        past = "past" in self.request.GET
        found = (own.past() if past else own.upcoming()).select_related("event").prefetch_related("places")
        shown = Paginator(_counted(found), ON_A_PAGE).get_page(self.request.GET.get("page"))
        titles = _titles(shown.object_list)
        rows = [(each, titles.get(each.event.translation_key, ""), when(each)) for each in shown.object_list]
        return {**super().get_context_data(**kwargs), "rows": rows, "shown": shown, "past": past}


def _counted(occasions: QuerySet[Occasion]) -> QuerySet[Occasion]:
    return occasions.annotate(parties=Count("signups", filter=Q(signups__state__in=SignUp.State.holding())))


def _titles(occasions: Any) -> dict[Any, str]:
    keys = {occasion.event.translation_key for occasion in occasions}
    pages = EventPage.objects.filter(translation_key__in=keys, locale_id=F("source_locale_id"), alias_of=None)
    return dict(pages.values_list("translation_key", "title"))


class OneOccasion(OccasionScreen):
    """Who comes on one date, without what they need."""

    template_name = "events/staff/occasion.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked_now = kept_answers.questions_now(self.occasion.event)
        signups = SignUp.objects.for_user(self.request.user).filter(occasion=self.occasion).select_related("places")
        line = signups.filter(state=SignUp.State.WAITING).order_by("places", "position")
        places = list(self.occasion.places.all())
        warnings = warnings_about(self.occasion, timezone.now() - WARN_FOR).values_list("action", flat=True)
        return {
            **super().get_context_data(**kwargs),
            "signups": [
                (signup, [(question, words) for _key, question, words in kept_answers.shown(signup, asked_now)])
                for signup in signups.exclude(state=SignUp.State.WAITING)
            ],
            "line": [(signup, waiting.fits(signup.places, signup.number_of_places)) for signup in line],
            "can_offer": refusal(self.occasion) is None,
            "places": places,
            "warnings": [WARNINGS[action] for action in dict.fromkeys(warnings) if action in WARNINGS],
            "has_online": any(each.way == Way.ONLINE for each in places),
            "may_see_needs": self.request.user.has_perm("events.view_accessneed"),
            "people": sum(each.taken for each in places),
            "active": SignUp.State.active(),
        }
