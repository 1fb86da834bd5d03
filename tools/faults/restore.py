"""Restore drill: a site full of people is backed up under load, destroyed, restored, and compared row by row.

It begins with the database that is kept from version 0.1, so that an upgrade, and on PostgreSQL the move, are in it.
"""

import contextlib
import json
import lzma
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tools import postgres
from tools.figures.figure import Figure

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests" / "upgrades" / "version_0_1.sqlite3.xz"
PATIENCE = 300  # seconds for people to come in, on a busy machine
AT_LEAST = 5  # people who were told that they have a place before the backup begins, and while it is made


def figures(rounds: int, database: str) -> Iterable[Figure]:
    """`rounds` drills; raises CalledProcessError when a command fails that should not."""
    found: dict[str, list[str]] = {"moved": [], "drill": [], "lost": []}
    rows = files = acknowledged = 0
    for _round in range(rounds):
        with tempfile.TemporaryDirectory(prefix="corner-drill-") as folder, _site(Path(folder), database) as site:
            found["moved"] += site.fill()
            told = site.back_up_under_load()
            acknowledged += len(told)
            site.manage("backup", str(site.backups), "--verify")
            under_load = site.newest()
            before = site.holds()
            rows += sum(count for count, _digest in before["tables"].values())
            files += len(before["files"])
            site.back_up()
            site.destroy()
            site.manage("restore", str(site.newest()))
            found["drill"] += differences(before, site.holds())
            site.manage("restore", str(under_load), "--replace")
            people = site.holds()["people"]
            found["lost"] += [address for address in told if address not in people]
    if database == "postgresql":
        yield _none("SQLite → PostgreSQL, rows, files and counters compared: differences", found["moved"], "")
    yield _none("Restore drill: differences", found["drill"], f" in {rows} rows and {files} files")
    yield _none(
        "Had a place when a backup under load began, and not after its restore", found["lost"], f" of {acknowledged}"
    )


def _none(what: str, wrong: list[str], among: str) -> Figure:
    return Figure(what, f"{len(wrong)}{among}", "0", not wrong)


def differences(before: dict, after: dict) -> list[str]:
    """What `holds` found in another way, by name. A counter may have gone on: `migrate` gives rights anew."""
    found = [
        f"{kind} {name}"
        for kind in ("tables", "files")
        for name in {*before[kind], *after[kind]}
        if before[kind].get(name) != after[kind].get(name)
    ]
    went_back = [name for name, last in before["counters"].items() if after["counters"].get(name, 0) < last]
    return found + [f"counters {name}" for name in went_back]


@dataclass
class Site:
    """A site of our own: its database, and a folder for its files and backups."""

    folder: Path
    database: str

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def is_file(self) -> bool:
        return self.database.startswith("sqlite")

    def environment(self, database: str = "") -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "corner.settings.development",
            "DATA_DIR": str(self.folder / "data"),
            "DATABASE_URL": database or self.database,
            "BACKUP_KEY": "",
            "BACKUP_DIR": "",
        }

    def run(self, *command: str, database: str = "") -> str:
        """What a program of ours says. Raises CalledProcessError when it fails."""
        run = subprocess.run(  # noqa: S603  our own program
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment(database),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return run.stdout

    def manage(self, *command: str, database: str = "") -> None:
        self.run("manage.py", *command, database=database)

    def holds(self, database: str = "") -> dict:
        """What tables, files and counters hold, and everybody's address."""
        found: dict = json.loads(self.run("-m", "tools.faults.restore_steps", "holds", database=database))
        return found

    def fill(self) -> list[str]:
        """People, pages and files; what is different after a move to PostgreSQL."""
        old = self.folder / "data" / "site.sqlite3"
        old.parent.mkdir()
        old.write_bytes(lzma.decompress(KEPT.read_bytes()))
        as_file = f"sqlite:///{old}"
        self.manage("migrate", "--verbosity=0", database=as_file)
        self.run("-m", "tools.faults.restore_steps", "files", database=as_file)
        if self.is_file:
            return []
        before = self.holds(as_file)
        self.manage("move_database", "--from", str(old))
        old.unlink()
        return differences(before, self.holds())

    def back_up(self) -> None:
        time.sleep(1.1)  # a backup is named by its second
        self.manage("backup", str(self.backups))

    def back_up_under_load(self) -> list[str]:
        """Make a backup while people sign up and staff upload; who was told so before it began."""
        told = self.folder / "told"
        told.touch()
        load = [sys.executable, "-m", "tools.faults.restore_steps", "load", str(told)]
        with subprocess.Popen(load, cwd=ROOT, env=self.environment()) as running:  # noqa: S603
            try:
                self._wait_for(told, AT_LEAST)
                before = told.read_text().split()
                self.back_up()
                self._wait_for(told, len(before) + AT_LEAST)
            finally:
                running.terminate()
        return before

    def _wait_for(self, told: Path, people: int) -> None:
        until = time.monotonic() + PATIENCE
        while len(told.read_text().split()) < people:
            if time.monotonic() > until:
                raise TimeoutError("Nobody could sign up: the load does not run.")
            time.sleep(0.2)

    def newest(self) -> Path:
        return max(self.backups.glob("*Z"))

    def destroy(self) -> None:
        """The disk with the site is gone; its backups are elsewhere."""
        shutil.rmtree(self.folder / "data")
        if not self.is_file:
            with psycopg.connect(self.database) as connection:
                connection.execute("DROP SCHEMA public CASCADE")
                connection.execute("CREATE SCHEMA public")


@contextlib.contextmanager
def _site(folder: Path, database: str) -> Iterator[Site]:
    if database == "sqlite":
        yield Site(folder, f"sqlite:///{folder / 'data' / 'site.sqlite3'}")
        return
    with postgres.own_server() as port:
        yield Site(folder, postgres.url(port))
