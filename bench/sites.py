"""Sites to measure, each made from nothing in a folder that is thrown away: this one, and peers.

Ours runs as in production, on either database: the image's command, production's settings (with the contestants of
`bench.contestants` beside the site's pages), page cache on or off. Peers run on SQLite, as they come, with DEBUG off.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bench import environments
from bench.client import HOST
from tools.layout import Layout, helpers
from tools.layout.layout import ROOT, build, command_of_the_image
from tools.layout.processes import Process, free_ports, listens
from tools.postgres import url as postgres_url


@dataclass(frozen=True)
class Site:
    """One site with its data."""

    name: str
    #: Its data and logs.
    folder: Path
    environment: Mapping[str, str]
    python: str = sys.executable
    wsgi: str = "corner.wsgi"
    #: Where its processes run.
    code: Path = ROOT
    #: Addresses of its pages with the words that each must have, by what they are.
    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def gunicorn(self, *arguments: str) -> list[str]:
        """The image's command, with its arguments for how requests are served replaced if any are given."""
        _, *usual, _ = command_of_the_image()
        if self.code != ROOT:
            usual = without(usual, "--pythonpath")
        if arguments:
            usual = without(usual, "--threads")
        return [str(Path(self.python).with_name("gunicorn")), *usual, *arguments, self.wsgi]

    @contextlib.contextmanager
    def serving(
        self, command: list[str] | None = None, processes: int = 1, **also: str
    ) -> Iterator[tuple[int, Process]]:
        """Its web server, answering; gives the port and the process. `{port}` in `command` becomes the port."""
        (port,) = free_ports(1)
        own = {"PORT": str(port), "WEB_CONCURRENCY": str(processes), "GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{port}"}
        command = [part.replace("{port}", str(port)) for part in command or self.gunicorn()]
        environment = {**self.environment, **own}
        name = f"{self.name}-{port}"
        process = Process(name, command, self.folder, lambda: listens(port), environment=environment, runs_in=self.code)
        try:
            process.start()
            yield port, process
        finally:
            process.stop()

    def manage(self, *arguments: str) -> str:
        return Layout(self.folder, "", {}, dict(self.environment), {}).manage(*arguments)

    def uncached(self) -> "Site":
        return replace(self, name=f"{self.name}-uncached", environment={**self.environment, "PAGE_CACHE": "false"})


def without(arguments: list[str], name: str) -> list[str]:
    """The arguments but for this one and its value."""
    place = arguments.index(name)
    return arguments[:place] + arguments[place + 2 :]


class Ground:
    """Where our sites are made: a folder, and for PostgreSQL a server that keeps what it acknowledges."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder, self.database = folder, database
        self.port = free_ports(1)[0] if database == "postgresql" else None

    @contextlib.contextmanager
    def ready(self) -> Iterator["Ground"]:
        """With its database server running, where it needs one."""
        server = helpers.database(self.folder, self.port) if self.port else None
        try:
            if server:
                server.start()
            yield self
        finally:
            if server:
                server.stop()
                server.throw_away_what_it_left()

    def site(self, each: int, name: str = "site") -> Site:
        """A new one with the starter content and so many things of each kind (`bench.content`)."""
        site = self._site(name)
        self._sql(f'CREATE DATABASE "{name}"')
        build(Layout(site.folder, "", {}, dict(site.environment), {}))
        return self.filled(site, each)

    def filled(self, site: Site, each: int) -> Site:
        """The same with more in it."""
        command = [sys.executable, "-m", "bench.prepare", str(each)]
        done = subprocess.run(  # noqa: S603  the command is ours
            command, cwd=ROOT, env=dict(site.environment), check=True, stdout=subprocess.PIPE, text=True
        )
        pages = json.loads(done.stdout.splitlines()[-1])
        return replace(site, pages={what: (path, marker) for what, (path, marker) in pages.items()})

    def copy(self, site: Site, name: str) -> Site:
        """Another with the same data. Nothing may run on the first meanwhile."""
        twin = self._site(name)
        shutil.copytree(site.folder, twin.folder, dirs_exist_ok=True)
        self._sql(f'CREATE DATABASE "{name}" TEMPLATE "{site.name}"')
        return replace(twin, pages=site.pages)

    def _site(self, name: str) -> Site:
        folder = self.folder / name
        folder.mkdir(parents=True)
        if self.port:
            url = postgres_url(self.port).rpartition("/")[0] + f"/{name}"
        else:
            url = f"sqlite:///{folder / 'site.sqlite3'}"
        return Site(name, folder, _environment(folder, url))

    def _sql(self, statement: str) -> None:
        if self.port:
            import psycopg

            with psycopg.connect(postgres_url(self.port), autocommit=True) as connection:
                connection.execute(statement)


def _inherited() -> dict[str, str]:
    return {name: value for name in ("PATH", "TMPDIR", "LANG") if (value := os.environ.get(name))}


def _environment(folder: Path, database_url: str) -> dict[str, str]:
    """What .env holds elsewhere, for one machine."""
    inherited = _inherited()
    return {
        **inherited,
        "PATH": f"{Path(sys.executable).parent}:{inherited['PATH']}",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "bench.contestants.settings",
        "SECRET_KEY": "of-a-site-that-lives-for-a-bench-0123456789-abcdefghij",
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "DATABASE_URL": database_url,
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "DEFAULT_FROM_EMAIL": "hello@corner.example.org",
        "DATA_DIR": str(folder),
    }


# --- Peers ------------------------------------------------------------------------------------------------------------

_PEER_SETTINGS = """
from .base import *

DEBUG = False
SECRET_KEY = "of-a-site-that-lives-for-a-bench-0123456789-abcdefghij"
ALLOWED_HOSTS = ["localhost"]
WAGTAIL_CACHE = False
"""


def wagtail_start(folder: Path) -> Site:
    """What `wagtail start` makes, with the Wagtail that this site uses."""
    make = [str(Path(sys.executable).with_name("wagtail")), "start", "welcome", str(folder / "welcome")]
    page = ("/", "Welcome to your new Wagtail site")
    return _peer("welcome", folder, sys.executable, make, {"home": page})


def coderedcms(folder: Path) -> Site:
    """What `coderedcms start` makes, in an environment of its own. Raises NotInstalled."""
    python = environments.python_of("coderedcms")
    make = [str(Path(python).with_name("coderedcms")), "start", "codered", "--sitename", "Peer", "--domain", HOST]
    return _peer("codered", folder, python, make, {"home": ("/", "Peer")})


def _peer(name: str, folder: Path, python: str, make: list[str], pages: dict[str, tuple[str, str]]) -> Site:
    code = folder / name
    if "coderedcms" not in make[0]:
        code.mkdir()
    environment = {**_inherited(), "DJANGO_SETTINGS_MODULE": f"{name}.settings.bench", "PYTHONPATH": str(code)}

    def run(command: list[str], where: Path) -> None:
        subprocess.run(command, cwd=where, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603

    run(make, folder)
    (code / name / "settings" / "bench.py").write_text(_PEER_SETTINGS)
    run([python, "manage.py", "migrate", "--verbosity=0"], code)
    run([python, "manage.py", "collectstatic", "--noinput", "--verbosity=0"], code)
    return Site(name, folder, environment, python, f"{name}.wsgi", code, pages)


def pages_of(site: Site, words: str) -> dict[str, Any]:
    """Those whose name begins so."""
    return {what: page for what, page in site.pages.items() if what.startswith(words)}
