"""Writes what people need anew with today's key: after the first ACCESS_NEEDS_KEY, a new one, or none any more."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from events.models import AccessNeed

FIELDS = ["question", "asked", "answer", "reply_words"]


class Command(BaseCommand):
    help = "Encrypts access needs with ACCESS_NEEDS_KEY. Earlier keys may be taken away afterwards. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for key in AccessNeed.objects.values_list("pk", flat=True):
            with transaction.atomic():  # each by itself: somebody may be signing up
                need = AccessNeed.objects.select_for_update().filter(pk=key).first()
                if need:
                    need.save(update_fields=FIELDS)
                    done += 1
        self.stdout.write(f"Written anew: what people need, {done} rows.")
