"""Signing up for one date, below an event's page: write, check, send. Works without JavaScript.

This view holds no rule: it asks `signing_up` and shows what that says. Nothing is kept before "send".
"""

from datetime import timedelta
from typing import Any

from corner.frame import frame_for
from corner.guards import client_address, too_many
from corner.models import SiteSettings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import signing_up
from events.asking import questions_of
from events.describing import describe
from events.forms import SignUpForm
from events.models import EventPage, Occasion
from events.offers import other_dates
from events.signing_up import Outcome, Result
from events.views.done import done_url
from events.views.personal import personal


class SeeOther(HttpResponseRedirect):
    """After a POST: the browser goes on with GET, and reloading sends nothing again."""

    status_code = 303


@personal
def sign_up(page: EventPage, request: HttpRequest, occasion_id: int) -> HttpResponse:
    """The form of one date of `page`, which may be a translation; facts and questions are the source page's."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    facts = _facts(page, request)
    occasion = (
        Occasion.objects.of_page(page)
        .filter(pk=occasion_id)
        .select_related("event__source_locale", "event__responsible_organisation", "venue")
        .prefetch_related("places")
        .first()
    )
    if occasion is None:
        return _render(request, page, facts, None, "unknown.html", status=404)
    if reason := signing_up.refusal(occasion) or _full(occasion):
        return _refused(request, page, facts, occasion, reason)
    made = {"occasion": occasion, "questions": questions_of(page, facts)}
    if request.method != "POST":
        return _form(request, page, facts, occasion, SignUpForm(**made))
    if request.POST.get("go") == "change":
        return _form(request, page, facts, occasion, SignUpForm.as_typed(request.POST, **made))
    form = SignUpForm(request.POST, **made)
    if not form.is_valid():
        return _form(request, page, facts, occasion, form)
    if request.POST.get("go") == "send":
        return _send(request, page, facts, occasion, form)
    return _render(request, page, facts, occasion, "check.html", {"form": form})


def _facts(page: EventPage, request: HttpRequest) -> EventPage:
    """The source page; 404 when it is not to be seen: then there is nothing to sign up for in any language.

    Wagtail has asked for the view restrictions of the page itself, not for those of its source.
    """
    original = page.alias_of.specific if page.alias_of_id and page.alias_of.locale_id == page.locale_id else page
    facts = original.facts
    if not facts.live:
        raise Http404
    if facts.pk != page.pk and any(not rule.accept_request(request) for rule in facts.get_view_restrictions()):
        raise Http404
    return facts


def _full(occasion: Occasion) -> Result | None:
    """FULL when no way of joining has a place left. Whether a party fits is decided when it signs up."""
    offered = [places for places in occasion.places.all() if places.offered]
    if not offered:
        return Result.NOT_HERE
    return Result.FULL if all(places.left == 0 for places in offered) else None


def _send(
    request: HttpRequest, page: EventPage, facts: EventPage, occasion: Occasion, form: SignUpForm
) -> HttpResponse:
    settings = SiteSettings.load(request)
    if _too_often(request, form.cleaned_data["email"], settings):
        form.add_error(None, _tried_too_often(settings))
        return _form(request, page, facts, occasion, form, status=429)
    wish = form.to_request(request.LANGUAGE_CODE, settings.privacy_notice_version)  # type: ignore[attr-defined]
    outcome = signing_up.sign_up(wish)
    match outcome.shown:
        case Result.CONFIRMED:
            return SeeOther(done_url(occasion, form.nonce))
        case Result.FULL if outcome.left:
            form.add_error("people" if "people" in form.fields else None, _not_enough(outcome))
            return _form(request, page, facts, occasion, form)
        case Result.FULL if not _full(Occasion.objects.prefetch_related("places").get(pk=occasion.pk)):
            form.add_error("way", _("This way of joining is full now. Choose the other one"))
            return _form(request, page, facts, occasion, form)
        case Result.PARTY_TOO_LARGE:
            form.add_error("people" if "people" in form.fields else None, _("Choose fewer people"))
            return _form(request, page, facts, occasion, form)
        case Result.UNKNOWN:
            return _render(request, page, facts, None, "unknown.html", status=404)
        case reason:
            return _refused(request, page, facts, occasion, reason)


def _too_often(request: HttpRequest, email: str, settings: SiteSettings) -> bool:
    return too_many(
        "signup.address", client_address(request), settings.limit_per_address, timedelta(hours=1)
    ) or too_many("signup.email", email, settings.limit_per_email, timedelta(days=1))


def _tried_too_often(settings: SiteSettings) -> str:
    return _(
        "There were very many sign-ups from this address or internet connection. You are not signed up yet. "
        "Your answers are still here. Try again later, or ring us on %(phone)s."
    ) % {"phone": settings.phone}


def _not_enough(outcome: Outcome) -> str:
    left = outcome.left or 0
    return ngettext("Only %(left)d place is left. Choose fewer people", "Only %(left)d places are left. Choose fewer people", left) % {"left": left}


# --- pages --------------------------------------------------------------------------------------------------


def _form(
    request: HttpRequest, page: EventPage, facts: EventPage, occasion: Occasion, form: SignUpForm, status: int = 200
) -> HttpResponse:
    return _render(request, page, facts, occasion, "form.html", {"form": form}, status)


def _refused(
    request: HttpRequest, page: EventPage, facts: EventPage, occasion: Occasion, reason: Result
) -> HttpResponse:
    """Says why, and what else there is. 409 to somebody who sent the form: nothing of it was kept."""
    context = {"reason": reason.value, "others": other_dates(occasion, request)}
    return _render(request, page, facts, occasion, "refused.html", context, 409 if request.method == "POST" else 200)


def _render(
    request: HttpRequest,
    page: EventPage,
    facts: EventPage,
    occasion: Occasion | None,
    template: str,
    extra: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    code = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    context = {
        "page": page,
        "facts": facts,
        "section": page.section,
        "occasion": occasion,
        "event": describe(occasion, code) if occasion else None,
        "settings": SiteSettings.load(request),
        "privacy_page": frame_for(request, page).named("privacy_page"),
        **(extra or {}),
    }
    return render(request, f"events/signup/{template}", context, status=status)
