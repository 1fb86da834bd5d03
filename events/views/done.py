"""The page after signing up. Its address names a date and the form that was sent, never a person."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from corner import links
from events.describing import Description, describe
from events.models import Occasion
from events.views.personal import by_link

DONE = "signup.done"


def done_url(occasion: Occasion, nonce: uuid.UUID, number: int = 0) -> str:
    """Where the browser goes after sending. It is the same for a newcomer and for an address that is on the list.

    `number` is the turn on the waiting list, as it was told at that moment; 0 for a place.
    """
    return reverse("signup_done", args=[links.sign(DONE, nonce, occasion.pk, number)])


@by_link
@require_safe
def done(request: HttpRequest, token: str) -> HttpResponse:
    """Says what happens next. It looks at the date only, so that it cannot tell who is on the list."""
    try:
        _nonce, (occasion_id, *rest) = links.unsign(DONE, token)
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
        "date_is_cancelled": occasion.status == Occasion.Status.CANCELLED,
        "date_is_postponed": occasion.status == Occasion.Status.POSTPONED,
        "calendar_url": calendar_url(request, event, occasion),
    }
    return render(request, "events/signup/done.html", context)


def calendar_url(request: HttpRequest, event: Description, occasion: Occasion) -> str:
    """The address of the date's calendar file; empty once nobody can read the page."""
    if event.page is None or not event.page.live:
        return ""
    return f"{event.page.get_url(request)}{event.page.reverse_subpage('calendar_file', [occasion.pk]).rstrip('/')}"
