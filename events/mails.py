"""Mail about sign-ups: written to the outbox in the transaction that causes it, in the person's language.

Words and calendar file are made from the occasion's state when the mail leaves, and a mail that has become untrue in
the meantime does not leave at all (signups.md, "Mail").
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from corner import links
from corner.mail import kinds, outbox
from corner.models import OutgoingEmail
from events import calendars
from events.describing import describe
from events.models import Event, Occasion, SignUp, Way

MANAGE = "signup.manage"


def manage_url(signup: SignUp, language: str | None = None) -> str:
    """The full address of the page where the person sees and cancels their sign-up. Only they may know it."""
    token = links.sign(MANAGE, signup.uuid, signup.token_version)
    with translation.override(language or signup.language):
        return settings.WAGTAILADMIN_BASE_URL + reverse("signup_manage", args=[token])


# --- writing ------------------------------------------------------------------------------------------------


def _uses_up(nonce: uuid.UUID) -> str:
    """The key of the mail that a rendered form led to: it is unique, so one form leads to one mail about one person."""
    return f"signup.form:{nonce}"


def that_used_up(nonce: uuid.UUID) -> OutgoingEmail | None:
    """The mail that this rendered form led to; kept without its words when the data is erased."""
    return OutgoingEmail.objects.filter(dedupe_key=_uses_up(nonce)).first()


def confirmed(signup: SignUp, nonce: uuid.UUID) -> OutgoingEmail:
    """The mail that says so; about another sign-up if the same form was sent at once for another date."""
    return _queue("signup.confirmed", signup, key=_uses_up(nonce))


def waiting(signup: SignUp, nonce: uuid.UUID | None = None) -> OutgoingEmail:
    """On the waiting list, by the form with this nonce, as above; without one, on it again."""
    return _queue("signup.waiting", signup, cause=_turn(signup), key=_uses_up(nonce) if nonce else None)


def offered(signup: SignUp) -> OutgoingEmail:
    return _queue("signup.offered", signup, cause=_turn(signup))


def offer_lapsed(signup: SignUp) -> OutgoingEmail:
    return _queue("signup.offer_lapsed", signup, cause=_turn(signup))


def offer_accepted(signup: SignUp) -> OutgoingEmail:
    """They have a place now, which they waited for or asked for again."""
    return _queue("signup.confirmed", signup, cause=f"after waiting, {_turn(signup)}")


def reminder(signup: SignUp) -> OutgoingEmail:
    """One for each day that the date was ever on."""
    return _queue("signup.reminder", signup, cause=f"{signup.occasion.day:%Y-%m-%d}")


def not_reached(signup: SignUp) -> OutgoingEmail:
    return _queue("signup.not_reached", signup)


def _turn(signup: SignUp) -> str:
    """Each turn on the waiting list has its own mails: somebody may wait again."""
    return str(signup.position)


def already_signed_up(
    signup: SignUp, nonce: uuid.UUID, language: str, *, uses_up: bool, seen: str, number: int
) -> OutgoingEmail:
    """Somebody signed up again with this address. Only its owner hears that they were on the list.

    `uses_up`: the form is used up, as it is by a newcomer; the mail may be another's, as above. `seen` and `number`
    are what the page said, which it says again when the form is sent twice.
    """
    key = _uses_up(nonce) if uses_up else None
    cause = str(nonce)
    return _queue("signup.already_signed_up", signup, cause=cause, language=language, key=key, seen=seen, number=number)


def cancelled(signup: SignUp, *, by_staff: bool) -> OutgoingEmail:
    return _queue("signup.cancelled", signup, cause="", by_staff=by_staff)


def date_cancelled(signup: SignUp) -> OutgoingEmail:
    return _queue("signup.date_cancelled", signup, cause="")


def date_changed(signup: SignUp) -> OutgoingEmail:
    """One mail a person and change, however often the page is published; only the latest change leaves."""
    sequence = signup.occasion.ical_sequence
    return _queue("signup.date_changed", signup, cause=str(sequence), sequence=sequence)


def lost_link(signup: SignUp, nonce: uuid.UUID, language: str) -> OutgoingEmail:
    return _queue("signup.lost_link", signup, cause=str(nonce), language=language)


def _queue(
    kind: str, signup: SignUp, *, cause: str = "", language: str | None = None, key: str | None = None, **about: Any
) -> OutgoingEmail:
    # The event may have been handed over in this transaction: whose it is is read anew.
    whose = Event.objects.values_list("responsible_organisation__translation_key", flat=True)
    return outbox.queue(
        kind,
        to=signup.email,
        language=language or signup.language,
        dedupe_key=key or f"{kind}:{signup.pk}:{cause}",
        about={"signup": signup.pk, **about},
        organisation_key=whose.get(occasions=signup.occasion_id),
    )


# --- as things are now, when a mail is written and again just before it leaves --------------------------------


def _signup_of(email: OutgoingEmail) -> SignUp | None:
    return (
        SignUp.objects.filter(pk=email.about.get("signup"), anonymised_at=None)
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
    occasion = signup.occasion
    return {
        "signup": signup,
        "occasion": occasion,
        "event": describe(occasion, email.language),
        "online": signup.places.way == Way.ONLINE,
        "has_place": signup.state == SignUp.State.CONFIRMED,
        "waits": signup.state == SignUp.State.WAITING,
        "had_place": signup.confirmed_at is not None,
        "postponed": occasion.status == Occasion.Status.POSTPONED,
        "manage_url": manage_url(signup, email.language),
        "by_staff": email.about.get("by_staff", False),
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
    """Not to who cancelled, nor for a date that was cancelled, put off or moved, nor once it has begun."""
    signup = _signup_of(email)
    if signup is None or signup.state != SignUp.State.CONFIRMED:
        return False
    occasion = signup.occasion
    same_day = email.dedupe_key.endswith(f":{occasion.day:%Y-%m-%d}")
    begun = occasion.starts_at is not None and occasion.starts_at <= timezone.now()
    return occasion.status == Occasion.Status.SCHEDULED and same_day and not begun


def _is_the_latest_change(email: OutgoingEmail) -> bool:
    """A date that moved again needs one mail, not one a move: the newest says it all."""
    signup = _signup_of(email)
    if signup is None or not _is_on_the_list(email):
        return False
    now = signup.occasion.ical_sequence
    return bool(email.about.get("sequence", now) == now)  # a mail of an earlier release does not say


def _is_off_the_list(email: OutgoingEmail) -> bool:
    signup = _signup_of(email)
    if signup is None or signup.state in SignUp.State.active():
        return False
    # Signed up again in the meantime, with the same address: a cancellation would take it out of their calendar.
    again = SignUp.objects.active().filter(occasion=signup.occasion, email_key=signup.email_key)
    return not again.exists()


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
        "already_signed_up": _is_on_the_list,
        "lost_link": _is_on_the_list,
        "date_changed": _is_the_latest_change,
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
    for name, wanted in still_wanted.items():
        more = {"attachments": files[name]} if name in files else {}
        kinds.register(kinds.Kind(f"signup.{name}", still_wanted=wanted, context=_words, **more))
