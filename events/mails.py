"""Mail about sign-ups: written to the outbox in the transaction that causes it, in the person's language. For a party
with only a phone it becomes a call to make (`calls.py`); who left neither, as at the door, hears nothing.

What each kind says, and whether it is still wanted when it is about to leave, is in `mail_kinds.py`.
"""

import uuid
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from corner import links
from corner.mail import outbox
from corner.models import OutgoingEmail, SiteSettings
from events import calls
from events.describing import describe
from events.models import CallTask, Event, HostMessage, Occasion, SignUp, Way

MANAGE = "signup.manage"


def manage_url(signup: SignUp, language: str | None = None) -> str:
    """The full address of the page where the person sees and cancels their sign-up. Only they may know it."""
    token = links.sign(MANAGE, signup.uuid, signup.token_version)
    with translation.override(language or signup.language):
        return settings.WAGTAILADMIN_BASE_URL + reverse("signup_manage", args=[token])


def words_about(signup: SignUp, language: str) -> dict[str, Any]:
    """What the templates get, but for what only this person may know. Have what `describe` wants selected with it."""
    occasion = signup.occasion
    return {
        "signup": signup,
        "occasion": occasion,
        "event": describe(occasion, language),
        "online": signup.places.way == Way.ONLINE,
        "has_place": signup.state == SignUp.State.CONFIRMED,
        "waits": signup.state == SignUp.State.WAITING,
        "had_place": signup.confirmed_at is not None,
        "postponed": occasion.status == Occasion.Status.POSTPONED,
    }


def personal_words(signup: SignUp, language: str, about: dict[str, Any]) -> dict[str, Any]:
    """All that the templates of a mail get. `about` is the mail's."""
    more = {"manage_url": manage_url(signup, language), "by_staff": about.get("by_staff", False)}
    return {**words_about(signup, language), **more}


#: What became of it: a mail, a call, or nothing for who cannot be reached.
Written = OutgoingEmail | CallTask | None


def _uses_up(nonce: uuid.UUID) -> str:
    """The key of the mail that a rendered form led to: it is unique, so one form leads to one mail about one person."""
    return f"signup.form:{nonce}"


def that_used_up(nonce: uuid.UUID) -> OutgoingEmail | None:
    """The mail that this rendered form led to; kept without its words when the data is erased."""
    return OutgoingEmail.objects.filter(dedupe_key=_uses_up(nonce)).first()


def confirmed(signup: SignUp, nonce: uuid.UUID) -> Written:
    """The mail that says so; about another sign-up if the same form was sent at once for another date."""
    return _queue("signup.confirmed", signup, key=_uses_up(nonce), is_said=True, is_newcomer=True)


def waiting(signup: SignUp, nonce: uuid.UUID | None = None) -> Written:
    """On the waiting list, by the form with this nonce, as above; without one, on it again."""
    if nonce:
        return _queue("signup.waiting", signup, key=_uses_up(nonce), is_said=True, is_newcomer=True)
    return _queue("signup.waiting", signup, cause=_turn(signup), is_said=True)


def released(signup: SignUp) -> Written:
    """Staff let in who was held: they have a place now, or a turn on the waiting list."""
    kind = "signup.confirmed" if signup.state == SignUp.State.CONFIRMED else "signup.waiting"
    return _queue(kind, signup, cause="released")


def offered(signup: SignUp) -> Written:
    return _queue("signup.offered", signup, cause=_turn(signup))


def offer_lapsed(signup: SignUp) -> Written:
    return _queue("signup.offer_lapsed", signup, cause=_turn(signup))


def offer_accepted(signup: SignUp) -> Written:
    """They have a place now, which they waited for or asked for again."""
    return _queue("signup.confirmed", signup, cause=f"after waiting, {_turn(signup)}", is_said=True)


def reminder(signup: SignUp) -> Written:
    """One for each day that the date was ever on."""
    return _queue("signup.reminder", signup, cause=f"{signup.occasion.day:%Y-%m-%d}")


def needs_answered(signup: SignUp) -> Written:
    """One a day at most, however many of their needs are answered. It holds neither need nor answer."""
    return _queue("signup.needs_answered", signup, cause=f"{timezone.localdate():%Y-%m-%d}")


def thanks(signup: SignUp) -> Written:
    """One for each date, to who came."""
    return _queue("signup.thanks", signup)


def not_reached(signup: SignUp) -> Written:
    return _queue("signup.not_reached", signup)


def _turn(signup: SignUp) -> str:
    """Each turn on the waiting list has its own mails: somebody may wait again."""
    return str(signup.position)


def already_signed_up(
    signup: SignUp, nonce: uuid.UUID, language: str, *, uses_up: bool, seen: str, number: int
) -> Written:
    """Somebody signed up again with this address. Only its owner hears that they were on the list.

    `uses_up`: the form is used up, as it is by a newcomer; the mail may be another's, as above. `seen` and `number`
    are what the page said, which it says again when the form is sent twice.
    """
    key = _uses_up(nonce) if uses_up else None
    cause = str(nonce)
    more: dict[str, Any] = {"seen": seen, "number": number}
    return _queue("signup.already_signed_up", signup, cause=cause, language=language, key=key, is_said=True, **more)


def cancelled(signup: SignUp, *, by_staff: bool) -> Written:
    return _queue("signup.cancelled", signup, cause="", is_said=not by_staff, by_staff=by_staff)


def date_cancelled(signup: SignUp) -> Written:
    return _queue("signup.date_cancelled", signup, cause="")


def date_changed(signup: SignUp) -> Written:
    """One mail a person and change, however often the page is published; only the latest change leaves."""
    sequence = signup.occasion.ical_sequence
    return _queue("signup.date_changed", signup, cause=str(sequence), sequence=sequence)


def host_message(signup: SignUp, message: HostMessage) -> Written:
    """What the host wrote. An answer goes to people, not to the address that mail comes from."""
    address = SiteSettings.load().email
    return _queue("signup.host_message", signup, cause=str(message.pk), reply_to=address, message=message.pk)


def lost_link(signup: SignUp, nonce: uuid.UUID, language: str) -> Written:
    return _queue("signup.lost_link", signup, cause=str(nonce), language=language, is_said=True)


def _queue(
    kind: str,
    signup: SignUp,
    *,
    cause: str = "",
    language: str | None = None,
    key: str | None = None,
    is_said: bool = False,
    is_newcomer: bool = False,
    reply_to: str = "",
    **about: Any,
) -> Written:
    """`is_said`: the person reads it on a page at that moment, or says it on the phone, so that it needs no call.

    `is_newcomer`: whoever signs up at this moment, and has just looked for the mail of this form. Their occasion is
    held and was read in this transaction, so nothing of it is read again.
    """
    key = key or f"{kind}:{signup.pk}:{cause}"
    about = {"signup": signup.pk, **about}
    if not signup.email:
        return calls.add(kind, signup, key, about) if signup.phone and not is_said else None
    return outbox.queue(
        kind,
        to=signup.email,
        language=language or signup.language,
        dedupe_key=key,
        context=personal_words(signup, signup.language, about) if is_newcomer else None,
        about=about,
        reply_to=reply_to,
        organisation_key=_whose(signup, is_newcomer),
        is_new=is_newcomer,
    )


def _whose(signup: SignUp, is_newcomer: bool) -> uuid.UUID:
    """The translation_key of the organisation whose data it is."""
    if is_newcomer:
        return signup.occasion.event.responsible_organisation.translation_key
    # The event may have been handed over in this transaction: whose it is is read anew.
    whose = Event.objects.values_list("responsible_organisation__translation_key", flat=True)
    return whose.get(occasions=signup.occasion_id)
