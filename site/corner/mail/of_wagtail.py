"""What Wagtail writes to staff (a page waits for approval, is approved, has a comment) goes through the outbox.

Left alone, Wagtail sends it at once, inside the request and inside the transaction of an approval: a mail server that
is slow holds up everybody who wants to write to the database, and one that refuses the login turns an approval into an
error page. The words are in `templates/wagtailadmin/notifications/`.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from wagtail.admin import mail

from corner.mail import kinds, outbox

KIND = "staff.notice"


class IntoTheOutbox(BaseEmailBackend):
    """Writes each message down for the worker, in the transaction that is open."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            for to in message.recipients():
                outbox.queue(
                    KIND,
                    to=to,
                    language=settings.LANGUAGE_CODE,
                    dedupe_key=f"{KIND} {uuid.uuid4()}",
                    context={"subject_line": message.subject, "text": str(message.body)},
                )
        return len(messages)


def _connection(**options: Any) -> IntoTheOutbox:
    return IntoTheOutbox()


def wire_mail_of_wagtail() -> None:
    """Called once, when the site starts."""
    kinds.register(kinds.Kind(KIND))
    mail.get_connection = _connection
