"""The page after signing up. Its address names a date and the form that was sent, never a person."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from corner import links
from corner.personal import by_link
from events.describing import Description, describe
from events.mails import manage_url
from events.models import Occasion, SignUp, Way

DONE = "signup.done"


def done_url(occasion: Occasion, nonce: uuid.UUID, number: int = 0, *, is_held: bool = False) -> str:
    """Where the browser goes after sending. It is the same for a newcomer and for an address that is on the list.

    `number` is the turn on the waiting list, as it was told at that moment; 0 for a place. `is_held`: staff look at it
    first.
    """
    return reverse("signup_done", args=[links.sign(DONE, nonce, occasion.pk, number, int(is_held))])


@by_link
@require_safe
def done(request: HttpRequest, token: str) -> HttpResponse:
    """Says what happens next. It looks at the date only, so that it cannot tell who is on the list.

    Who has only a phone gets no mail, so the page says everything: also the address of their own page. No address of
    theirs is compared with any other, so that tells nothing about anybody else.
    """
    try:
        nonce, (occasion_id, *rest) = links.unsign(DONE, token)
    except (links.BadLink, ValueError):
        return render(request, "events/signup/stale_link.html", {"section": "s-events"}, status=404)
    occasion = (
        Occasion.objects.filter(pk=occasion_id)
        .select_related("event__source_locale", "event__responsible_organisation", "venue")
        .first()
    )
    if occasion is None:
        return render(request, "events/signup/stale_link.html", {"section": "s-events"}, status=404)
    event = describe(occasion, request.LANGUAGE_CODE)
    context = {
        "section": "s-events",
        "occasion": occasion,
        "event": event,
        "number": rest[0] if rest else 0,
        "is_held": len(rest) > 1 and bool(rest[1]),
        **_by_phone(nonce, occasion),
        "date_is_cancelled": occasion.status == Occasion.Status.CANCELLED,
        "date_is_postponed": occasion.status == Occasion.Status.POSTPONED,
        "calendar_url": calendar_url(request, event, occasion),
    }
    return render(request, "events/signup/done.html", context)


def _by_phone(nonce: uuid.UUID, occasion: Occasion) -> dict[str, Any]:
    """What only somebody without e-mail is told here, while they are on the list."""
    signup = SignUp.objects.active().filter(nonce=nonce, occasion=occasion, email="").select_related("places").first()
    if signup is None:
        return {}
    return {"by_phone": signup, "manage_url": manage_url(signup), "online": signup.places.way == Way.ONLINE}


def calendar_url(request: HttpRequest, event: Description, occasion: Occasion) -> str:
    """The address of the date's calendar file; empty once nobody can read the page."""
    if event.page is None or not event.page.live:
        return ""
    return f"{event.page.get_url(request)}{event.page.reverse_subpage('calendar_file', [occasion.pk]).rstrip('/')}"
