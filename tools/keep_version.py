"""Keeps a database of one version for the tests of upgrades: made by that version's own code, full of invented people.

    python -m tools.keep_version v0.1.0 tests/upgrades/version_0_1.sqlite3.xz

The code is taken from git, so a tag or a commit is wanted. What is kept is never made again: it is what people have.
"""

import io
import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = Path(__file__).with_name("invented_people.py")
COMMANDS = [
    ["manage.py", "compile_catalogues", "--verbosity=0"],
    ["manage.py", "migrate", "--verbosity=0"],
    ["manage.py", "load_starter_content", "--verbosity=0"],
    ["manage.py", "development_logins", "--verbosity=0"],
    ["-m", "tools.invented_people"],
    ["manage.py", "work", "--once"],
]


def keep(revision: str, target: Path) -> None:
    """Write the database of that revision, compressed. The environment must suit the old code, too."""
    with tempfile.TemporaryDirectory(prefix="keep-version-") as folder:
        code, data = Path(folder, "code"), Path(folder, "data")
        archive = subprocess.run(["git", "archive", revision], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S603, S607
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(code, filter="data")
        data.mkdir()
        shutil.copy(PEOPLE, code / "tools")
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "S3_BUCKET")}
        for command in COMMANDS:
            subprocess.run(  # noqa: S603  our own programs
                [sys.executable, *command], cwd=code, check=True, env={**environment, "DATA_DIR": str(data)}
            )
        with closing(sqlite3.connect(data / "site.sqlite3", isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
            database.execute("VACUUM")
        target.write_bytes(lzma.compress((data / "site.sqlite3").read_bytes(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    keep(sys.argv[1], Path(sys.argv[2]))
