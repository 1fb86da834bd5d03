"""What is left of somebody who was erased: enough to do it again after a restore, and to prove that it was done."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Tombstone(models.Model):
    """Something was erased before its time. It says which only to who has it already: a keyed hash, no name."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, help_text="A name registered in corner.tombstones.")
    hashed = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    is_mirrored = models.BooleanField(default=False, help_text="A copy of it stands outside the database.")

    class Meta:
        verbose_name = "tombstone"
        verbose_name_plural = "tombstones"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Receipt(models.Model):
    """What was handed out or erased when somebody asked by law: counts only, and a keyed hash of whose it was."""

    class Deed(models.TextChoices):
        HANDED_OUT = "handed-out", "Handed out"
        ERASED = "erased", "Erased"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    deed = models.CharField(max_length=10, choices=Deed.choices)
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hashed = models.CharField(max_length=64, db_index=True, help_text="Of the address: found only by who knows it.")
    counts = models.JSONField(default=dict, help_text="How many rows of each kind.")

    class Meta:
        verbose_name = "receipt"
        verbose_name_plural = "receipts"
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {self.at:%Y-%m-%d}"
