"""What staff change: a sign-up is cancelled, the link to join online is written down."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from corner import audit
from events import signing_up, waiting
from events.admin.pages import OccasionScreen
from events.admin.scope import signup_for
from events.models import Occasion, SignUp


class SignUpScreen(OccasionScreen):
    """A screen about one sign-up of the date; a stranger gets 404."""

    signup: SignUp

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.signup = signup_for(request, self.occasion, kwargs["signup_id"])


class CancelSignUp(SignUpScreen):
    """Asks first; the person gets a mail."""

    template_name = "events/staff/cancel.html"
    label = gettext_lazy("Cancel a sign-up")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        can_cancel = signing_up.can_cancel(self.signup)
        return {**super().get_context_data(**kwargs), "signup": self.signup, "can_cancel": can_cancel}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if signing_up.cancel(self.signup, actor=request.user):
                messages.success(request, _("The sign-up is cancelled. We write to the person."))
            else:
                messages.warning(request, _("It was cancelled before."))
        except signing_up.DateIsOver:
            messages.warning(request, _("This date is over. The list stays as it was."))
        return redirect("events_occasion", self.occasion.pk)


OBSTACLES = {
    waiting.Obstacle.NOT_WAITING: gettext_lazy("This party does not wait any more."),
    waiting.Obstacle.NOT_OPEN: gettext_lazy("Sign-up for this date is not open, so no place can be offered."),
    waiting.Obstacle.NOT_ENOUGH_PLACES: gettext_lazy("There are not enough free places for this party."),
    waiting.Obstacle.REASON_MISSING: gettext_lazy("Others wait longer. Write why this party comes first."),
}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why does this party come first?"),
        help_text=gettext_lazy("Such as: One place is free, and the party before them needs two."),
        max_length=280,
        error_messages={"required": gettext_lazy("Others wait longer. Write why this party comes first.")},
    )


class OfferPlace(SignUpScreen):
    """Staff offer a free place to somebody who waits; a reason is asked when others wait longer."""

    template_name = "events/staff/offer.html"
    label = gettext_lazy("Offer a place")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or ReasonForm()
        waits = self.signup.state == SignUp.State.WAITING
        number = waiting.number_in_line(self.signup) if waits else 0
        ends = waiting.offer_ends(self.signup.places, self.occasion)
        more = {"signup": self.signup, "number": number, "before": number - 1, "offer_ends": ends, "form": form}
        return {**super().get_context_data(**kwargs), **more}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reason = ""
        if self.signup.state == SignUp.State.WAITING and waiting.number_in_line(self.signup) > 1:
            form = ReasonForm(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form))
            reason = form.cleaned_data["reason"]
        try:
            waiting.offer_by_staff(self.signup, request.user, reason)
        except waiting.NotPossible as error:
            messages.warning(request, OBSTACLES[error.why])
        else:
            messages.success(request, _("The place is offered. We write to the person."))
        return redirect("events_occasion", self.occasion.pk)


class JoiningLinkForm(forms.Form):
    joining_link = forms.URLField(
        label=gettext_lazy("Link to join online"),
        help_text=gettext_lazy("Only people who have a place online see it, on their own page."),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https", "http"])],
    )


class JoiningLink(OccasionScreen):
    """The link lives on the occasion: in a page field it would be kept in revisions (design.md, rule 10)."""

    template_name = "events/staff/joining_link.html"
    label = gettext_lazy("Link to join online")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or JoiningLinkForm(initial={"joining_link": self.occasion.joining_link})
        return {**super().get_context_data(**kwargs), "form": form}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = JoiningLinkForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        with transaction.atomic():
            Occasion.objects.filter(pk=self.occasion.pk).update(joining_link=form.cleaned_data["joining_link"])
            audit.record("occasion.joining_link_set", self.occasion, request.user)
        messages.success(request, _("The link is saved."))
        return redirect("events_occasion", self.occasion.pk)
