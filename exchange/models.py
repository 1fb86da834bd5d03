"""A sheet that somebody has sent and looked at, until it is applied."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: A sheet may hold names of people. Who has not applied it by then sends it again.
KEPT_FOR = timedelta(days=1)


def end_date() -> datetime:
    """When a sheet that is sent now is deleted."""
    return timezone.now() + KEPT_FOR


class Upload(models.Model):
    """The rows of one sheet and what was shown to come of them. Deleted when applied, and at `expires_at` anyway.

    Kept here and not sent along with the form: a browser would carry hundreds of rows with names there and back, and
    a row can be used once, by one person, and be deleted (docs/decisions/0015).
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    #: [{"line": 3, "cells": {"title": "Talking in pairs"}}]: `line` is the number that a spreadsheet shows.
    rows = models.JSONField()
    #: What the person was shown (`planning.plan`). It is worked out again at the end, and has to be the same.
    plan = models.JSONField()
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=end_date, db_index=True)

    class Meta:
        verbose_name = _("sheet that was sent")
        verbose_name_plural = _("sheets that were sent")

    def __str__(self) -> str:
        return f"{self.kind}, {self.sent_at:%Y-%m-%d %H:%M}"
