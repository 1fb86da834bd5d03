"""The list of calls to make: people without e-mail hear by phone what others read."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from corner.form_fields import LineField
from events import calls, waiting
from events.admin.kinds import kind_in_words
from events.admin.pages import Screen
from events.admin.scope import all_in_source_words
from events.models import CallTask

OUTCOMES = [(value, label) for value, label in CallTask.Outcome.choices if value != CallTask.Outcome.TO_DO]
ON_A_PAGE = 100
DONE = 20


class CallForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("How it went"),
        choices=[("", gettext_lazy("Choose")), *OUTCOMES],
        error_messages={"required": gettext_lazy("Choose how the call went")},
    )
    note = LineField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Nothing about health or needs: that has a place of its own."),
        max_length=280,
        required=False,
    )


class Calls(Screen):
    """What is to be said to whom, the most urgent first; and the calls made last."""

    template_name = "events/staff/calls.html"
    page_title = gettext_lazy("Calls to make")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wrong: dict[int, CallForm] = kwargs.pop("wrong", {})
        to_make = calls.to_make(self.request.user)
        shown = to_make[:ON_A_PAGE]
        words = all_in_source_words(call.signup.occasion for call in shown)
        rows = []
        for call in shown:
            form = wrong.get(call.pk) or CallForm(auto_id=f"call-{call.pk}-%s")
            rows.append((call, kind_in_words(call.kind), words[call.signup.occasion_id], form))
        done = CallTask.objects.for_user(self.request.user).exclude(made_at=None).order_by("-made_at")
        last = done.select_related("signup__occasion", "made_by")[:DONE]
        made = [(call, kind_in_words(call.kind)) for call in last]
        return {**super().get_context_data(**kwargs), "rows": rows, "made": made, "count": len(to_make)}


@require_POST
def note(request: HttpRequest, call_id: int) -> HttpResponse:
    """How a call went; and for an offer, whether they take the place."""
    call = get_object_or_404(CallTask.objects.for_user(request.user).select_related("signup__places"), pk=call_id)
    if answer := ANSWERS.get(request.POST.get("go", "")):
        act, done, too_late = answer
        if act(call.signup, request.user):
            calls.note(call, CallTask.Outcome.REACHED, "", request.user)
            messages.success(request, done)
        else:
            messages.warning(request, too_late)
        return redirect("events_calls")
    form = CallForm(request.POST, auto_id=f"call-{call.pk}-%s")
    if not form.is_valid():
        screen = Calls()
        screen.setup(request)
        return screen.render_to_response(screen.get_context_data(wrong={call.pk: form}), status=422)
    calls.note(call, form.cleaned_data["outcome"], form.cleaned_data["note"], request.user)
    messages.success(request, _("The call is noted."))
    return redirect("events_calls")


#: What a button about an offer does, and what is said when it worked and when it came too late.
ANSWERS = {
    "take": (
        waiting.accept,
        gettext_lazy("They have the place."),
        gettext_lazy("The time to take the place was over. Tell them that they can ask again."),
    ),
    "leave": (
        waiting.decline,
        gettext_lazy("The place goes to whoever is next."),
        gettext_lazy("There was no offer to decline any more."),
    ),
}
