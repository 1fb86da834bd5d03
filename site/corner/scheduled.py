"""Pages that go live, or leave, at a time that staff have set: checked when they set it, and never lost in silence.

The worker publishes them (`corner.chores`). Between the two a page can become unready, because somebody takes back a
consent, say. Then it stays as it is, its history says so, and the admin's first screen says why until it is mended.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.permissions import page_permission_policy

from corner.languages.finished import refuse_unfinished
from corner.publishing import PublishingGate

#: The worker comes every minute; after this long something is in its way.
GRACE = timedelta(minutes=5)
NOT_PUBLISHED = "corner.publish.not_done"
NOT_UNPUBLISHED = "corner.unpublish.not_done"


def refuse_unready(page: Any) -> None:
    """When a page is given a time to go live: what would be refused then is refused now, while somebody is there.

    The form asks too; this is for pages that are approved or published without it. Raises ValidationError.
    """
    if isinstance(page, PublishingGate) and page.go_live_at and page.go_live_at > timezone.now():  # type: ignore[attr-defined]
        page.refuse_unready()


def note_not_done(page: Page, action: str, revision: Revision | None = None) -> None:
    """In the page's history, once for each time that was set; the worker tries again every minute.

    The reason is not kept: it may quote somebody, and what is missing may have changed by the time it is read.
    """
    known = PageLogEntry.objects.filter(page=page.pk, action=action, revision=revision)
    if page.expire_at and action == NOT_UNPUBLISHED:
        known = known.filter(timestamp__gte=page.expire_at)
    if not known.exists():
        log(page, action, revision=revision)


@dataclass(frozen=True)
class Overdue:
    """A page whose time has passed. `reasons` say what is missing; none: it only waits for the worker."""

    title: str
    url: str
    at: datetime
    leaves: bool
    reasons: list[str]


def overdue_for(user: Any) -> list[Overdue]:
    """What was not done at its time, as far as `user` may publish it; what waits longest first."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "publish")
    return sorted([*_not_published(pages), *_not_unpublished(pages)], key=lambda each: each.at)


def _not_published(pages: Any) -> Iterator[Overdue]:
    late = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now() - GRACE)
    found = {str(page.pk): page for page in pages.filter(pk__in=[int(revision.object_id) for revision in late])}
    for revision in late:
        if page := found.get(revision.object_id):
            yield _overdue(page, revision.approved_go_live_at, leaves=False, reasons=reasons_of(revision))


def _not_unpublished(pages: Any) -> Iterator[Overdue]:
    for page in pages.filter(live=True, expire_at__lt=timezone.now() - GRACE):
        yield _overdue(page, page.expire_at, leaves=True, reasons=[])


def _overdue(page: Page, at: datetime, *, leaves: bool, reasons: list[str]) -> Overdue:
    title = page.get_admin_display_title()
    return Overdue(title, reverse("wagtailadmin_pages:edit", args=[page.pk]), at, leaves, reasons)


def reasons_of(revision: Revision) -> list[str]:
    """What stands against publishing it at this moment, in words for staff."""
    page = revision.as_object()
    try:
        refuse_unfinished(page)
        if isinstance(page, PublishingGate):
            page.refuse_unready()
    except ValidationError as error:
        return error.messages
    except Exception:
        return [_("The site could not put it together. Open it and press Publish: then it says more.")]
    return []
