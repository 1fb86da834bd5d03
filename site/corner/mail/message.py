"""Turning a row of the outbox into a message."""

from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase

from django.core.mail import EmailMultiAlternatives

from corner.mail import kinds
from corner.models import OutgoingEmail


def build(email: OutgoingEmail) -> EmailMultiAlternatives:
    """The message as it leaves now; what is attached is made from the state of things at this moment."""
    message = EmailMultiAlternatives(
        subject=email.subject,
        body=email.text,
        to=[email.to],
        reply_to=[email.reply_to] if email.reply_to else None,
        headers={
            "Message-ID": email.message_id,
            "Content-Language": email.language,
            # Robots that answer for people on holiday leave such mail alone (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
    )
    if email.html:
        message.attach_alternative(email.html, "text/html")
    for name, content, content_type in kinds.get(email.kind).attachments(email):
        message.attach(_part(name, content, content_type))
    return message


def _part(name: str, content: bytes, content_type: str) -> MIMEBase:
    """A file as base64, so that no server on the way changes a line of it. Parameters of the type are kept."""
    header = Message()
    header["Content-Type"] = content_type
    part = MIMEBase(header.get_content_maintype(), header.get_content_subtype())
    for parameter, value in header.get_params(failobj=[])[1:]:
        part.set_param(parameter, value)
    if part.get_content_maintype() == "text" and part.get_param("charset") is None:
        part.set_param("charset", "utf-8")
    part.set_payload(content)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part
