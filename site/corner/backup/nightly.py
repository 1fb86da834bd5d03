"""The worker's backup, every night at two by the clocks of London."""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from corner import jobs
from corner.backup.making import finished, made_at, make

AT = time(2)


def register() -> None:
    """Call it in `AppConfig.ready()`. Without BACKUP_DIR there is nothing to do, and nothing that looks done."""
    if settings.BACKUP_DIR:
        # Asked for more often than once a day: what failed, or was missed, is tried again in the next hour.
        jobs.register("backup", back_up_if_due, every=timedelta(hours=1), longest=timedelta(hours=6))


def back_up_if_due() -> None:
    """Make tonight's backup, unless it is there. Raises BackupFailed."""
    backups = Path(settings.BACKUP_DIR)
    there = finished(backups)
    if not there or made_at(there[-1]) < last_night(timezone.now()):
        make(backups)


def last_night(now: datetime) -> datetime:
    """The last time that it was two o'clock. Where clocks skip that hour or have it twice, London's do it at one."""
    local = now.astimezone(timezone.get_default_timezone())
    today = local.replace(hour=AT.hour, minute=0, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)
