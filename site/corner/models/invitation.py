"""A way in by mail: for somebody new, or for somebody who lost the phone."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Neither used nor withdrawn; their links may have run out, and can be sent again."""
        return self.filter(used_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """Lets `user`, who has no password, choose one, once. The link is good until `ends_at`, and only the newest is.

    Who is invited and may do what stands in the user, who is there from the start and cannot sign in yet.
    """

    class Reason(models.TextChoices):
        NEW = "new", _("Invited")
        LOST = "lost", _("Sets up again")

    #: How long the link in the mail works: somebody new may be on holiday; whoever lost a phone is on the other line.
    GOOD_FOR = {Reason.NEW: timedelta(days=7), Reason.LOST: timedelta(days=1)}

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=0)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    reason = models.CharField(_("reason"), max_length=4, choices=Reason.choices, default=Reason.NEW)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = [F("sent_at").desc(), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="one_open_invitation_a_user",
            )
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def ends_at(self) -> datetime:
        """When the link that was sent last stops working."""
        return self.sent_at + self.GOOD_FOR[self.Reason(self.reason)]

    @property
    def is_open(self) -> bool:
        """Whether the link works now."""
        waits = self.used_at is None and self.withdrawn_at is None
        return waits and self.user.is_active and timezone.now() < self.ends_at
