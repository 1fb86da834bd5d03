"""A mail to everybody who came, from the morning after: thank you, here is what happened, and how was it?"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from corner import jobs
from corner.clock import to_utc
from events import mails
from events.holding import again_when_locked, hold
from events.models import Attendee, Occasion, SignUp
from events.source_pages import source_page_of
from events.terms import last_day

#: Clock time in Europe/London: nobody's phone rings at night.
MORNING = time(9)
#: So long the mail waits for the record, from that morning on; then it goes, and says where the record will stand.
WAIT_FOR_RECORD = timedelta(days=7)
#: Thanks that come later than this after the end are no thanks any more.
LATEST = timedelta(days=14)


def thank_due() -> None:
    """Write the thanks that are due. Safe to repeat: each date is done once."""
    today = timezone.localdate()
    ended = Occasion.objects.filter(
        status=Occasion.Status.SCHEDULED,
        month_only=False,
        thanked_at=None,
        day__gte=today - LATEST - timedelta(days=1),
        day__lte=today,
    )
    for occasion in ended.select_related("event"):
        if jobs.stopping.is_set():
            return
        if _is_due(occasion):
            _thank(occasion.pk)


def came(occasion: Occasion) -> QuerySet[SignUp]:
    """Parties that had a place and of which at least one person was not noted as missing."""
    there = Attendee.objects.exclude(attendance=Attendee.Attendance.DID_NOT_COME)
    had_place = SignUp.objects.filter(occasion=occasion, state=SignUp.State.CONFIRMED, anonymised_at=None)
    return had_place.filter(Exists(there.filter(signup=OuterRef("pk"))))


def ended_at(occasion: Occasion) -> datetime:
    """When it was over; without a clock time for its end, when its day was."""
    return occasion.ends_at or to_utc(datetime.combine(last_day(occasion) + timedelta(days=1), time(0)))


def _is_due(occasion: Occasion) -> bool:
    now = timezone.now()
    if occasion.status != Occasion.Status.SCHEDULED or occasion.month_only or occasion.thanked_at:
        return False
    ended = ended_at(occasion)
    morning = _morning_after(ended)
    if not morning <= now <= ended + LATEST:
        return False
    page = source_page_of(occasion.event)
    return bool(page and page.live and page.record) or now >= morning + WAIT_FOR_RECORD


def _morning_after(end: datetime) -> datetime:
    """The first nine o'clock after the end (UTC)."""
    local = timezone.localtime(end)
    day = local.date() if local.time() <= MORNING else local.date() + timedelta(days=1)
    return to_utc(datetime.combine(day, MORNING))


@again_when_locked
def _thank(key: int) -> None:
    with transaction.atomic():
        occasion = hold(key)
        if occasion is None or not _is_due(occasion):
            return
        for signup in came(occasion).exclude(email="", phone=""):
            signup.occasion = occasion
            mails.thanks(signup)
        occasion.thanked_at = timezone.now()
        occasion.save(update_fields=["thanked_at"])
