"""The worker's small regular jobs."""

import logging
from datetime import timedelta

from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from corner import failures
from corner.models import Attempt, AuditEntry
from corner.scheduled import NOT_PUBLISHED, NOT_UNPUBLISHED, note_not_done

logger = logging.getLogger(__name__)

#: How long hashed addresses are kept for limits (signups.md, "Retention").
KEEP_ATTEMPTS = timedelta(days=2)
#: How long it is known who did what (signups.md, "Retention").
KEEP_AUDIT = timedelta(days=365)


class NotAllPublished(failures.Plain):
    """Some scheduled pages were refused, or failed; the others are done."""


def publish_scheduled() -> None:
    """Publish and unpublish what staff have scheduled, as Wagtail's command does, but each by itself.

    Wagtail's stops at the first page that may not go live, and leaves all later ones undone. A refused page stays a
    draft and is tried again at the next turn, until staff complete it or take the time away; they read of it in its
    history and on the admin's first screen (`corner.scheduled`).
    """
    undone = []
    for item in _expired():
        if not _each(item, _unpublish):
            undone.append(f"{item._meta.model_name} {item.pk}")
            if isinstance(item, Page):
                note_not_done(item, NOT_UNPUBLISHED)
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    for revision in due:
        if not _each(revision, _publish):
            undone.append(f"{revision.content_type.model} {revision.object_id}")
            if isinstance(page := revision.content_object, Page):
                note_not_done(page, NOT_PUBLISHED, revision)
    if undone:
        raise NotAllPublished(f"Not published or unpublished as scheduled: {', '.join(undone)}")


def _expired() -> list[DraftStateMixin]:
    models = [Page, *(m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page))]
    now = timezone.now()
    return [
        item for model in models for item in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
    ]


def _publish(revision: Revision) -> None:
    # Somebody may have published it by hand, or taken the time away, since the list was made.
    if Revision.objects.filter(pk=revision.pk, approved_go_live_at__lt=timezone.now()).exists():
        revision.publish(log_action="wagtail.publish.scheduled")


def _unpublish(item: DraftStateMixin) -> None:
    item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _each(item, act) -> bool:  # type: ignore[no-untyped-def]
    """Whether `act` worked on this one; a failure is logged and undone, and touches no other."""
    try:
        with transaction.atomic():
            act(item)
    except Exception as error:
        logger.error("Scheduled change of %s %s failed: %s", item._meta.model_name, item.pk, failures.trace(error))
        return False
    return True


def delete_old_attempts() -> None:
    """Forget who tried what: the limits only ever look back a day."""
    Attempt.objects.filter(at__lt=timezone.now() - KEEP_ATTEMPTS).delete()


def delete_old_audit_entries() -> None:
    """Forget who did what, a year after."""
    AuditEntry.objects.filter(at__lt=timezone.now() - KEEP_AUDIT).delete()


def clear_sessions() -> None:
    """Delete sessions of staff that have run out."""
    call_command("clearsessions")
