"""A mail to everybody who has a place, some days before (the event's `reminder_days`)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from corner import jobs
from events import mails
from events.holding import again_when_locked, hold
from events.models import Occasion, SignUp

LONGEST = 14  # days; what staff may choose


def remind_due() -> None:
    """Write the reminders that are due. Safe to repeat: each date is done once for each day that it is on."""
    now = timezone.now()
    soon = Occasion.objects.filter(
        ~Q(reminded_of=F("day")) | Q(reminded_of=None),
        status=Occasion.Status.SCHEDULED,
        reminder_days__gt=0,
        starts_at__gt=now,
        starts_at__lte=now + timedelta(days=LONGEST),
    )
    for occasion in soon:
        if jobs.stopping.is_set():
            return
        if _is_due(occasion):
            _remind(occasion.pk)


def _is_due(occasion: Occasion) -> bool:
    starts_at = occasion.starts_at
    return starts_at is not None and starts_at - timedelta(days=occasion.reminder_days) <= timezone.now() < starts_at


@again_when_locked
def _remind(key: int) -> None:
    with transaction.atomic():
        occasion = hold(key)
        if occasion is None or not _is_due(occasion) or occasion.status != Occasion.Status.SCHEDULED:
            return
        if occasion.reminded_of == occasion.day or occasion.starts_at is None:
            return
        # Whoever got a place only now has just had the mail that says so.
        since = occasion.starts_at - timedelta(days=occasion.reminder_days)
        has_place = SignUp.objects.filter(state=SignUp.State.CONFIRMED, anonymised_at=None, confirmed_at__lt=since)
        for signup in has_place.filter(occasion=occasion).exclude(email=""):
            signup.occasion = occasion
            mails.reminder(signup)
        occasion.reminded_of = occasion.day
        occasion.save(update_fields=["reminded_of"])
