"""Writing a mail down: in the transaction that causes it, so that neither is ever there without the other."""

import re
import uuid
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template import Context, Engine
from django.utils import translation

from corner.languages.config import BY_CODE
from corner.mail import kinds
from corner.models import OutgoingEmail, SiteSettings
from corner.text import clean_line, clean_text

_LONGEST_SUBJECT = OutgoingEmail._meta.get_field("subject").max_length
_LONGEST_KEY = OutgoingEmail._meta.get_field("dedupe_key").max_length or 0


def queue(
    kind: str,
    *,
    to: str,
    language: str,
    dedupe_key: str,
    context: dict[str, Any] | None = None,
    about: dict[str, Any] | None = None,
    organisation_key: uuid.UUID | None = None,
    reply_to: str = "",
    is_new: bool = False,
) -> OutgoingEmail:
    """Write a mail of this kind to the outbox, in the person's language. The worker sends it after the commit.

    Call it inside the transaction that makes the mail necessary. `dedupe_key` names the cause: queuing the same key
    again writes nothing and gives the mail that is there. `about` is ids only, for the kind's functions when sending;
    `organisation_key` (a translation_key) says whose staff may see that it was sent; `is_new`: the caller has just
    looked for the key, and there is none. Templates get `context`, or what the kind's own `context` finds where none
    is given, and `site_name`, `site_url`, `site_settings`, `language` and `direction`; they are
    not escaped in the text parts.
    Raises UnknownKind, and TemplateDoesNotExist when the kind lacks a template.
    """
    known = kinds.get(kind)
    if len(dedupe_key) > _LONGEST_KEY:
        raise ValueError(f"A dedupe key has at most {_LONGEST_KEY} characters.")
    if not is_new and (existing := OutgoingEmail.objects.filter(dedupe_key=dedupe_key).first()):
        return existing
    email = OutgoingEmail(
        dedupe_key=dedupe_key,
        kind=kind,
        language=language if language in BY_CODE else settings.LANGUAGE_CODE,
        to=clean_line(to),
        reply_to=clean_line(reply_to),
        about=about or {},
        organisation_key=organisation_key,
        message_id=f"<{uuid.uuid4()}@{_mail_domain()}>",
    )
    if context is None:
        context = known.context(email) if known.context else {}
    _write(email, known, context)
    try:
        with transaction.atomic():  # a savepoint: a key that somebody else just wrote must not break the caller's
            email.save(force_insert=True)
    except IntegrityError:
        return OutgoingEmail.objects.get(dedupe_key=dedupe_key)
    return email


def preview(kind: str, language: str, context: dict[str, Any]) -> OutgoingEmail:
    """A mail of this kind to look at: its words as they would be, to nobody. Nothing is saved."""
    email = OutgoingEmail(kind=kind, language=language)
    _write(email, kinds.get(kind), context)
    return email


def write_anew(email: OutgoingEmail) -> bool:
    """Make the words say how things are now, where the kind knows how; whether they changed. Nothing is saved."""
    kind = kinds.get(email.kind)
    if kind.context is None:
        return False
    before = (email.subject, email.text, email.html)
    _write(email, kind, kind.context(email))
    return (email.subject, email.text, email.html) != before


def _write(email: OutgoingEmail, kind: kinds.Kind, context: dict[str, Any]) -> None:
    """Fill in subject, text and HTML, in the mail's language."""
    site_settings = SiteSettings.current()
    with translation.override(email.language):
        everything = {
            "site_name": site_settings.name,
            "site_url": settings.WAGTAILADMIN_BASE_URL,
            "site_settings": site_settings,
            "language": email.language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            **context,
        }
        subject = _render(kind.template("subject.txt"), everything, escape=False)
        text = _render(kind.template("body.txt"), everything, escape=False)
        html = _render(kind.template("body.html"), {**everything, "subject": clean_line(subject)}, escape=True)
    email.subject = clean_line(subject)[:_LONGEST_SUBJECT]
    email.text = re.sub(r"\n{3,}", "\n\n", clean_text(text)) + "\n"
    email.html = clean_text(html) + "\n"


def _render(template: str, context: dict[str, Any], *, escape: bool) -> str:
    """Only HTML is escaped: in a plain text, O'Neill stays O'Neill."""
    return Engine.get_default().get_template(template).render(Context(context, autoescape=escape))


def _mail_domain() -> str:
    """What follows the @ in a Message-ID: the domain that mail comes from, or the site's own name."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return domain if "." in domain else urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
