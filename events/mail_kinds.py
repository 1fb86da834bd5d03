"""The kinds of mail about sign-ups: what each says, and whether it is still wanted.

Words and calendar file are made from the occasion's state when the mail leaves, and a mail that has become untrue in
the meantime does not leave at all (signups.md, "Mail"). A call that stands for a mail (`calls.py`) asks the same.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from corner.languages.config import direction, lang_tag
from corner.mail import kinds, outbox
from corner.models import OutgoingEmail
from corner.once import once_per_request
from events import calendars, feedback
from events.mails import personal_words, words_about
from events.models import Attendee, HostMessage, Occasion, Places, SignUp, Way
from events.safety import paused
from events.waiting import is_on_the_list_again


def _signup_of(email: OutgoingEmail) -> SignUp | None:
    return _signup(email.about.get("signup", 0))


@once_per_request
def _signup(pk: int) -> SignUp | None:
    """Whether the mail is wanted, its words and its files all ask for it: one query for a mail that leaves."""
    return (
        SignUp.objects.filter(pk=pk, anonymised_at=None)
        .select_related(
            "occasion__event__source_locale", "occasion__event__responsible_organisation", "occasion__venue", "places"
        )
        .first()
    )


def _words(email: OutgoingEmail) -> dict[str, Any]:
    """What the templates get. Raises SignUp.DoesNotExist once the person was erased: then no mail is wanted."""
    signup = _signup_of(email)
    if signup is None:
        raise SignUp.DoesNotExist
    return personal_words(signup, email.language, email.about)


def _host_words(email: OutgoingEmail) -> dict[str, Any]:
    """The frame in the person's language, and the host's words as they were written."""
    words = _words(email)
    message = HostMessage.objects.get(pk=email.about["message"])
    return {**words, **as_written(message, words["occasion"])}


def as_written(message: HostMessage, occasion: Occasion) -> dict[str, Any]:
    """A message for the templates, with the language that hosts write in: the one of the event's source page."""
    code = occasion.event.source_locale.language_code
    return {"message": message, "words_lang": lang_tag(code), "words_dir": direction(code)}


def preview(kind: str, occasion: Occasion, **more: Any) -> OutgoingEmail:
    """A mail of this kind as somebody with a place would get it, in the language that the event was written in.

    For staff to look at: about nobody, its personal link leads nowhere, and nothing is saved.
    """
    language = occasion.event.source_locale.language_code
    places = occasion.places.first() or Places(occasion=occasion, way=Way.IN_PERSON)
    now = timezone.now()
    state = SignUp.State.CONFIRMED
    nobody = SignUp(occasion=occasion, places=places, name="…", state=state, language=language, confirmed_at=now)
    return outbox.preview(kind, language, {**words_about(nobody, language), "manage_url": "#", **more})


def _words_of_thanks(email: OutgoingEmail) -> dict[str, Any]:
    """Likewise, with where to read what happened and to say how it was, as far as there is such a place now."""
    words = _words(email)
    page = words["event"].page
    facts = page.facts if page and page.live else None
    asks = feedback.why_closed(words["occasion"], facts) is None
    return {
        **words,
        "has_record": bool(facts and facts.record),
        "feedback_url": feedback.feedback_url(words["occasion"], email.language) if asks else "",
    }


def _is(*states: str) -> Callable[[OutgoingEmail], bool]:
    """Still wanted while the person is in one of these states and the date is not cancelled."""

    def still(email: OutgoingEmail) -> bool:
        signup = _signup_of(email)
        return bool(signup and signup.state in states and signup.occasion.status != Occasion.Status.CANCELLED)

    return still


_is_on_the_list = _is(*SignUp.State.active())


def _is_offered_this(email: OutgoingEmail) -> bool:
    """Not an offer of an earlier turn, nor one whose time is over before the mail could leave."""
    signup = _signup_of(email)
    return bool(
        signup
        and signup.state == SignUp.State.OFFERED
        and email.dedupe_key.endswith(f":{signup.position}")
        and signup.offer_expires_at
        and signup.offer_expires_at > timezone.now()
    )


def _is_about_to_come(email: OutgoingEmail) -> bool:
    """Not to who cancelled, nor for a date that was cancelled, put off or moved, nor once it has begun.

    Nor while a safeguarding concern pauses it.
    """
    signup = _signup_of(email)
    if signup is None or signup.state != SignUp.State.CONFIRMED or paused(signup):
        return False
    occasion = signup.occasion
    same_day = email.dedupe_key.endswith(f":{occasion.day:%Y-%m-%d}")
    begun = occasion.starts_at is not None and occasion.starts_at <= timezone.now()
    return occasion.status == Occasion.Status.SCHEDULED and same_day and not begun


def _has_come(email: OutgoingEmail) -> bool:
    """Not to who was noted as missing meanwhile, nor for a date that was moved or called off after all, nor while a
    concern pauses it."""
    signup = _signup_of(email)
    if signup is None or signup.state != SignUp.State.CONFIRMED or paused(signup):
        return False
    was_there = signup.attendees.exclude(attendance=Attendee.Attendance.DID_NOT_COME).exists()
    return was_there and signup.occasion.is_over and signup.occasion.status == Occasion.Status.SCHEDULED


def _is_the_latest_change(email: OutgoingEmail) -> bool:
    """A date that moved again needs one mail, not one a move: the newest says it all."""
    signup = _signup_of(email)
    if signup is None or not _is_on_the_list(email):
        return False
    now = signup.occasion.ical_sequence
    return bool(email.about.get("sequence", now) == now)  # a mail of an earlier release does not say


def _still_has_words(email: OutgoingEmail) -> bool:
    """Not to who has left the list, nor once the host's words are erased, nor while a concern pauses it."""
    message = HostMessage.objects.filter(pk=email.about.get("message")).exclude(text="")
    signup = _signup_of(email)
    return bool(signup and not paused(signup) and _is_on_the_list(email) and message.exists())


def _is_off_the_list(email: OutgoingEmail) -> bool:
    signup = _signup_of(email)
    if signup is None or signup.state in SignUp.State.active():
        return False
    # Signed up again in the meantime, with the same address: a cancellation would take it out of their calendar.
    return not is_on_the_list_again(signup)


def _invitation(email: OutgoingEmail) -> list[kinds.Attachment]:
    """Only for who has a place: what one waits for does not belong into a calendar."""
    signup = _signup_of(email)
    has_place = signup and signup.state == SignUp.State.CONFIRMED
    return [calendars.invitation(signup, email.language)] if signup and has_place else []


def _cancellation(email: OutgoingEmail) -> list[kinds.Attachment]:
    """Only for who had a place, and so may have the date in a calendar."""
    signup = _signup_of(email)
    return [calendars.cancellation(signup, email.language)] if signup and signup.confirmed_at else []


def register_kinds() -> None:
    """Called once, when the room is ready."""
    states = SignUp.State
    still_wanted = {
        "confirmed": _is(states.CONFIRMED),
        "waiting": _is(states.WAITING),
        "offered": _is_offered_this,
        "offer_lapsed": _is(states.EXPIRED),
        "not_reached": _is(states.NOT_REACHED),
        "reminder": _is_about_to_come,
        "needs_answered": _is_on_the_list,
        "thanks": _has_come,
        "already_signed_up": _is_on_the_list,
        "lost_link": _is_on_the_list,
        "date_changed": _is_the_latest_change,
        "host_message": _still_has_words,
        "cancelled": _is_off_the_list,
        "date_cancelled": _is_off_the_list,
    }
    files = {
        "confirmed": _invitation,
        "already_signed_up": _invitation,
        "date_changed": _invitation,
        "cancelled": _cancellation,
        "date_cancelled": _cancellation,
    }
    words = {"host_message": _host_words, "thanks": _words_of_thanks}
    for name, wanted in still_wanted.items():
        more = {"attachments": files[name]} if name in files else {}
        context = words.get(name, _words)
        kinds.register(kinds.Kind(f"signup.{name}", still_wanted=wanted, context=context, **more))
