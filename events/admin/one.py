"""One party: who comes, how to reach them, and what staff can do for them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from corner.text import clean_line
from events import held_back, safety, signing_up, supporters
from events.admin.adding import MOST_SUPPORTERS, OTHERWISE, REFUSED
from events.admin.changing import SignUpScreen
from events.admin.kinds import kind_in_words
from events.admin.scope import with_id
from events.models import CallTask, SignUp
from events.results import Result


class OneSignUp(SignUpScreen):
    """GET shows the party; what it needs is on a screen of its own. POST lets a supporter in, or takes one back."""

    template_name = "events/staff/signup.html"
    label = gettext_lazy("One sign-up")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = list(self.signup.attendees.all())
        beside = sum(not person.takes_place for person in people)
        calls = CallTask.objects.for_user(self.request.user).filter(signup=self.signup).select_related("made_by")
        is_active = self.signup.state in SignUp.State.active()
        return {
            **super().get_context_data(**kwargs),
            "signup": self.signup,
            "people": people,
            "adult": getattr(self.signup, "responsible_adult", None),
            "calls": [(call, kind_in_words(call.kind)) for call in calls],
            "may_see_concerns": safety.may_see_concerns(self.request.user),
            "can_cancel": signing_up.can_cancel(self.signup),
            "can_let_in": is_active and beside < MOST_SUPPORTERS,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("go") == "let-in":
            try:
                supporters.let_in(self.signup, clean_line(request.POST.get("name", ""))[:120], request.user)
                messages.success(request, _("The supporter can come, and takes no place."))
            except supporters.NotOnTheList:
                messages.warning(request, _("This party is not on the list any more."))
        elif request.POST.get("go") == "take-back":
            supporter = with_id(self.signup.attendees.filter(takes_place=False), request.POST.get("attendee", ""))
            if supporter is None:
                raise Http404
            supporters.take_back(supporter, request.user)
            messages.success(request, _("The supporter is off the list."))
        return redirect(request.path)


class HeldSignUp(SignUpScreen):
    """A form that came after a limit: staff let the party in, or turn it away."""

    template_name = "events/staff/held.html"
    label = gettext_lazy("A form to look at")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_held = self.signup.state == SignUp.State.HELD
        return {**super().get_context_data(**kwargs), "signup": self.signup, "is_held": is_held}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.POST.get("go") == "turn-away":
                held_back.turn_away(self.signup, request.user)
                messages.success(request, _("The form is put away. Nobody was written to."))
            else:
                self._let_in(request)
        except held_back.NotHeld:
            messages.warning(request, _("Somebody has dealt with this form in the meantime."))
        return redirect("events_occasion", self.occasion.pk)

    def _let_in(self, request: HttpRequest) -> None:
        result = held_back.release(self.signup, request.user)
        if result == Result.CONFIRMED:
            messages.success(request, _("They have a place. We write to them, or they are on the list of calls."))
        elif result == Result.WAITING:
            messages.success(
                request, _("They are on the waiting list. We write to them, or they are on the list of calls.")
            )
        else:
            messages.warning(request, REFUSED.get(result, OTHERWISE))
