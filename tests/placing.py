"""Pages put into the tree of a test at a third of what publishing costs.

Wagtail saves a new page three times until it is live, and looks it up, validates and indexes it each time. Nearly every
test needs pages and few ask how they came to be. So their rows are written once, as they are after publishing
(`tests/test_placing.py` compares them); the gate, the signals, the reference index and search stay. The log of
what editors did stays empty. What asks for publishing itself uses `publish_as_staff_do`.
"""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from modelsearch.index import insert_or_update_object
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published, published

from tests.fixtures import search

#: A revision is written before its page goes live, and says so.
AS_A_DRAFT = {"live": False, "first_published_at": None, "last_published_at": None}


def place(parent, page):
    """Add `page` live below `parent`, without a revision, and give it back as the database has it."""
    with transaction.atomic():
        _write(parent, page)
    return type(page).objects.get(pk=page.pk)


def publish(parent, page):
    """Add `page` below `parent` with a revision that is live, and give it back as the database has it.

    Receivers run, and events get their dates.
    """
    if page.go_live_at:
        return publish_as_staff_do(parent, page)
    page.first_published_at = page.last_published_at = timezone.now()
    with transaction.atomic():
        _write(parent, page)
        revision = Revision.objects.create(
            content_object=page,
            base_content_type=page.get_base_content_type(),
            content={**page.serializable_data(), **AS_A_DRAFT},
            object_str=str(page),
        )
        Page.objects.filter(pk=page.pk).update(
            latest_revision=revision, live_revision=revision, latest_revision_created_at=revision.created_at
        )
        page = type(page).objects.get(pk=page.pk)
        for signal in (page_published, published):
            signal.send(sender=type(page), instance=page, revision=revision)
    return type(page).objects.get(pk=page.pk)


def publish_as_staff_do(parent, page):
    """What `publish` stands for: a draft is added, and its revision goes live."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@contextmanager
def references_once(find):
    """A block that saves what `find()` gives at its end several times; what it refers to is indexed once."""
    with disable_reference_index_auto_update():
        yield
    ReferenceIndex.create_or_update_for_object(find())


def _write(parent, page):
    """The rows of a new live page. It passes the gate; that what the fixtures make is valid, a test says once."""
    below = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    last = below.order_by("path").values_list("path", flat=True).last() if parent.numchild else None
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    parent.numchild += 1
    page.depth = parent.depth + 1
    page.path = Page(path=last)._inc_path() if last else Page._get_path(parent.path, page.depth, 1)
    page._cached_parent_obj = parent
    page.locale_id = page.locale_id or parent.locale_id
    page.source_locale_id = page.source_locale_id or page.locale_id
    page.refuse_unready()
    page.minimal_clean()
    page.set_url_path(parent)
    with disable_reference_index_auto_update():
        super(Page, page).save()
    if any(ReferenceIndex._extract_references_from_object(page)):
        ReferenceIndex.create_or_update_for_object(page)
    if search.is_kept_up():
        insert_or_update_object(page)
