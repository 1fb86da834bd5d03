"""Sending what is in the outbox: at least once, in any number of processes, whatever the mail server does.

A mail is claimed by a conditional UPDATE with a lease. A sender that dies leaves a lease that runs out, and the same
Message-ID goes again. No transaction is open while the mail server is spoken to.
"""

import logging
import re
import smtplib
import time
import uuid
from datetime import timedelta

from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from corner import failures, jobs, troubles
from corner.mail import kinds, outbox
from corner.mail.line import Line
from corner.mail.message import build
from corner.models import OutgoingEmail
from corner.once import remembering

logger = logging.getLogger(__name__)

State = OutgoingEmail.State

#: How long one sender may be busy with one mail.
LEASE = timedelta(minutes=5)
#: Minutes to wait after each try that failed for a passing reason: 24 hours in all, then staff are shown the mail.
BACK_OFF = (1, 5, 15, *[60] * 24)
#: After this long a run ends, so that the worker's other jobs get their turn; what is left goes in the next run.
BUSY_AT_MOST = timedelta(seconds=60)
#: A run that began its last mail just then, with a server that answers each word only before its time-out.
LONGEST_RUN = timedelta(minutes=3)


class ServerAway(failures.Plain):
    """No mail can leave at present: the server cannot be reached, or does not accept us. No mail is to blame."""


class Refused(failures.Plain):
    """The server will never take this mail. The text is its code, without its words, which quote the address."""


def send_due() -> int:
    """Send what is due, the longest waiting first; how many left. Ends early when the worker is asked to stop.

    A mail that cannot be sent never stops the others. When the server itself is away, the run ends, and each next run
    asks it again: mail leaves within moments of its coming back.
    """
    sent = 0
    ends = time.monotonic() + BUSY_AT_MOST.total_seconds()
    with Line() as line:
        for pk in OutgoingEmail.objects.due().order_by("next_try", "pk").values_list("pk", flat=True)[:1000]:
            if jobs.stopping.is_set() or time.monotonic() > ends:
                break
            email = _claim(pk)
            if email is None:
                continue
            try:
                with remembering():  # each mail anew: a page may be restricted while a thousand leave
                    sent += _handle(email, line)
            except ServerAway as error:
                _put_back(email, str(error))
                troubles.note(troubles.Kind.MAIL)
                logger.warning("The mail server is away: %s", error)
                break
    return sent


def _claim(pk: int) -> OutgoingEmail | None:
    """The mail, if it is still due and this sender was first."""
    lease = uuid.uuid4()
    claimed = (
        OutgoingEmail.objects.due()
        .filter(pk=pk)
        .update(state=State.SENDING, lease=lease, lease_until=timezone.now() + LEASE, attempts=F("attempts") + 1)
    )
    return OutgoingEmail.objects.get(pk=pk) if claimed else None


def _handle(email: OutgoingEmail, line: Line) -> bool:
    """Send a claimed mail, or write down why not; whether it left. Raises ServerAway."""
    if email.attempts > len(BACK_OFF) + 1:
        # Every sender died on it and none came to writing that down.
        _finish(email, State.FAILED, "given up")
        return False
    try:
        if not kinds.get(email.kind).still_wanted(email):
            _finish(email, State.DROPPED)
            return False
        _make_true(email)
        _deliver(email, line)
    except ServerAway:
        raise
    except (Refused, BadHeaderError) as error:
        _finish(email, State.FAILED, failures.describe(error))
        return False
    except Exception as error:  # one poison mail must not stop the queue (safety.md 9)
        _try_later(email, _code(error) or failures.describe(error))
        return False
    _finish(email, State.SENT)
    return True


def _make_true(email: OutgoingEmail) -> None:
    """What leaves says how things are now, and the row says what left."""
    if outbox.write_anew(email):
        # Not into a row that was emptied in the meantime because somebody's data was erased.
        OutgoingEmail.objects.filter(pk=email.pk, lease=email.lease, state=State.SENDING).update(
            subject=email.subject, text=email.text, html=email.html
        )


def _deliver(email: OutgoingEmail, line: Line) -> None:
    """Hand the mail over. After anything but success the line is hung up (`corner.mail.line` says why)."""
    message = build(email)
    try:
        connection = line.take()
    except (smtplib.SMTPException, OSError) as error:
        raise ServerAway(_code(error) or type(error).__name__) from error
    try:
        _hand_over(message, connection)
    except BaseException:
        line.hang_up()
        raise


def _hand_over(message: EmailMultiAlternatives, connection: BaseEmailBackend) -> None:
    """Raises Refused, ServerAway, or whatever passing trouble there is."""
    try:
        if not connection.send_messages([message]):
            raise Refused("no recipient")
    except smtplib.SMTPSenderRefused as error:
        if error.smtp_code != 552:  # too large; anything else is about us, not about this mail
            raise ServerAway(_code(error)) from error
        raise Refused(_code(error)) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Refused("the server cannot take this address") from error
    except smtplib.SMTPException as error:
        if _code(error).startswith("5"):
            raise Refused(_code(error)) from error
        raise


def _code(error: Exception) -> str:
    """The server's codes, such as "550 5.1.1", or nothing. Its words quote the address, so they are left out."""
    words: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return ""
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else str(words)
    detail = re.match(r"[245]\.\d{1,3}\.\d{1,3}\b", text)
    return f"{code} {detail[0]}" if detail else str(code)


def _try_later(email: OutgoingEmail, why: str) -> None:
    if email.attempts > len(BACK_OFF):
        _finish(email, State.FAILED, why)
        return
    wait = timedelta(minutes=BACK_OFF[email.attempts - 1])
    _finish(email, State.QUEUED, why, next_try=timezone.now() + wait)


def _put_back(email: OutgoingEmail, why: str) -> None:
    """As if it had not been tried: an evening without a mail server must not use up a mail's tries."""
    _finish(email, State.QUEUED, why, attempts=F("attempts") - 1)


def _finish(email: OutgoingEmail, state: State, why: str = "", **fields: object) -> None:
    """Give the claim up with this outcome, unless the lease ran out and somebody else has the mail now."""
    if state == State.SENT:
        fields["sent_at"] = timezone.now()
    if state == State.FAILED:
        logger.error("Mail %s cannot be sent: %s", email.pk, why)
    OutgoingEmail.objects.filter(pk=email.pk, lease=email.lease).update(
        state=state, lease=None, lease_until=None, last_error=why, **fields
    )
