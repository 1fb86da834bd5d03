"""The starter content to begin with: made once for all processes, and again when anything changes that it is made of.

Making it takes most of a minute, as a page is published and indexed again and again. Its events lie some days ahead, so
a new day makes it anew as well.
"""

import fcntl
import hashlib
import shutil
import sqlite3
from pathlib import Path

from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from tests import migrated

#: Where the site's code, words and templates are; what stands in pages may come from any of it.
FOLDERS = ("casestudies", "contacts", "events", "exchange", "home", "library", "search", "site", "techniques")
KINDS = {".py", ".html", ".txt", ".po", ".pdf", ".csv", ".json"}


def fingerprint():
    """Changes with the day, the packages, the migrations, and every file that the content may come from."""
    digest = hashlib.sha256(f"{migrated.fingerprint()} {timezone.localdate()}".encode())
    files = [settings.BASE_DIR / "requirements.txt"]
    for folder in FOLDERS:
        files += sorted(file for file in (settings.BASE_DIR / folder).rglob("*") if file.suffix in KINDS)
    for file in files:
        digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:20]


def open_copy(folder, make):
    """A database in memory with the content, which `make` gives if it is not in `folder`; its files come to the media.

    Whoever comes second waits for the first.
    """
    folder = Path(folder)
    kept = folder / fingerprint()
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in folder.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            unfinished = folder / "unfinished"
            (unfinished / "media").mkdir(parents=True)
            with override_settings(MEDIA_ROOT=unfinished / "media"):
                _copy(make(), sqlite3.connect(unfinished / "site.sqlite3")).close()
            unfinished.rename(kept)
        shutil.copytree(kept / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
        return _copy(sqlite3.connect(kept / "site.sqlite3"), sqlite3.connect(":memory:", check_same_thread=False))


def _copy(source, target):
    """Copy a whole database, and close the one it came from."""
    source.backup(target)
    source.close()
    return target
