"""What Wagtail and its companions would keep for ever of something that is gone: names in histories, old words, drafts.

All of it is the worker's, is safe to repeat, and runs after retention. What is still there keeps its history.
"""

from datetime import timedelta
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import ModelLogEntry, Page, PageLogEntry, UploadedFile
from wagtail_localize.models import String, Template

from corner.models import ConsentRecord, Picture, Receipt, SiteSettings

#: Who deleted what can be read by name for so long; afterwards only that something was deleted.
KEEP_NAMES_OF_DELETED = timedelta(days=30)
#: A file whose form was never finished, and what somebody was typing when they looked at a preview.
KEEP_UNFINISHED = timedelta(days=1)
#: How long it can be shown that somebody's wish was met: as long as they may complain of it in court (six years).
KEEP_RECEIPTS = timedelta(days=6 * 365)
#: How long a withdrawn consent says why somebody was shown.
KEEP_WITHDRAWN = timedelta(days=365)


def forget_names_of_deleted() -> None:
    """Take names and titles out of the histories of what was deleted a while ago."""
    before = timezone.now() - KEEP_NAMES_OF_DELETED
    pages = PageLogEntry.objects.filter(timestamp__lt=before).exclude(label="", data={})
    pages.exclude(page_id__in=Page.objects.values("pk")).update(label="", data={})
    others = ModelLogEntry.objects.filter(timestamp__lt=before).exclude(label="", data={})
    for kind in ContentType.objects.filter(pk__in=others.order_by().values("content_type")):
        model = kind.model_class()
        entries = others.filter(content_type=kind)
        if model is not None:
            there = {str(key) for key in model._default_manager.values_list("pk", flat=True)}
            ids = set(entries.values_list("object_id", flat=True)) - there
            entries = entries.filter(object_id__in=ids)
        entries.update(label="", data={})
    # Django's own admin is not used here; whatever wrote into its log did not mean it to stay.
    LogEntry.objects.filter(action_time__lt=before).delete()


def forget_words_of_deleted() -> None:
    """Delete words that wagtail-localize keeps of things that were deleted; what still translates something stays."""
    String.objects.filter(segments=None).exclude(translations__context__isnull=False).delete()
    Template.objects.filter(segments=None).delete()


def forget_unfinished() -> None:
    """Delete what staff began and left: typed words kept for a preview, uploads without their form, open editors."""
    FormState.objects.stale().delete()
    EditingSession.objects.filter(last_seen_at__lt=timezone.now() - KEEP_UNFINISHED).delete()
    for upload in UploadedFile.objects.all():
        if _age_of_file(upload) > KEEP_UNFINISHED:
            upload.file.delete(save=False)
            upload.delete()


def _age_of_file(upload: UploadedFile) -> timedelta:
    """The row has no date of its own. A file that is gone is old enough."""
    try:
        return timezone.now() - upload.file.storage.get_modified_time(upload.file.name)
    except FileNotFoundError:
        return timedelta.max


def forget_avatar(sender: Any, instance: Any, **kwargs: Any) -> None:
    """An account is deleted: the picture that its owner gave goes with it. Wagtail would leave the file."""
    if instance.avatar:
        instance.avatar.delete(save=False)


def withdrawn_long_ago() -> QuerySet[ConsentRecord]:
    """Consents that nobody has renewed since they were withdrawn, past the days of the site's settings."""
    before = timezone.localdate() - timedelta(days=SiteSettings.load().keep_withdrawn_days)
    standing = ConsentRecord.objects.filter(subject_key=OuterRef("subject_key"), withdrawn_on=None)
    later = ConsentRecord.objects.filter(subject_key=OuterRef("subject_key"), withdrawn_on__gte=before)
    return ConsentRecord.objects.filter(~Exists(standing), ~Exists(later), withdrawn_on__lt=before)


def pictures_due() -> QuerySet[Picture]:
    """Pictures that no reader sees any more because somebody in them took their consent back."""
    return Picture.objects.filter(
        is_withheld=True, consent_key__in=withdrawn_long_ago().order_by().values("subject_key")
    )


def delete_pictures() -> int:
    """Delete them, with their files and renditions; how many."""
    found = list(pictures_due())
    for picture in found:
        picture.delete()
    return len(found)


def forget_consents() -> None:
    """Delete consents that were withdrawn a year ago, and those about a page or picture that is gone."""
    about_nothing = ~Exists(Page.objects.filter(translation_key=OuterRef("subject_key"))) & ~Exists(
        Picture.objects.filter(consent_key=OuterRef("subject_key"))
    )
    old = Q(withdrawn_on__lt=timezone.localdate() - KEEP_WITHDRAWN)
    ConsentRecord.objects.filter(about_nothing | old).delete()


def forget_receipts() -> None:
    """Delete receipts when nobody can ask for them any more."""
    Receipt.objects.filter(at__lt=timezone.now() - KEEP_RECEIPTS).delete()


def full_text(cursor: Any) -> list[str]:
    """The names of the full text indexes of a SQLite database."""
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%VIRTUAL TABLE%fts5%'")
    return [table for (table,) in cursor.fetchall()]


def merge_full_text(cursor: Any) -> None:
    """Merge the parts of each full text index of a SQLite database: only then are its deleted words gone."""
    for table in full_text(cursor):
        cursor.execute(f'INSERT INTO "{table}"("{table}") VALUES (\'optimize\')')  # noqa: S608  a name from the schema


def sweep() -> None:
    """Have SQLite let go of bytes that are deleted: a full text index keeps old words until its parts are merged, and
    the write-ahead log until it is written anew. What rows leave free is overwritten at once (`secure_delete`)."""
    if connection.vendor != "sqlite":
        return  # PostgreSQL's own vacuum does it (docs/data-protection.md)
    with connection.cursor() as cursor:
        merge_full_text(cursor)
        if not connection.in_atomic_block:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def forget_leftovers() -> None:
    """All of the above that has no due date of its own to be shown: the worker's, once a day."""
    forget_names_of_deleted()
    forget_words_of_deleted()
    forget_unfinished()
    forget_consents()
    forget_receipts()
    sweep()
