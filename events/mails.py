"""Mail about sign-ups: written to the outbox in the transaction that causes it, in the person's language.

The calendar file is made from the occasion's state when the mail leaves, and a mail that has become untrue in the
meantime does not leave at all (signups.md, "Mail").
"""

import uuid
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from corner import links
from corner.mail import kinds, outbox
from corner.models import OutgoingEmail
from events import calendars
from events.describing import describe
from events.models import Occasion, SignUp, Way

MANAGE = "signup.manage"


def manage_url(signup: SignUp, language: str | None = None) -> str:
    """The full address of the page where the person sees and cancels their sign-up. Only they may know it."""
    token = links.sign(MANAGE, signup.uuid, signup.token_version)
    with translation.override(language or signup.language):
        return settings.WAGTAILADMIN_BASE_URL + reverse("signup_manage", args=[token])


# --- writing ------------------------------------------------------------------------------------------------


def confirmed(signup: SignUp) -> OutgoingEmail:
    return _queue("signup.confirmed", signup, cause="")


def already_signed_up(signup: SignUp, nonce: uuid.UUID, language: str) -> OutgoingEmail:
    """Somebody signed up again with this address. Only its owner hears that they were on the list."""
    return _queue("signup.already_signed_up", signup, cause=str(nonce), language=language)


def cancelled(signup: SignUp, *, by_staff: bool) -> OutgoingEmail:
    return _queue("signup.cancelled", signup, cause="", by_staff=by_staff)


def date_cancelled(signup: SignUp) -> OutgoingEmail:
    return _queue("signup.date_cancelled", signup, cause="")


def date_changed(signup: SignUp) -> OutgoingEmail:
    """One mail a person and change, however often the page is published."""
    return _queue("signup.date_changed", signup, cause=str(signup.occasion.ical_sequence))


def lost_link(signup: SignUp, nonce: uuid.UUID, language: str) -> OutgoingEmail:
    return _queue("signup.lost_link", signup, cause=str(nonce), language=language)


def _queue(kind: str, signup: SignUp, *, cause: str, language: str | None = None, **context: Any) -> OutgoingEmail:
    language = language or signup.language
    # The occasion may be held and changed in this transaction: what the mail says is read anew.
    occasion = Occasion.objects.select_related("event__source_locale", "event__responsible_organisation", "venue").get(
        pk=signup.occasion_id
    )
    return outbox.queue(
        kind,
        to=signup.email,
        language=language,
        dedupe_key=f"{kind}:{signup.pk}:{cause}",
        context={
            "signup": signup,
            "occasion": occasion,
            "event": describe(occasion, language),
            "online": signup.places.way == Way.ONLINE,
            "postponed": occasion.status == Occasion.Status.POSTPONED,
            "manage_url": manage_url(signup, language),
            **context,
        },
        about={"signup": signup.pk},
        organisation_key=occasion.event.responsible_organisation.translation_key,
    )


# --- just before sending ------------------------------------------------------------------------------------


def _signup_of(email: OutgoingEmail) -> SignUp | None:
    return (
        SignUp.objects.filter(pk=email.about.get("signup"), anonymised_at=None)
        .select_related(
            "occasion__event__source_locale", "occasion__event__responsible_organisation", "occasion__venue", "places"
        )
        .first()
    )


def _has_a_place(email: OutgoingEmail) -> bool:
    signup = _signup_of(email)
    return bool(
        signup and signup.state in SignUp.State.active() and signup.occasion.status != Occasion.Status.CANCELLED
    )


def _has_no_place(email: OutgoingEmail) -> bool:
    signup = _signup_of(email)
    if signup is None or signup.state in SignUp.State.active():
        return False
    # Signed up again in the meantime, with the same address: a cancellation would take it out of their calendar.
    again = SignUp.objects.active().filter(occasion=signup.occasion, email_key=signup.email_key)
    return not again.exists()


def _invitation(email: OutgoingEmail) -> list[kinds.Attachment]:
    signup = _signup_of(email)
    return [calendars.invitation(signup, email.language)] if signup else []


def _cancellation(email: OutgoingEmail) -> list[kinds.Attachment]:
    signup = _signup_of(email)
    return [calendars.cancellation(signup, email.language)] if signup else []


def register_kinds() -> None:
    """Called once, when the room is ready."""
    for name in ("confirmed", "already_signed_up", "date_changed"):
        kinds.register(kinds.Kind(f"signup.{name}", attachments=_invitation, still_wanted=_has_a_place))
    for name in ("cancelled", "date_cancelled"):
        kinds.register(kinds.Kind(f"signup.{name}", attachments=_cancellation, still_wanted=_has_no_place))
    kinds.register(kinds.Kind("signup.lost_link", still_wanted=_has_a_place))
