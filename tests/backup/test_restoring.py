"""What was put away comes back, all of it; what cannot be put back whole is not begun."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from corner.backup import engines, making, opened, sealing
from corner.backup.failed import BackupFailed
from corner.backup.manifest import Manifest, differences
from corner.backup.pool import names_in
from events.models import EventPage, SignUp
from events.person import erase_person

pytestmark = pytest.mark.django_db(transaction=True)


FILLED_ANEW = ("wagtailsearch_", "sqlite_sequence")  # the search index


def now_there():
    return engines.engine().now_holds(connection), {name: default_storage.open(name).read() for name in names_in()}


@pytest.fixture
def kept(amina, backups):
    return making.make(backups)


def test_all_of_it_comes_back(kept, amina, put_back):
    tables, files = now_there()
    SignUp.objects.all().delete()
    EventPage.objects.all().delete()
    default_storage.delete("original_images/amina.jpg")
    Path(default_storage.path("documents/list.txt")).write_bytes(b"something else")
    done = put_back(kept)
    left = [each for each in differences(tables, now_there()[0]) if not each.startswith(FILLED_ANEW)]
    assert left == []
    assert now_there()[1] == files
    assert done.files_written == 2
    assert SignUp.objects.get(pk=amina.pk).email == "amina@example.org"


def test_where_people_are_it_wants_to_be_told(kept, put_back):
    before = now_there()
    with pytest.raises(BackupFailed, match="--replace"):
        put_back(kept, replace=False)
    assert now_there() == before


def test_whoever_was_erased_since_stays_erased(kept, amina, put_back, administrator):
    erase_person("amina@example.org", administrator)
    assert not SignUp.objects.filter(email="amina@example.org").exists()
    done = put_back(kept)
    assert sum(done.erased_again.values()) >= 1
    assert not SignUp.objects.filter(email="amina@example.org").exists()
    assert SignUp.objects.filter(pk=amina.pk).exists(), "the place was given to somebody"


def test_nobody_else_is_erased(kept, amina, put_back):
    """The negative control: with no stone laid, they are back."""
    SignUp.objects.update(name="", email="", email_key="")
    assert sum(put_back(kept).erased_again.values()) == 0
    assert SignUp.objects.filter(email="amina@example.org").exists()


def cut_off(path):
    path.write_bytes(path.read_bytes()[:-100])


def changed(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


DAMAGES = {
    "a database that was cut off": (lambda made: cut_off(next(made.glob("database.*"))), "damaged or cut off"),
    "a database with another byte": (lambda made: changed(next(made.glob("database.*"))), "damaged or cut off"),
    "a database that is not there": (lambda made: next(made.glob("database.*")).unlink(), "is missing"),
    "a list that is not there": (lambda made: next(made.glob("contents.*")).unlink(), "is missing"),
    "a file that is not there": (lambda made: next(made.parent.glob("media*/??/*")).unlink(), "is missing"),
    "a file with another byte": (lambda made: changed(next(made.parent.glob("media*/??/*"))), "is damaged"),
    "no manifest": (lambda made: (made / "manifest.json").unlink(), "is no backup"),
    "half a manifest": (lambda made: cut_off(made / "manifest.json"), "damaged"),
}


@pytest.mark.parametrize("sealed", [False, True], ids=["open", "sealed"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_said_and_nothing_is_touched(amina, backups, settings, pair, put_back, damage, sealed):
    public, secret = pair
    settings.BACKUP_KEYS = [public] if sealed else []
    made = making.make(backups)
    do, words = DAMAGES[damage]
    do(made)
    before = now_there()
    with pytest.raises(BackupFailed, match=words):
        put_back(made, sealing.Opener.from_file(secret if sealed else None))
    assert now_there() == before


def test_a_file_that_cannot_be_written_takes_all_others_back(kept, put_back, monkeypatch):
    for name in list(names_in()):
        default_storage.delete(name)
    before = now_there()
    save, written = default_storage.save, []

    def save_one(name, content):
        if written:
            raise OSError(28, "No space left on device")
        written.append(name)
        return save(name, content)

    monkeypatch.setattr(default_storage, "save", save_one)
    with pytest.raises(BackupFailed, match="disk is full"):
        put_back(kept)
    assert written
    assert now_there() == before


def test_newer_code_is_asked_for(kept, put_back, monkeypatch):
    real = Manifest.read(kept)
    newer = Manifest(**{**vars(real), "migrations": [*real.migrations, "events.9999_later"], "version": "9.9.9"})
    newer.write(kept)
    with pytest.raises(BackupFailed, match=r"newer code \(version 9.9.9"):
        put_back(kept)


def test_another_kind_of_database_is_not_tried(kept, put_back):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    Manifest(**{**vars(Manifest.read(kept)), "database": other}).write(kept)
    with pytest.raises(BackupFailed, match="move_database"):
        put_back(kept)


def test_another_secret_key_is_noticed(kept, put_back, settings):
    assert put_back(kept).same_key
    settings.SECRET_KEY, old = "quite another", settings.SECRET_KEY
    assert not Manifest.read(kept).has_our_key()
    settings.SECRET_KEY_FALLBACKS = [old]
    assert Manifest.read(kept).has_our_key()


def test_the_command_tells_what_it_did_and_what_is_next(kept, capsys):
    call_command("restore", str(kept), replace=True)
    said = capsys.readouterr().out
    assert "Differences: 0" in said
    assert "Next: " in said


def test_the_command_fails_with_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="is no backup"):
        call_command("restore", str(tmp_path), replace=True)


def test_it_can_be_verified_after_the_site_went_on(kept, amina):
    """A backup is compared with itself, not with the site of today."""
    SignUp.objects.all().delete()
    assert opened.verify(kept, sealing.Opener()).tables["events_signup"][0] == 1
