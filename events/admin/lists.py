"""Who comes on one date. The list of dates is `occasion_list`."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import kept_answers, safety, waiting
from events.admin.pages import OccasionScreen
from events.admin.prompts import prompts_for
from events.models import Occasion, SignUp, Way
from events.occasions import warnings_about
from events.results import refusal, refusal_to_staff

#: How long a warning that something of the page was not taken over stands on the list.
WARN_FOR = timedelta(days=30)

WARNINGS = {
    "occasion.capacity_kept": _("The page has fewer places than people have. The old number of places stays."),
    "occasion.date_kept": _("The page has no such date any more, but people have a place on it. It stays, and shows."),
    "occasion.way_kept": _("The page no longer offers a way of joining that people chose. It stays for this date."),
    "event.question_kept": _("The page no longer has a question that people answered. Their answers stay."),
    "event.organisation_kept": _("The page names another organisation. The list stays with yours."),
}


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
