"""The outbox of the site under load, seen from beside it. Django is set up already."""

import time
from datetime import timedelta

from tools.faults.ledger import Delivered
from tools.layout import Layout

#: Longer than any lease and any turn of a job.
LONG = timedelta(minutes=20)


def leases_run_out() -> int:
    """As if nobody had worked for LONG. Call it while no worker runs; how many mails one had in hand when it died.

    Else every kill would cost three minutes of waiting for the lease of whoever was killed.
    """
    from django.apps import apps
    from django.db.models import F

    from corner.models import JobRun, OutgoingEmail

    in_hand: int = OutgoingEmail.objects.filter(state=OutgoingEmail.State.SENDING, lease_until__gt=_now()).count()
    for model in apps.get_models():
        if any(field.name == "lease_until" for field in model._meta.get_fields()):
            rows = model._default_manager.filter(lease_until__isnull=False)
            rows.update(lease_until=F("lease_until") - LONG)
    JobRun.objects.filter(last_started__isnull=False).update(last_started=F("last_started") - LONG)
    return in_hand


def wait_until_left(at_most: timedelta = timedelta(minutes=7)) -> float:
    """Seconds until no mail waits of those that wait now, or until `at_most` is over."""
    from corner.models import OutgoingEmail

    began = time.monotonic()
    newest = OutgoingEmail.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    while OutgoingEmail.objects.waiting().filter(pk__lte=newest).exists():
        if time.monotonic() - began > at_most.total_seconds():
            break
        time.sleep(0.5)
    return time.monotonic() - began


def delivered(layout: Layout) -> list[Delivered]:
    """Every mail that the mail server took, as often as it did."""
    return [Delivered(str(mail["To"]).strip(), str(mail["Message-ID"]).strip()) for mail in layout.mails()]


def _now():  # type: ignore[no-untyped-def]
    from django.utils import timezone

    return timezone.now()
