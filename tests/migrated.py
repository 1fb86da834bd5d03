"""A migrated SQLite database to begin with: made once for all processes, and again only when a migration changes.

Migrating takes half a minute. Two processes that do it side by side hold each other up, and somebody who runs one test
waits longer for the migrations than for the test.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings

MAKING_ROLES = ("apps.py", "approval.py", "making_roles.py", "roles.py", "stock_groups.py")


def fingerprint():
    """Changes with the code of every migration, whoever wrote it, with that of the roles, and with the language that
    the first page is in.
    """
    folders = (Path(app.path, "migrations") for app in apps.get_app_configs())
    digest = hashlib.sha256(settings.LANGUAGE_CODE.encode())
    files = [file for folder in folders for file in folder.glob("*.py")]
    files += [settings.BASE_DIR / "home" / name for name in MAKING_ROLES]  # `migrate` makes the roles as well
    for file in sorted(files):
        digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:20]


def put_copy(target, folder):
    """Copy the migrated database to the path `target`. It is kept in `folder`, and made there if it is missing."""
    folder = Path(folder)
    kept = folder / f"{fingerprint()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in folder.glob("*.sqlite3*"):
                old.unlink()
            unfinished = folder / "unfinished.sqlite3"
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "corner.settings.test",
                "DATABASE_URL": f"sqlite:///{unfinished}",
            }
            command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
            subprocess.run(command, check=True, cwd=settings.BASE_DIR, env=environment)
            unfinished.rename(kept)
        shutil.copyfile(kept, target)
