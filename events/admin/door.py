"""The list for the door: on paper, or on the phone of whoever stands there.

Every press is a plain form, so that it works where the connection is bad; no page has to stay open. What people need is
on it only for those with the right, who ask for it each time.
"""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from corner.form_fields import LineField
from corner.personal import personal
from events import attendance
from events.admin.needs import look_at
from events.admin.scope import in_source_words, occasion_for, with_id
from events.models import AccessNeed, Attendee, Occasion, SignUp, Way

MOST_AT_ONCE = 20


class WalkInForm(forms.Form):
    """Somebody who did not sign up. The nonce makes a double press one party."""

    name = LineField(label=gettext_lazy("Name"), max_length=120)
    number = forms.IntegerField(label=gettext_lazy("How many people"), min_value=1, max_value=MOST_AT_ONCE, initial=1)
    way = forms.ChoiceField(label=gettext_lazy("How they join"), choices=Way.choices)
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, occasion: Occasion, data: Any = None) -> None:
        super().__init__(data, auto_id="walk-in-%s")
        offered = [(places.way, places.get_way_display()) for places in occasion.places.offered()]
        way: Any = self.fields["way"]
        way.choices = offered
        if len(offered) == 1:
            way.widget, way.initial = forms.HiddenInput(), offered[0][0]


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, occasion_id: int) -> HttpResponse:
    """The list, and what is pressed on it."""
    occasion = occasion_for(request, occasion_id)
    act = ACTS.get(request.POST.get("go", "")) if request.method == "POST" else None
    return act(request, occasion) if act else _show(request, occasion)


def _note(request: HttpRequest, occasion: Occasion) -> HttpResponse:
    wish = request.POST.get("attendance", "")
    coming = Attendee.objects.filter(signup__occasion=occasion).select_related("signup__occasion")
    attendee = with_id(coming, request.POST.get("attendee", ""))
    if attendee is None or wish not in Attendee.Attendance.values:
        raise Http404
    if not attendance.note(attendee, wish, request.user):
        messages.warning(request, _("This cannot be noted now. Look at the list again."))
    return redirect(f"{request.path}#a{attendee.pk}")


def _walk_in(request: HttpRequest, occasion: Occasion) -> HttpResponse:
    form = WalkInForm(occasion, request.POST)
    if not form.is_valid():
        return _show(request, occasion, form, status=422)
    asked = form.cleaned_data
    signup = attendance.walk_in(occasion, asked["way"], asked["name"], asked["number"], asked["nonce"], request.user)
    if signup is None:
        form.add_error(None, _("There are not so many free places. Give back places of people who did not come first."))
        return _show(request, occasion, form, status=422)
    return redirect(f"{request.path}#a{signup.attendees.all()[0].pk}")


def _with_needs(request: HttpRequest, occasion: Occasion) -> HttpResponse:
    """For this one time, written down like every look."""
    if not request.user.has_perm("events.view_accessneed"):
        return _show(request, occasion)
    return _show(request, occasion, needs=look_at(occasion, request.user, [SignUp.State.CONFIRMED]))


ACTS = {"note": _note, "walk-in": _walk_in, "needs": _with_needs}


def _show(
    request: HttpRequest,
    occasion: Occasion,
    form: WalkInForm | None = None,
    needs: dict[SignUp, list[AccessNeed]] | None = None,
    status: int = 200,
) -> HttpResponse:
    confirmed = SignUp.objects.for_user(request.user).filter(occasion=occasion, state=SignUp.State.CONFIRMED)
    parties = confirmed.filter(anonymised_at=None).select_related("places", "responsible_adult")
    parties = parties.prefetch_related("attendees")
    ordered = sorted(parties, key=lambda signup: signup.name.casefold())
    came = sum(each.attendance == Attendee.Attendance.CAME for signup in ordered for each in signup.attendees.all())
    people = sum(len(signup.attendees.all()) for signup in ordered)  # supporters, too
    context = {
        "occasion": occasion,
        "event": in_source_words(occasion),
        "parties": [(signup, (needs or {}).get(signup, [])) for signup in ordered],
        "counted": ngettext("%(came)d of %(people)d person is here.", "%(came)d of %(people)d people are here.", people)
        % {"came": came, "people": people},
        "can_note": attendance.can_be_noted(occasion),
        "form": form or WalkInForm(occasion),
        "with_needs": needs is not None,
        "may_see_needs": request.user.has_perm("events.view_accessneed"),
        "several_ways": len({signup.places.way for signup in ordered}) > 1,
        "back": reverse("events_occasion", args=[occasion.pk]),
    }
    return render(request, "events/staff/door.html", context, status=status)
