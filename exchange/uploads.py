"""Sheets that were sent and not applied: whose they are, and their end."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from exchange.models import Upload


def uploads_of(user: Any) -> QuerySet[Upload]:
    """The sheets that `user` sent and may still apply; nobody sees those of others."""
    return Upload.objects.filter(user=user, expires_at__gt=timezone.now())


def delete_old_uploads() -> None:
    """Forget what nobody applied in time."""
    Upload.objects.filter(expires_at__lte=timezone.now()).delete()
