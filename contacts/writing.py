"""Writing to somebody: the one service of every contact form. Message and mail are written in one transaction."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from contacts import keeping
from contacts.models import Message, PrivateAddress
from corner import audit
from corner.languages.config import BY_CODE, direction, lang_tag
from corner.mail import kinds, outbox
from corner.models import OutgoingEmail, SiteSettings

Kind = Message.Kind

#: Their words leave with no mail: few may read them, and the network's mailbox is read by many.
READ_IN_THE_ADMIN = (Kind.COMPLAINT, Kind.REMOVAL)


@dataclass(frozen=True)
class Letter:
    """What somebody wrote, already validated. `page`: for whom it is, or what it is about."""

    kind: Kind
    nonce: uuid.UUID
    language: str
    page: Page | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    text: str = ""


def sent_before(nonce: uuid.UUID) -> bool:
    """Whether this rendered form has been sent: a second press sends nothing more."""
    return Message.objects.filter(nonce=nonce).exists()


@transaction.atomic
def send(letter: Letter) -> Message:
    """Keep the message and queue its mail; the same form sent again gives the message that is there."""
    key = letter.page.translation_key if letter.page else None
    own = PrivateAddress.objects.filter(subject_key=key).first() if key and letter.kind == Kind.PAGE else None
    message = Message(
        kind=letter.kind,
        nonce=letter.nonce,
        page_key=key,
        is_forwarded=own is not None,
        name=letter.name,
        email=letter.email,
        phone=letter.phone,
        text=letter.text,
        language=letter.language,
        due_on=_due_on(letter.kind),
    )
    message.erase_after = keeping.erase_after(message)
    fields = [field.attname for field in Message._meta.fields if field.name not in ("id", "nonce")]
    kept, is_new = Message.objects.get_or_create(
        nonce=letter.nonce, defaults={name: getattr(message, name) for name in fields}
    )
    if is_new:
        audit.record("message.received", kept, kind=kept.kind)
        _queue(kept, letter, own.email if own else SiteSettings.load().email)
    return kept


def _due_on(kind: Kind) -> date | None:
    """The last day on which an answer is in time; None where none is promised."""
    days = {Kind.COMPLAINT: "complaint_days", Kind.REMOVAL: "removal_days"}.get(kind)
    return timezone.localdate() + timedelta(days=getattr(SiteSettings.load(), days)) if days else None


def _queue(message: Message, letter: Letter, to: str) -> OutgoingEmail:
    """To whoever is to answer, in English, with the sender's words in the language that they are in.

    Nothing goes to the sender. Who sends a copy to the address that was typed lets anybody have the site write their
    words to strangers (docs/decisions/0014); the page after sending says what happens next.
    """
    in_the_admin = message.kind in READ_IN_THE_ADMIN
    context = {
        "message": message,
        "about": letter.page.title if letter.page else "",
        "about_url": letter.page.full_url if letter.page else "",
        "admin_url": settings.WAGTAILADMIN_BASE_URL + reverse("messages:inspect", args=[message.pk]),
        "written_in": BY_CODE[message.language].name if message.language in BY_CODE else message.language,
        "words_lang": lang_tag(message.language),
        "words_dir": direction(message.language),
    }
    return outbox.queue(
        "contact.task" if in_the_admin else "contact.message",
        to=to,
        reply_to="" if in_the_admin else message.email,
        language=settings.LANGUAGE_CODE,
        dedupe_key=f"contact:{message.nonce}",
        about={"message": message.pk},
        context=context,
    )


def _is_kept(email: OutgoingEmail) -> bool:
    return Message.objects.filter(pk=email.about.get("message")).exists()


def register_kinds() -> None:
    """Called once, in `AppConfig.ready()`. What was erased before it left does not leave."""
    kinds.register(kinds.Kind("contact.message", still_wanted=_is_kept))
    kinds.register(kinds.Kind("contact.task", still_wanted=_is_kept))


@transaction.atomic
def mark_answered(message: Message, user: object) -> bool:
    """Note who answered it, and when; from then on its days are counted. False when somebody was quicker."""
    now = timezone.now()
    marked = Message.objects.filter(pk=message.pk, answered_at=None).update(answered_at=now, answered_by=user)
    if not marked:
        return False
    message.refresh_from_db()
    Message.objects.filter(pk=message.pk).update(erase_after=keeping.erase_after(message))
    audit.record("message.answered", message, user)
    return True
