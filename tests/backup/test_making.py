"""A backup is whole or it is none."""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

import corner
from corner.backup import engines, making, opened, sealing
from corner.backup.failed import BackupFailed
from corner.backup.manifest import Manifest
from corner.backup.pool import Pool
from events.models import SignUp

pytestmark = pytest.mark.django_db(transaction=True)


def everything_in(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_it_holds_every_row_and_file_and_says_what_it_is(amina, backups):
    made = making.make(backups)
    holds = opened.verify(made, sealing.Opener())
    assert holds.tables["events_signup"][0] == 1
    assert set(holds.media) == {"original_images/amina.jpg", "documents/list.txt"}
    said = Manifest.read(made)
    assert (said.version, said.database, said.sealed) == (corner.__version__, connection.vendor, False)
    assert "corner.0001_initial" in said.migrations
    assert making.finished(backups) == [made]


def test_the_comparison_sees_a_row_that_changed(amina, backups):
    """The negative control of every “differences: 0”."""
    made = making.make(backups)
    expected = opened.verify(made, sealing.Opener()).tables
    opened.insist_on_same(expected, engines.engine().now_holds(connection))
    SignUp.objects.update(name="Bo")
    with pytest.raises(BackupFailed, match="events_signup: different"):
        opened.insist_on_same(expected, engines.engine().now_holds(connection))


def test_what_the_outside_may_read_names_nobody(amina, backups):
    """The manifest can be read without a key: neither names of files nor secrets stand in it."""
    text = (making.make(backups) / "manifest.json").read_text()
    assert "amina" not in text
    assert site_settings.SECRET_KEY not in text


def test_a_file_is_copied_once_for_all_backups(amina, backups, forwards, monkeypatch):
    making.make(backups)
    forwards(hours=1)
    default_storage.save("documents/new.txt", ContentFile(b"new"))
    read = []
    take = Pool._take
    monkeypatch.setattr(Pool, "_take", lambda pool, name, *rest: read.append(name) or take(pool, name, *rest))
    second = making.make(backups)
    assert read == ["documents/new.txt"]
    assert len(opened.verify(second, sealing.Opener()).media) == 3


def test_a_file_that_was_replaced_under_its_name_is_copied_again(amina, backups, forwards):
    first = making.make(backups)
    forwards(hours=1)
    path = site_settings.MEDIA_ROOT / "documents/list.txt"
    path.write_bytes(b"another")
    os.utime(path, (1, 1))
    second = making.make(backups)
    was, is_now = (opened.verify(made, sealing.Opener()).media["documents/list.txt"] for made in (first, second))
    assert was != is_now


def test_no_picture_that_the_database_names_is_left_out(amina, backups, monkeypatch):
    """One comes, and one goes, at the very moment of the database's copy."""
    dump = engines.engine().dump

    def while_others_work(own):
        default_storage.save("original_images/new.jpg", ContentFile(b"new"))
        taken = dump(own)
        default_storage.delete("original_images/amina.jpg")
        return taken

    monkeypatch.setattr(engines.engine(), "dump", while_others_work)
    holds = opened.verify(making.make(backups), sealing.Opener())
    assert {"original_images/amina.jpg", "original_images/new.jpg"} <= set(holds.media)


def test_one_that_fails_leaves_nothing_and_the_older_ones(amina, backups, forwards, monkeypatch):
    first = making.make(backups)
    forwards(hours=1)
    monkeypatch.setattr(Manifest, "write", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        making.make(backups)
    assert making.finished(backups) == [first]
    assert not list(backups.glob(".unfinished*"))


def test_one_that_was_killed_is_taken_for_none_and_cleared_away(amina, backups):
    unfinished = backups / ".unfinished-2026-01-01T00-00-00Z"
    unfinished.mkdir(parents=True)
    (unfinished / "database.sqlite3").write_bytes(b"half")
    assert making.finished(backups) == []
    made = making.make(backups)
    assert making.finished(backups) == [made]
    assert not unfinished.exists()


def test_two_at_once_do_not_disturb_each_other(amina, backups):
    with making._alone(backups), pytest.raises(BackupFailed, match="Another backup"):
        making.make(backups)


def test_backups_and_their_files_go_after_35_days(amina, backups, forwards):
    first = making.make(backups)
    default_storage.delete("original_images/amina.jpg")
    [picture] = {digest for name, digest in opened.verify(first, sealing.Opener()).media.items() if "amina" in name}
    pool = Pool(backups / "media", "")
    forwards(days=35)
    second = making.make(backups)
    assert making.finished(backups) == [first, second], "35 days are not over"
    assert pool.path(picture).exists()
    forwards(days=35, hours=1)
    third = making.make(backups)
    assert making.finished(backups) == [second, third]
    assert not pool.path(picture).exists(), "no backup names it any more"
    opened.verify(third, sealing.Opener())


def test_the_command_says_what_it_did_and_what_to_do(amina, backups, capsys):
    call_command("backup", str(backups))
    said = capsys.readouterr().out
    assert "Made: " in said
    assert "not encrypted" in said
    call_command("backup", str(backups), verify="")
    assert "Differences: 0" in capsys.readouterr().out


def test_it_wants_to_know_where(settings):
    settings.BACKUP_DIR = ""
    with pytest.raises(CommandError, match="BACKUP_DIR"):
        call_command("backup")


def test_nothing_to_verify_is_no_success(backups):
    backups.mkdir()
    with pytest.raises(CommandError, match="There is no backup"):
        call_command("backup", str(backups), verify="")


# --- sealed ---------------------------------------------------------------------------------------------------


def test_sealed_nothing_can_be_read_without_the_key(amina, backups, settings, pair):
    public, secret = pair
    plain = making.make(backups.with_name("plain"))
    assert b"amina@example.org" in everything_in(plain.parent) or connection.vendor == "postgresql"  # compressed there
    assert b"a picture of a table" in everything_in(plain.parent)
    settings.BACKUP_KEYS = [public]
    made = making.make(backups)
    lies_there = everything_in(backups)
    for word in (b"amina", b"Amina", b"a picture of a table", b"original_images"):
        assert word not in lies_there
    assert next(made.glob("database.*")).read_bytes().startswith(b"age-encryption.org/v1\n"), "age -d opens it"
    assert opened.verify(made, sealing.Opener.from_file(secret)).media
    with pytest.raises(BackupFailed, match="--key"):
        opened.verify(made, sealing.Opener())


def test_another_key_is_said_to_be_another(amina, backups, settings, pair, tmp_path):
    settings.BACKUP_KEYS = [pair[0]]
    other = tmp_path / "other.txt"
    other.write_text(sealing.new_pair()[0])
    with pytest.raises(BackupFailed, match="not the one"):
        opened.verify(making.make(backups), sealing.Opener.from_file(other))


def test_a_new_key_opens_all_that_is_made_with_it(amina, backups, settings, pair, tmp_path, forwards):
    """Files that lie there sealed for the old key are of no use to the new one."""
    settings.BACKUP_KEYS = [pair[0]]
    making.make(backups)
    forwards(hours=1)
    secret, public = sealing.new_pair()
    settings.BACKUP_KEYS = [public]
    made = making.make(backups)
    (tmp_path / "new.txt").write_text(secret)
    assert len(opened.verify(made, sealing.Opener.from_file(tmp_path / "new.txt")).media) == 2


def test_what_is_no_key_stops_before_anything_is_written(amina, backups, settings):
    settings.BACKUP_KEYS = ["ssh-rsa AAAA"]
    with pytest.raises(BackupFailed, match="age1"):
        making.make(backups)
    assert not backups.exists()


def test_a_new_pair_is_printed(capsys):
    call_command("backup", new_key=True)
    said = capsys.readouterr().out
    assert "BACKUP_KEY=age1" in said
    assert "AGE-SECRET-KEY-1" in said


# --- a full disk, for real ------------------------------------------------------------------------------------


@pytest.mark.long
def test_a_full_disk_is_said_and_the_exit_status_tells(amina, backups):
    """No file may grow beyond 64 KB: the command ends with 1, one sentence, and no backup."""
    if connection.vendor != "sqlite":
        pytest.skip("the limit would hold for pg_dump's pipe as little as for a real full disk: see test_restoring")
    run = run_with_small_files("backup", str(backups))
    assert run.returncode == 1
    assert "disk is full" in run.stderr
    assert "Traceback" not in run.stderr
    assert making.finished(backups) == []


def run_with_small_files(*command, size=64 * 1024):
    import resource

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then a write says EFBIG, as a full disk says ENOSPC
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=site_settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "corner.settings.development",
            "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        preexec_fn=limit,
        capture_output=True,
        text=True,
    )


# --- every night ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("2026-11-23T02:00:00+00:00", "2026-11-23T02:00:00+00:00"),
        ("2026-11-23T01:59:00+00:00", "2026-11-22T02:00:00+00:00"),
        ("2026-07-01T01:30:00+00:00", "2026-07-01T01:00:00+00:00"),  # half past two in London
        ("2026-10-25T12:00:00+00:00", "2026-10-25T02:00:00+00:00"),  # clocks went back at two
        ("2027-03-28T12:00:00+00:00", "2027-03-28T01:00:00+00:00"),  # and forward at one
    ],
)
def test_the_night_is_londons(now, last):
    from datetime import datetime

    from corner.backup.nightly import last_night

    assert last_night(datetime.fromisoformat(now)) == datetime.fromisoformat(last)


def test_the_worker_makes_one_a_night_and_catches_up_once(amina, backups, settings, monkeypatch):
    from corner.backup import manifest, nightly

    settings.BACKUP_DIR = str(backups)
    nightly.back_up_if_due()
    nightly.back_up_if_due()
    assert len(making.finished(backups)) == 1
    later = manifest.now() + timedelta(days=3)  # it stood still for days
    monkeypatch.setattr(manifest, "now", lambda: later)
    monkeypatch.setattr(nightly.timezone, "now", lambda: later)
    nightly.back_up_if_due()
    nightly.back_up_if_due()
    assert len(making.finished(backups)) == 2


def test_the_worker_has_the_job_only_when_there_is_a_place(settings, monkeypatch):
    from corner import jobs
    from corner.backup import nightly

    monkeypatch.setattr(jobs, "_jobs", {})
    settings.BACKUP_DIR = ""
    nightly.register()
    assert jobs.registered() == []
    settings.BACKUP_DIR = "/backups"
    nightly.register()
    assert [job.name for job in jobs.registered()] == ["backup"]


def test_settings_are_named_and_never_told(monkeypatch):
    from corner.settings.environment import Environment, settings_in_use

    monkeypatch.setenv("SOMETHING_SECRET", "hush")
    assert "SOMETHING_SECRET" not in settings_in_use()
    Environment().text("SOMETHING_SECRET")
    assert "SOMETHING_SECRET" in settings_in_use()
    assert json.dumps(settings_in_use()).count("hush") == 0
