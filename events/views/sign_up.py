"""Signing up for one date, below an event's page: write, check, send. Works without JavaScript.

This view holds no rule: it asks `signing_up` and shows what that says. Nothing is kept before "send".
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corner.frame import frame_for
from corner.guards import Limit, client_address, one_passed, too_many
from corner.models import SiteSettings
from corner.personal import SeeOther, personal
from corner.text import ltr
from events import signing_up
from events.ages import RESPONSIBLE_ADULT_UNDER
from events.asking import questions_of
from events.describing import describe
from events.forms import SignUpForm
from events.models import EventPage, Occasion
from events.offers import dates_of, other_dates
from events.reading_back import Written, written
from events.results import Result, prospect, refusal
from events.signing_up import Outcome
from events.views.done import done_url
from events.views.facts import facts_of


@personal
def sign_up(page: EventPage, request: HttpRequest, occasion_id: int) -> HttpResponse:
    """The form of one date of `page`, which may be a translation; facts and questions are the source page's."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    facts = facts_of(page, request)
    occasion = _occasion(page, occasion_id)
    if occasion is None:
        return _unknown(page, request, facts)
    visit = Visit(page, request, facts, occasion)
    # After the date was read: who was quicker with the same form is then seen here, if they are seen there.
    if request.method == "POST" and request.POST.get("go") == "send" and (sent := visit.sent_before()):
        return sent
    if reason := refusal(occasion) or _full(occasion):
        return visit.refused(reason)
    if request.method != "POST":
        return visit.show_form(visit.form())
    if request.POST.get("go") == "change":
        return visit.show_form(visit.form_as_typed())
    form = visit.form(request.POST)
    if not form.is_valid():
        return visit.show_form(form)
    if request.POST.get("go") == "send":
        return visit.send(form)
    return visit.render("check.html", {"form": form, **visit.prospect_of(form)})


def _occasion(page: EventPage, key: int) -> Occasion | None:
    """The date, if it is one of this event's. Asked anew: places change while somebody writes."""
    return (
        Occasion.objects.of_page(page)
        .filter(pk=key)
        .select_related("event__source_locale", "event__responsible_organisation", "venue")
        .prefetch_related("places")
        .first()
    )


def _full(occasion: Occasion) -> Result | None:
    """FULL when no way of joining has a place or a waiting list. Whether a party fits is decided when it signs up."""
    offered = [places for places in occasion.places.all() if places.offered]
    if not offered:
        return Result.NOT_HERE
    return None if any(places.takes_more for places in offered) else Result.FULL


def _unknown(page: EventPage, request: HttpRequest, facts: EventPage) -> HttpResponse:
    context = {
        "page": page,
        "facts": facts,
        "section": page.section,
        "written": _written(page, request, facts),
        "others": dates_of(page, request),
    }
    return render(request, "events/signup/unknown.html", context, status=404)


def _written(page: EventPage, request: HttpRequest, facts: EventPage) -> Written | None:
    """What came with a form that leads to nothing: nobody has to write it twice."""
    return written(request.POST, page, facts) if request.method == "POST" else None


#: What leads to the page after signing up.
TAKEN_IN = (Result.CONFIRMED, Result.WAITING, Result.HELD)


@dataclass(frozen=True)
class Visit:
    """Somebody in front of the form of one date."""

    page: EventPage
    request: HttpRequest
    facts: EventPage
    occasion: Occasion

    def form(self, data: Any = None) -> SignUpForm:
        return SignUpForm(data, **self._asked())

    def form_as_typed(self) -> SignUpForm:
        """What was written, to be changed: without a word about what may be wrong with it."""
        return SignUpForm.as_typed(self.request.POST, **self._asked())

    def _asked(self) -> dict[str, Any]:
        return {
            "occasion": self.occasion,
            "questions": questions_of(self.page, self.facts),
            "with_ages": self.facts.under_18s_invited,
        }

    def sent_before(self) -> HttpResponse | None:
        """The page after signing up, for a double press or a retry: whatever would refuse a newcomer by now."""
        form = self.form(self.request.POST)
        sent_by = form.sent_by()
        before = signing_up.sent_before(self.occasion.pk, *sent_by) if sent_by else None
        return self._done(form, before) if before and before.shown in TAKEN_IN else None

    def _done(self, form: SignUpForm, outcome: Outcome) -> HttpResponse:
        is_held = outcome.shown == Result.HELD
        return SeeOther(done_url(self.occasion, form.nonce, outcome.number, is_held=is_held))

    def send(self, form: SignUpForm) -> HttpResponse:
        """Sign up, and go to the page that says so; or say why not."""
        settings = SiteSettings.current()
        wish = form.to_request(self.request.LANGUAGE_CODE, settings.privacy_notice_version)
        too_often = self._too_often(wish.email or wish.phone, settings)
        if too_often and self._much_too_often(settings):
            form.add_error(None, _tried_too_often(settings))
            return self.show_form(form, status=429)
        outcome = signing_up.sign_up(wish, too_often=too_often)
        if outcome.shown in TAKEN_IN:
            return self._done(form, outcome)
        return self._without_a_place(outcome)

    def _without_a_place(self, outcome: Outcome) -> HttpResponse:
        """The form again where another answer would do, else the reason. Meanwhile the date is another: read anew."""
        occasion = _occasion(self.page, self.occasion.pk)
        if occasion is None or outcome.shown == Result.UNKNOWN:
            return _unknown(self.page, self.request, self.facts)
        now = replace(self, occasion=occasion)
        form = now.form(self.request.POST)
        return now.show_form(form) if now.can_be_mended(form, outcome) else now.refused(outcome.shown)

    def can_be_mended(self, form: SignUpForm, outcome: Outcome) -> bool:
        """Whether another answer would do; then the form says which, and keeps the rest."""
        if outcome.shown == Result.FULL and outcome.left:
            form.add_error("people", _not_enough(outcome.left))
        elif outcome.shown == Result.FULL and self._other_way_has_room():
            form.add_error("way", _("This way of joining is full now. Choose the other one"))
        elif outcome.shown == Result.MORE_THAN_ALL:
            form.add_error("people", _never_enough(outcome.left or 0))
        elif outcome.shown not in (Result.PARTY_TOO_LARGE, Result.NOT_HERE):
            return False
        return bool(form.errors)  # for the last two, the form itself says what is not offered any more

    def _other_way_has_room(self) -> bool:
        return _full(self.occasion) is None and len(self.occasion.places.all()) > 1

    def _too_often(self, contact: str, settings: SiteSettings) -> bool:
        """Whether staff look at this form first. `contact` is an e-mail address or a phone number."""
        address = client_address(self.request)
        return one_passed(
            Limit("signup.address", address, settings.limit_per_address, timedelta(hours=1)),
            Limit("signup.email", contact, settings.limit_per_email, timedelta(days=1)),
        )

    def _much_too_often(self, settings: SiteSettings) -> bool:
        """Beyond as many again, nothing is kept: a machine must not fill the list that people look through."""
        return too_many("signup.held", client_address(self.request), settings.limit_per_address, timedelta(hours=1))

    def prospect_of(self, form: SignUpForm) -> dict[str, Any]:
        """Whether this party goes onto the waiting list if it is sent now, and for how many there are places."""
        chosen = next(places for places in form.offered if places.way == form.cleaned_data["way"])
        waits = prospect(chosen, form.cleaned_data["people"]) == Result.WAITING
        return {"waits": waits, "left": chosen.left}

    # --- pages ----------------------------------------------------------------------------------------------

    def show_form(self, form: SignUpForm, status: int = 200) -> HttpResponse:
        everybody_waits = all(places.left == 0 for places in form.offered)
        return self.render("form.html", {"form": form, "waits": everybody_waits}, status)

    def refused(self, reason: Result) -> HttpResponse:
        """Says why, and what else there is. 409 to somebody who sent the form: nothing of it was kept."""
        context = {
            "reason": reason.value,
            "others": other_dates(self.occasion, self.request),
            "written": _written(self.page, self.request, self.facts),
        }
        return self.render("refused.html", context, 409 if self.request.method == "POST" else 200)

    def render(self, template: str, extra: dict[str, Any], status: int = 200) -> HttpResponse:
        context = {
            "page": self.page,
            "facts": self.facts,
            "section": self.page.section,
            "occasion": self.occasion,
            "event": describe(self.occasion, self.request.LANGUAGE_CODE),
            "responsible_adult_under": RESPONSIBLE_ADULT_UNDER,
            "settings": SiteSettings.current(),
            "privacy_page": frame_for(self.request, self.page).named("privacy_page"),
            **extra,
        }
        return render(self.request, f"events/signup/{template}", context, status=status)


def _tried_too_often(settings: SiteSettings) -> str:
    return _(
        "There were very many sign-ups from this address or internet connection. You are not signed up yet. "
        "Your answers are still here. Try again later, or ring us on %(phone)s."
    ) % {"phone": ltr(settings.phone)}


def _never_enough(capacity: int) -> str:
    return ngettext(
        "This date has only %(all)d place in all. Choose fewer people",
        "This date has only %(all)d places in all. Choose fewer people",
        capacity,
    ) % {"all": capacity}


def _not_enough(left: int) -> str:
    return ngettext(
        "Only %(left)d place is left. Choose fewer people",
        "Only %(left)d places are left. Choose fewer people",
        left,
    ) % {"left": left}
