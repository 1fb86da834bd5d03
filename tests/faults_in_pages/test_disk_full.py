"""The disk is full: reading goes on, writing is refused in words, nothing is half written, then all goes on."""

import os
import resource
import shutil
import sqlite3
import subprocess
from contextlib import ExitStack, closing, contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from corner import troubles
from corner.models import OutgoingEmail, Trouble
from events.models import SignUp
from tests.faults_in_pages.conftest import lead_astray

ROOM = 800 * 1024  # bytes that are left
pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="The disk of PostgreSQL is the server's; its error is in test_away.py."
)


class Disk:
    """A folder with little room, and a way to make more."""

    def __init__(self, folder, make_room):
        self.folder, self.make_room = folder, make_room


@contextmanager
def small_disk(folder, size):
    """A file system of its own; only where this machine lets us mount one."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk; the limit of file sizes is tried in its place")
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here; the limit of file sizes is tried in its place")
    try:
        yield lambda: subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)
    finally:
        connection.close()
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def small_files(_folder, size):
    """No file of this process grows above a limit: what the system answers is nearly the same."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(params=[small_disk, small_files], ids=["a small disk", "a limit for files"])
def little_room(request, transactional_db, tmp_path, monkeypatch):
    """Moves the database, with all that the test has put into it, to where there is little room."""
    monkeypatch.setattr(troubles, "_counted", type(troubles._counted)())

    @contextmanager
    def move():
        here = tmp_path / "site.sqlite3"
        size = ROOM if request.param is small_files else Path(connection.settings_dict["NAME"]).stat().st_size + ROOM
        with ExitStack() as stack:
            if request.param is small_disk:
                make_room = stack.enter_context(small_disk(tmp_path, size))
            copy_database(here)
            if request.param is small_files:  # what stops is the log of writes beside the database
                make_room = stack.enter_context(small_files(tmp_path, size))
            stack.enter_context(lead_astray({"NAME": str(here)}))
            yield Disk(tmp_path, make_room)

    return move


def copy_database(to):
    """As it is, with what is still in its log of writes."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as old:
        old.execute("VACUUM INTO ?", [str(to)])


def press_until_refused(visits, most=200):
    """What came back; the last one was refused."""
    answers = []
    for number in range(most):
        visits.open()
        answers.append(visits.press("send", email=f"guest{number}@example.org"))
        if answers[-1].status_code == 503:
            return answers
        assert answers[-1].status_code == 303, answers[-1].status_code
    raise AssertionError("the disk was never full")


def test_no_sign_up_that_was_acknowledged_is_lost(make_event, visit, visitor, little_room):
    page = make_event(capacity=500, dates=None)
    guest = visit(page)
    guest.client = visitor
    settings_limits(500)
    with little_room() as disk:
        *acknowledged, refused = press_until_refused(guest)
        assert acknowledged
        assert "We cannot save anything just now" in refused.content.decode()
        assert refused.headers["Retry-After"]
        assert SignUp.objects.count() == OutgoingEmail.objects.count() == len(acknowledged)
        assert all(visitor.get(path).status_code == 200 for path in (page.url, "/", guest.url)), "reading goes on"
        # What is counted is written down after some seconds, should there be room for it.
        assert troubles._counted[troubles.Kind.DISK] or Trouble.objects.filter(kind=troubles.Kind.DISK).exists()
        disk.make_room()
        assert guest.press("send").status_code == 303, "the same form again"
        assert SignUp.objects.count() == len(acknowledged) + 1
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)


def settings_limits(many):
    """So many sign-ups from one address are nothing unusual here."""
    from corner.models import SiteSettings

    site = SiteSettings.load()
    site.limit_per_address = site.limit_per_email = many
    site.save()


def photo():
    """Larger than the room that is left."""
    file = BytesIO()
    Image.effect_noise((1400, 1400), 90).convert("RGB").save(file, "JPEG", quality=92)
    assert ROOM < file.tell() < settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    return SimpleUploadedFile("table.jpg", file.getvalue(), content_type="image/jpeg")


def test_an_upload_without_room_says_so_and_leaves_nothing(home, administrator, visitor, little_room, settings):
    visitor.force_login(administrator)
    with little_room() as disk:
        settings.MEDIA_ROOT = disk.folder / "media"
        before = files_in(settings.MEDIA_ROOT)
        answer = visitor.post(reverse("wagtailimages:add"), {"title": "Table", "file": photo(), "collection": 1})
        assert answer.status_code == 503
        assert files_in(settings.MEDIA_ROOT) == before, "no half of a picture"
        assert not get_image_model().objects.filter(title="Table").exists()
        disk.make_room()
        answer = visitor.post(reverse("wagtailimages:add"), {"title": "Table", "file": photo(), "collection": 1})
        assert answer.status_code == 302
        assert get_image_model().objects.filter(title="Table").exists()


def files_in(folder):
    return sorted(str(path) for path in Path(folder).rglob("*") if path.is_file())
