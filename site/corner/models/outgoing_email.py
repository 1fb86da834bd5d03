"""The outbox: mail is written down in the transaction that causes it, and leaves later."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingEmailQuerySet(models.QuerySet):
    def due(self) -> "OutgoingEmailQuerySet":
        """What the worker may take now: queued and due, or claimed by a sender whose lease has run out."""
        now = timezone.now()
        return self.filter(
            models.Q(state=OutgoingEmail.State.QUEUED, next_try__lte=now)
            | models.Q(state=OutgoingEmail.State.SENDING, lease_until__lt=now)
        )

    def waiting(self) -> "OutgoingEmailQuerySet":
        return self.filter(state__in=[OutgoingEmail.State.QUEUED, OutgoingEmail.State.SENDING])


class OutgoingEmail(models.Model):
    """One message to one person, in their language. The row is the truth; times are UTC.

    At least once: a sender that dies leaves a lease that runs out, and the same Message-ID goes again.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting to be sent")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not sent")
        DROPPED = "dropped", _("no longer needed")

    dedupe_key = models.CharField(max_length=200, unique=True, help_text="One cause, one mail: kind, thing and change.")
    kind = models.CharField(max_length=60, help_text="A name registered in corner.mail.kinds.")
    language = models.CharField(max_length=10)
    to = models.EmailField()
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    #: What the mail is about, as ids only: {"signup": 12}. The kind builds attachments from it when sending.
    about = models.JSONField(default=dict)
    #: Whose data it is: the organisation's translation_key. Staff see only their own organisation's mail.
    organisation_key = models.UUIDField(null=True, blank=True, db_index=True)
    message_id = models.CharField(max_length=120, unique=True)

    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    created_at = models.DateTimeField(default=timezone.now)
    next_try = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing e-mail")
        verbose_name_plural = _("outgoing e-mail")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["state", "next_try"])]
        # Whose data it is, a membership says (contacts.models.membership); whether it is shown at all, this right.
        permissions = [("see_personal_data", _("Can see personal data of the organisations they work for"))]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display()})"

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        if not self.message_id:
            self.message_id = f"<{uuid.uuid4()}@coproduction-corner>"
        super().save(*args, **kwargs)
