"""The dates of one's organisations, and who comes to each."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import kept_answers, safety, waiting
from events.admin.mail import trouble_for
from events.admin.pages import LIST, OccasionScreen, Screen
from events.admin.prompts import prompts_for
from events.describing import when
from events.models import CallTask, Occasion, SignUp, Way
from events.occasions import warnings_about
from events.results import refusal, refusal_to_staff
from events.source_pages import source_pages_of

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
        return {**super().get_context_data(**kwargs), "rows": rows, "shown": shown, "past": past, **self._to_do()}

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


def _counted(occasions: QuerySet[Occasion]) -> QuerySet[Occasion]:
    return occasions.annotate(parties=Count("signups", filter=Q(signups__state__in=SignUp.State.holding())))


def _titles(occasions: Any) -> dict[Any, str]:
    pages = source_pages_of(occasion.event for occasion in occasions)
    return dict(pages.values_list("translation_key", "title"))


class OneOccasion(OccasionScreen):
    """Who comes on one date, without what they need."""

    template_name = "events/staff/occasion.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked_now = kept_answers.questions_now(self.occasion.event)
        signups = SignUp.objects.for_user(self.request.user).filter(occasion=self.occasion).select_related("places")
        line = signups.filter(state=SignUp.State.WAITING).order_by("places", "position")
        apart = [SignUp.State.WAITING, SignUp.State.HELD]
        places = list(self.occasion.places.all())
        warnings = warnings_about(self.occasion, timezone.now() - WARN_FOR).values_list("action", flat=True)
        return {
            **super().get_context_data(**kwargs),
            "signups": [
                (signup, [(question, words) for _key, question, words in kept_answers.shown(signup, asked_now)])
                for signup in signups.exclude(state__in=apart)
            ],
            "held": signups.filter(state=SignUp.State.HELD, anonymised_at=None),
            "can_add": refusal_to_staff(self.occasion) is None,
            "messages_sent": self.occasion.messages.select_related("written_by"),
            "line": [(signup, waiting.fits(signup.places, signup.number_of_places)) for signup in line],
            "can_offer": refusal(self.occasion) is None,
            "places": places,
            "warnings": [WARNINGS[action] for action in dict.fromkeys(warnings) if action in WARNINGS],
            "has_online": any(each.way == Way.ONLINE for each in places),
            "may_see_needs": self.request.user.has_perm("events.view_accessneed"),
            "may_see_concerns": safety.may_see_concerns(self.request.user),
            "people": sum(each.taken for each in places),
            "active": SignUp.State.active(),
            **self.to_do(),
        }

    def to_do(self) -> dict[str, Any]:
        """Once the date is over: what is left to do about it, as on the home page of the admin."""
        if not self.occasion.is_over:
            return {}
        own = Occasion.objects.for_user(self.request.user).filter(pk=self.occasion.pk)
        return prompts_for(self.request.user, own, of_no_event=False)
