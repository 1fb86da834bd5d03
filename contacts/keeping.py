"""How long messages are kept, what is held about an address, and taking it out (signups.md, "Retention").

`events.retention` and `events.person` call this: one job and one screen for all personal data.
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from contacts.models import Message, PersonPage, PrivateAddress
from corner.forgetting import withdrawn_long_ago
from corner.mail.keeping import NO_WORDS
from corner.models import OutgoingEmail, SiteSettings

#: What nobody has marked as answered counts as answered so many days after it came: no data is without an end.
LONGEST_OPEN = 365


def erase_after(message: Message) -> date:
    """The last day on which the message is kept. What went to somebody's own address is answered from there."""
    terms = SiteSettings.load()
    is_complaint = message.kind == Message.Kind.COMPLAINT
    days = terms.keep_complaint_days if is_complaint else terms.keep_message_days
    came = timezone.localdate(message.received_at)
    if message.answered_at:
        ended = timezone.localdate(message.answered_at)
    else:
        ended = came if message.is_forwarded else came + timedelta(days=LONGEST_OPEN)
    return ended + timedelta(days=days)


def follow_terms() -> None:
    """Write all end dates anew: the terms may have changed. Safe to repeat."""
    for message in Message.objects.only("kind", "received_at", "answered_at", "is_forwarded", "erase_after"):
        if (day := erase_after(message)) != message.erase_after:
            Message.objects.filter(pk=message.pk).update(erase_after=day)


def messages_due() -> QuerySet[Message]:
    return Message.objects.filter(erase_after__lt=timezone.localdate())


def mails_about(messages: QuerySet[Message]) -> QuerySet[OutgoingEmail]:
    """Mails that carry these messages."""
    ids = list(messages.values_list("pk", flat=True))
    return OutgoingEmail.objects.filter(kind__startswith="contact.", about__message__in=ids)


def people_due() -> QuerySet[PersonPage]:
    """Pages of people who took their consent back, in every language. Readers have not seen them since that day."""
    return PersonPage.objects.filter(translation_key__in=withdrawn_long_ago().order_by().values("subject_key"))


def delete_people() -> int:
    """Delete them, with their revisions; how many pages."""
    found = list(people_due())
    for page in found:
        # A page above has taken its children along.
        if still := PersonPage.objects.filter(pk=page.pk).first():
            still.delete()
    return len(found)


@transaction.atomic
def erase(messages: QuerySet[Message]) -> int:
    """Take the messages out, with the words of their mails. What has not left does not leave."""
    mails = mails_about(messages)
    mails.waiting().update(state=OutgoingEmail.State.DROPPED)  # type: ignore[attr-defined]
    mails.update(**NO_WORDS)
    count, _by_model = messages.delete()
    return count


def messages_of(email: str) -> QuerySet[Message]:
    """What somebody wrote from this address."""
    address = email.strip()
    return Message.objects.filter(~Q(email=""), email__iexact=address)


def addresses_of(email: str) -> QuerySet[PrivateAddress]:
    """Pages whose messages go to this address."""
    return PrivateAddress.objects.filter(email__iexact=email.strip())


def addresses() -> QuerySet:
    """Every address that somebody wrote from, or that messages go to: one column."""
    written = Message.objects.order_by().values_list("email", flat=True)
    return written.union(PrivateAddress.objects.order_by().values_list("email", flat=True))


def everything_about(email: str) -> list[dict[str, Any]]:
    """The messages as plain data: names of fields in English, moments as ISO 8601."""
    return [
        {
            "about": message.kind,
            "name": message.name,
            "email": message.email,
            "phone": message.phone,
            "text": message.text,
            "language": message.language,
            "received_at": message.received_at.isoformat(),
            "answered_at": message.answered_at.isoformat() if message.answered_at else None,
            "deleted_after": message.erase_after.isoformat(),
        }
        for message in messages_of(email)
    ]
