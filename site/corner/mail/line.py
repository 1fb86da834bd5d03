"""The line to the mail server: one connection for many mails, while nothing goes wrong on it.

Connecting, encrypting and signing in take longer than handing a mail over. But what a server does to one mail must not
touch the next: after any trouble the line is hung up, and the next mail gets a new one.
"""

import logging
import smtplib
from types import TracebackType

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)

#: Mails after which the line is hung up by ourselves: many servers cut off whoever sends a hundred on one connection.
MOST_MAILS = 50


class Line:
    """`with Line() as line:`, and `line.take()` for each mail. Hung up at the end of the block."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None
        self._mails = 0

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.hang_up()

    def take(self) -> BaseEmailBackend:
        """A connection that is open and answers. Raises SMTPException or OSError when there is none to be had."""
        if self._backend and (self._mails >= MOST_MAILS or not _answers(self._backend)):
            self.hang_up()
        if self._backend is None:
            backend = get_connection()
            backend.open()
            self._backend, self._mails = backend, 0
        self._mails += 1
        return self._backend

    def hang_up(self) -> None:
        """The mail in hand was taken or not by now: a server that hangs or is gone at this point changes nothing."""
        backend, self._backend = self._backend, None
        if backend is None:
            return
        try:
            backend.close()
        except (smtplib.SMTPException, OSError):
            logger.info("The mail server did not say goodbye.")


def _answers(backend: BaseEmailBackend) -> bool:
    """Whether the server is still at the other end: it may have hung up while the next mail was being written."""
    connection = getattr(backend, "connection", None)
    if not isinstance(connection, smtplib.SMTP):
        return True  # mails as files, or in memory
    try:
        return connection.noop()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False
