"""A mail to everybody who has a place, some days before (the event's `reminder_days`)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from corner import jobs
from corner.models.site_settings import MOST_REMINDER_DAYS
from events import mails
from events.holding import again_when_locked, hold
from events.models import Occasion, SignUp


def remind_due() -> None:
    """Write the reminders that are due. Safe to repeat: each date is done once for each day that it is on."""
    now = timezone.now()
    soon = Occasion.objects.filter(
        status=Occasion.Status.SCHEDULED,
        reminder_days__gt=0,
        starts_at__gt=now,
        starts_at__lte=now + timedelta(days=MOST_REMINDER_DAYS, hours=1),  # a day may have 25 hours
    )
    for occasion in soon:
        if jobs.stopping.is_set():
            return
        if _since(occasion):
            _remind(occasion.pk)


def _since(occasion: Occasion) -> datetime | None:
    """The moment from which on its reminders are due; None when they are not, or were written."""
    starts_at = occasion.starts_at
    if starts_at is None or occasion.status != Occasion.Status.SCHEDULED or occasion.reminded_of == occasion.day:
        return None
    # Days of the clock on the wall: at the same hour, also where the clocks change in between.
    since = timezone.localtime(starts_at) - timedelta(days=occasion.reminder_days)
    return since if since <= timezone.now() < starts_at else None


@again_when_locked
def _remind(key: int) -> None:
    with transaction.atomic():
        occasion = hold(key)
        since = _since(occasion) if occasion else None
        if occasion is None or since is None:
            return
        # Whoever got a place only now has just had the mail that says so.
        has_place = SignUp.objects.filter(state=SignUp.State.CONFIRMED, anonymised_at=None, confirmed_at__lt=since)
        for signup in has_place.filter(occasion=occasion):
            signup.occasion = occasion
            mails.reminder(signup)
        occasion.reminded_of = occasion.day
        occasion.save(update_fields=["reminded_of"])
