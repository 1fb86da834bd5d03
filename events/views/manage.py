"""The page where somebody sees their sign-up, gives the place back, and takes or declines one that is offered."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from corner.links import BadLink, unsign
from corner.personal import by_link
from events import signing_up, waiting
from events.describing import describe
from events.mails import MANAGE
from events.models import Occasion, SignUp, Way
from events.offers import other_dates
from events.reading_back import kept, kept_needs


# Without CSRF cookie and token: the address itself is the secret that a forged form would need. And with
# `Referrer-Policy: no-referrer` browsers send `Origin: null`, which Django's check refuses.
@csrf_exempt
@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the sign-up. Giving up takes two posts: programs that open links in mail also press buttons."""
    signup = signup_behind(token)
    if signup is None:
        return render(request, "events/signup/stale_link.html", {"section": "s-events"}, status=404)
    wish = request.POST.get("go") if request.method == "POST" else None
    if wish == "ask" and signing_up.can_cancel(signup):
        return render(request, "events/signup/cancel.html", _context(request, signup))
    if act := ACTS.get(wish or ""):
        with suppress(signing_up.DateIsOver):  # this very moment; the page then offers nothing to press
            act(signup)
        return redirect(request.path, permanent=False)
    context = {**_context(request, signup), "kept_url": reverse("signup_kept", args=[token])}
    return render(request, "events/signup/manage.html", context)


ACTS: dict[str, Callable[[SignUp], bool]] = {
    "cancel": lambda signup: signing_up.can_cancel(signup) and signing_up.cancel(signup),
    "accept": waiting.accept,
    "decline": waiting.decline,
    "rejoin": waiting.rejoin,
}


def signup_behind(token: str) -> SignUp | None:
    """The sign-up of a good link; None when it is forged, cut short, revoked or the person was erased since."""
    try:
        uuid, [version] = unsign(MANAGE, token)
    except (BadLink, ValueError):
        return None
    return (
        SignUp.objects.filter(uuid=uuid, token_version=version, anonymised_at=None)
        .select_related("occasion__event__source_locale", "occasion__event__responsible_organisation", "places")
        .first()
    )


def _context(request: HttpRequest, signup: SignUp) -> dict[str, Any]:
    occasion = signup.occasion
    event = describe(occasion, request.LANGUAGE_CODE)
    has_place = signup.state == SignUp.State.CONFIRMED
    online = signup.places.way == Way.ONLINE
    return {
        "section": "s-events",
        "signup": signup,
        "occasion": occasion,
        "event": event,
        "has_place": has_place,
        "number": waiting.number_in_line(signup) if signup.state == SignUp.State.WAITING else 0,
        "offer_stands": _offer_stands(signup),
        "answers": list(kept(signup, event.page)) if event.page else [],
        "needs": list(kept_needs(signup, event.page)),
        "can_rejoin": waiting.can_rejoin(signup),
        "others": other_dates(occasion, request) if signup.state in ENDED_WITHOUT_A_PLACE else [],
        "date_is_cancelled": occasion.status == Occasion.Status.CANCELLED,
        "date_is_postponed": occasion.status == Occasion.Status.POSTPONED,
        "can_cancel": signing_up.can_cancel(signup),
        "online": online,
        "joining_link": occasion.joining_link if has_place and online else "",
    }


ENDED_WITHOUT_A_PLACE = (
    SignUp.State.DECLINED,
    SignUp.State.EXPIRED,
    SignUp.State.NOT_REACHED,
    SignUp.State.DATE_CANCELLED,
)


def _offer_stands(signup: SignUp) -> bool:
    """Whether the person can still take the place: the worker may not have come to ending the offer yet."""
    ends = signup.offer_expires_at
    return signup.state == SignUp.State.OFFERED and ends is not None and ends > timezone.now()
