"""Somebody asked for the link to their place again."""

from django.db import models
from django.utils import timezone


class LostLinkRequest(models.Model):
    """An address as it was asked with, on a list or not, until the worker has looked it up: seconds, as a rule.

    The visitor's request writes this row and looks nothing up, so that how long it takes tells nobody who is coming.
    """

    nonce = models.UUIDField(unique=True, help_text="One request a rendered form, however often it is sent.")
    email = models.EmailField()
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"lost link request {self.pk}"  # never the address: this text reaches logs
