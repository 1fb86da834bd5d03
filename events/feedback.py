"""People say how it was. Nothing links an answer to a person: no sign-up, no moment, no address.

The link names a date and is the same for everybody who was there; whoever passes it on passes on nobody's data.
"""

import uuid
from datetime import date, timedelta
from enum import Enum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from corner import audit, links
from events.holding import again_when_locked, hold
from events.models import EventPage, Feedback, Occasion
from events.terms import feedback_erase_after, last_day

FEEDBACK = "feedback"

#: Long enough for the thank-you mail (at most two weeks late) and a reminder in a later mail; after that, few remember
#: the day itself. Never longer than answers are kept.
OPEN_DAYS = 60


def feedback_path(occasion: Occasion) -> str:
    """The address of the form in the active language, without the host."""
    return reverse("feedback", args=[links.sign(FEEDBACK, occasion.date_key, occasion.pk)])


def feedback_url(occasion: Occasion, language: str, *, in_room: bool = False) -> str:
    """The full address of the form; `in_room`: as the code on the wall in the room has it."""
    with translation.override(language):
        return f"{settings.WAGTAILADMIN_BASE_URL}{feedback_path(occasion)}{'?room' if in_room else ''}"


def occasion_behind(token: str) -> Occasion | None:
    """The date of a good link; None when the link is forged or cut short, or the date is gone."""
    try:
        date_key, [key] = links.unsign(FEEDBACK, token)
    except (links.BadLink, ValueError):
        return None
    return (
        Occasion.objects.filter(pk=key, date_key=date_key)
        .select_related("event__source_locale", "event__responsible_organisation", "venue")
        .first()
    )


class Closed(Enum):
    """Why nobody can say now how it was."""

    NOT_ASKED = "not-asked"
    NOT_HELD = "not-held"
    NOT_YET = "not-yet"
    TOO_LATE = "too-late"


def why_closed(occasion: Occasion, facts: EventPage | None) -> Closed | None:
    """None while people can answer. `facts` is the source page; None once nobody can read it."""
    if facts is None or not facts.live or not facts.ask_for_feedback or occasion.month_only:
        return Closed.NOT_ASKED
    if occasion.status != Occasion.Status.SCHEDULED:
        return Closed.NOT_HELD
    if not has_begun(occasion):
        return Closed.NOT_YET
    return Closed.TOO_LATE if timezone.localdate() > _last_day_to_answer(occasion) else None


def has_begun(occasion: Occasion) -> bool:
    """People answer in the room, before it is over."""
    if occasion.starts_at:
        return occasion.starts_at <= timezone.now()
    return occasion.day <= timezone.localdate()


def _last_day_to_answer(occasion: Occasion) -> date:
    return min(last_day(occasion) + timedelta(days=OPEN_DAYS), feedback_erase_after(occasion))


@again_when_locked
def give(
    occasion: Occasion,
    nonce: uuid.UUID,
    ratings: dict[str, int],
    words: str,
    *,
    source: str,
    language: str,
    actor: Any = None,
) -> Feedback | None:
    """Keep an answer; the same form sent twice is one. None when the date is gone.

    The audit names the staff who type in from paper, and never an answer: with its moment, it would tell whose it is.
    """
    with transaction.atomic():
        # Held, so that answers stand in the order of their numbers: the first five of them are shown first.
        held = hold(occasion.pk)
        if held is None:
            return None
        if before := Feedback.objects.filter(nonce=nonce).first():
            return before
        given = Feedback.objects.create(
            occasion=held,
            nonce=nonce,
            source=source,
            ratings=ratings,
            words=words,
            language=language,
            erase_after=feedback_erase_after(held),
        )
        if actor is not None:
            audit.record("feedback.typed_in", held, actor)
        return given


@transaction.atomic
def show_words(given: Feedback, shown: bool, actor: Any) -> None:
    """Staff choose whether somebody's free words stand on the page."""
    given.words_are_public = shown
    given.save(update_fields=["words_are_public"])
    audit.record("feedback.words_shown" if shown else "feedback.words_hidden", given, actor)
