"""Services that take mail over https (`corner.settings.mail`): Anymail speaks to them, and here their no is understood.

What they answer quotes addresses, so of an error only its kind and its numbers go on; and it goes on as what the outbox
knows from mail servers: everything waits, this mail is refused, or this mail is tried again.
"""

from collections.abc import Sequence
from typing import Any

from anymail.backends import brevo, mailgun, postmark
from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.core.mail import EmailMessage
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError, SSLError

from corner import failures
from corner.mail.sending import Refused, ServerAway

#: Our account or our sender is not accepted, or there is too much at once: no mail is to blame.
ABOUT_US = {401, 402, 403, 404, 407, 408, 425, 429, 502, 503, 504}
#: The same, where Postmark says 422 to everything: sender unknown or unconfirmed, no credit, account not approved.
POSTMARK_ABOUT_US = {400, 401, 405, 412, 413}


class NotNow(failures.Plain):
    """The service did not take this mail, and may take it later."""


class Understood:
    """Put it before one of Anymail's backends: it raises ServerAway, Refused or NotNow, and nothing of its own."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        try:
            return int(super().send_messages(messages))  # type: ignore[misc]
        except AnymailError as error:
            meant = meaning(error)
        raise meant  # not inside: what it came from quotes the address


class Postmark(Understood, postmark.EmailBackend):
    """Postmark, asked to keep our Message-ID: a mail that goes twice is then seen to be one."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            message.extra_headers["X-PM-KeepID"] = "true"
        return super().send_messages(messages)


class Mailgun(Understood, mailgun.EmailBackend):
    """Mailgun, in America or Europe."""


class Brevo(Understood, brevo.EmailBackend):
    """Brevo."""


def meaning(error: AnymailError) -> ServerAway | Refused | NotNow:
    """What the outbox is to do about it."""
    if isinstance(error, AnymailRecipientsRefused):
        return Refused("the service refuses this address")
    if not isinstance(error, AnymailAPIError):
        return Refused(type(error).__name__)  # a mail that it cannot be told of
    status = getattr(error, "status_code", None)
    if status is None:
        return _without_an_answer(error)
    detail = _number_in(error)
    said = f"HTTP {status} ({detail})" if detail else f"HTTP {status}"
    if status in ABOUT_US or (status == 422 and detail in POSTMARK_ABOUT_US):
        return ServerAway(said)
    return Refused(said) if 400 <= status < 500 else NotNow(said)


def _without_an_answer(error: AnymailError) -> ServerAway | NotNow:
    """Nobody was there; or somebody was, and fell silent over this mail, which must not hold up the others."""
    cause = error.__cause__
    inner = cause.args[0] if cause and cause.args else None
    reason = getattr(inner, "reason", None)
    name = type(reason or cause or error).__name__
    nobody_there = isinstance(reason, NewConnectionError | ConnectTimeoutError | SSLError)
    return ServerAway(name) if nobody_there else NotNow(name)


def _number_in(error: AnymailError) -> int | None:
    """Postmark's own number of an error; its words are left out."""
    response: Any = getattr(error, "response", None)
    try:
        number = response.json().get("ErrorCode")
    except (AttributeError, ValueError):
        return None
    return number if isinstance(number, int) else None
