"""The page where somebody sees their sign-up and gives the place back."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from corner.links import BadLink, unsign
from events import signing_up
from events.describing import describe
from events.mails import MANAGE
from events.models import Occasion, SignUp, Way
from events.views.personal import by_link


# Without CSRF cookie and token: the address itself is the secret that a forged form would need. And with
# `Referrer-Policy: no-referrer` browsers send `Origin: null`, which Django's check refuses.
@csrf_exempt
@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the sign-up. Cancelling takes two posts: programs that open links in mail also press buttons."""
    signup = _signup_behind(token)
    if signup is None:
        return render(request, "events/signup/stale_link.html", {"section": "s-events"}, status=404)
    if request.method == "POST" and signing_up.can_cancel(signup):
        if request.POST.get("go") == "cancel":
            with suppress(signing_up.DateIsOver):  # this very moment; the page then offers nothing to press
                signing_up.cancel(signup)
            return redirect(request.path, permanent=False)
        if request.POST.get("go") == "ask":
            return render(request, "events/signup/cancel.html", _context(request, signup))
    return render(request, "events/signup/manage.html", _context(request, signup))


def _signup_behind(token: str) -> SignUp | None:
    """The sign-up of a good link; None when it is forged, cut short, revoked or the person was erased since."""
    try:
        uuid, version = unsign(MANAGE, token)
    except BadLink:
        return None
    return (
        SignUp.objects.filter(uuid=uuid, token_version=version, anonymised_at=None)
        .select_related("occasion__event__source_locale", "occasion__event__responsible_organisation", "places")
        .first()
    )


def _context(request: HttpRequest, signup: SignUp) -> dict[str, Any]:
    occasion = signup.occasion
    has_place = signup.state in SignUp.State.active()
    online = signup.places.way == Way.ONLINE
    return {
        "section": "s-events",
        "signup": signup,
        "occasion": occasion,
        "event": describe(occasion, request.LANGUAGE_CODE),
        "has_place": has_place,
        "date_is_cancelled": occasion.status == Occasion.Status.CANCELLED,
        "date_is_postponed": occasion.status == Occasion.Status.POSTPONED,
        "can_cancel": signing_up.can_cancel(signup),
        "online": online,
        "joining_link": occasion.joining_link if has_place and online else "",
    }
