"""What a fault left out of the search, in it, or on the disk is put right within a day."""

import os
import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from corner import jobs, lost_files, mending

pytestmark = pytest.mark.django_db


def found(words):
    return [page.title for page in get_search_backend().search(words, Page)]


def test_what_a_lost_signal_left_out_is_found_again(make_information_page):
    """In this suite nothing is put into the search by itself: each page is one whose signal was lost."""
    make_information_page("Orchards of Southampton")
    assert found("orchards") == []
    mending.mend_indexes()
    mending.mend_indexes()
    assert found("orchards") == ["Orchards of Southampton"]


def test_what_was_changed_without_a_signal_is_found_by_its_new_words(make_information_page):
    page = make_information_page("Orchards")
    mending.mend_indexes()
    Page.objects.filter(pk=page.pk).update(title="Meadows")
    mending.mend_indexes()
    assert (found("orchards"), found("meadows")) == ([], ["Meadows"])


def test_what_was_deleted_leaves_the_search(make_information_page):
    page = make_information_page("Orchards")
    mending.mend_indexes()
    Page.objects.filter(pk=page.pk).update(live=True)
    entries = IndexEntry.objects.filter(object_id=str(page.pk))
    assert entries.exists()
    entries.update(object_id="999999")
    mending.mend_indexes()
    assert not IndexEntry.objects.filter(object_id="999999").exists()


def test_what_a_page_uses_is_known_again(make_event, make_organisation):
    event = make_event("Tea", responsible_organisation=make_organisation("Group"))
    ReferenceIndex.objects.all().delete()
    mending.mend_indexes()
    assert ReferenceIndex.objects.filter(object_id=str(event.pk)).exists()


def test_one_that_cannot_be_mended_stops_no_other(make_information_page, monkeypatch):
    poison, fine = make_information_page("Poison"), make_information_page("Orchards")
    backend = get_search_backend()
    add = type(backend).add

    def fail(self, thing):
        if thing.pk == poison.pk:
            raise ValueError(thing.title)
        return add(self, thing)

    monkeypatch.setattr(type(backend), "add", fail)
    with pytest.raises(mending.NotAllMended, match=rf"page {poison.pk} \(ValueError in test_mending.py"):
        mending.mend_indexes()
    assert found("orchards") == [fine.title]


# --- files ------------------------------------------------------------------------------------------------------


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def store(name, days=2):
    default_storage.save(name, ContentFile(b"x"))
    at = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(default_storage.path(name), (at, at))
    return name


def test_a_file_that_nothing_names_is_deleted_and_no_other(media):
    (picture,) = get_image_model().objects.bulk_create(
        [get_image_model()(title="A tree", width=1, height=1, file=store("original_images/tree.jpg", days=9))]
    )
    lost = [store("original_images/a.jpg"), store("images/a.width-400.avif"), store("documents/plan.pdf")]
    being_written, elsewhere = store("original_images/b.jpg", days=0), store("exports/c.csv")
    lost_files.delete_lost_files()
    assert not any(default_storage.exists(name) for name in lost)
    assert all(default_storage.exists(name) for name in (picture.file.name, being_written, elsewhere))


def test_when_it_would_be_surprisingly_much_nothing_is_deleted(media, monkeypatch):
    """An empty database beside a full store: somebody is in the middle of a restore."""
    monkeypatch.setattr(lost_files, "SURPRISING", 3)
    names = [store(f"images/{number}.jpg") for number in range(4)]
    with pytest.raises(lost_files.SurprisinglyMany, match="4 of 4"):
        lost_files.delete_lost_files()
    assert all(default_storage.exists(name) for name in names)


def test_a_site_without_files_is_fine(media):
    lost_files.delete_lost_files()


def test_the_worker_knows_of_both():
    assert {"mend-indexes", "delete-lost-files"} <= {job.name for job in jobs.registered()}


# --- tasks ------------------------------------------------------------------------------------------------------


def test_nothing_of_ours_is_a_task():
    """A task that is killed is never taken up again (safety.md 6): our own work is in the outbox and in jobs."""
    from django.conf import settings

    backends = {backend["BACKEND"] for backend in settings.TASKS.values()}
    assert backends == {"django_tasks.backends.immediate.ImmediateBackend"}, "a queue that forgets would need more"
    rooms = settings.BASE_DIR.glob("*/apps.py")
    folders = [settings.SITE_DIR / "corner", *(path.parent for path in rooms)]
    sources = [path for folder in folders for path in folder.rglob("*.py")]
    assert len(sources) > 100
    tasks = re.compile(r"^\s*(?:from|import) django_tasks|@task\b", re.MULTILINE)
    assert [path.name for path in sources if tasks.search(path.read_text())] == []
