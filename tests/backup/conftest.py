"""A site with an event, somebody who signed up, and files; and a folder for its backups."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from corner.backup import making, sealing
from corner.backup.restoring import restore
from tests import baseline


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Nobody else's files; and never the developer's own database."""
    baseline.insist_on_test_database()
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()


@pytest.fixture
def backups(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def amina(make_event, date_of, signed_up):
    """Somebody with a place, and a picture and a document on the site."""
    default_storage.save("original_images/amina.jpg", ContentFile(b"a picture of a table"))
    default_storage.save("documents/list.txt", ContentFile(b"a list"))
    return signed_up(date_of(make_event()), name="Amina", email="amina@example.org")


@pytest.fixture
def pair(tmp_path):
    """A public key, and the file with its secret key."""
    secret, public = sealing.new_pair()
    file = tmp_path / "secret.txt"
    file.write_text(f"# keep me\n{secret}\n")
    return public, file


@pytest.fixture
def put_back():
    """Restore a backup over what is there: `put_back(folder)`."""

    def put(folder, opener=None, **options):
        return restore(folder, opener or sealing.Opener(), **{"replace": True, "say": lambda line: None, **options})

    return put


@pytest.fixture
def forwards(monkeypatch):
    """The next backup is made so much later than the last: `forwards(hours=1)`."""
    from datetime import timedelta

    from corner.backup import manifest

    begun = manifest.now()

    def forward(**by):
        monkeypatch.setattr(making.manifest, "now", lambda: begun + timedelta(**by))

    return forward
