"""The whole: what runs, in which order, and with which settings."""

import contextlib
import email
import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path

from tools.layout import helpers
from tools.layout import proxy as the_proxy
from tools.layout.processes import Process, free_ports, listens
from tools.layout.visitor import Visitor
from tools.postgres import url as database_url

ROOT = Path(__file__).resolve().parents[2]
WEB = ("web-1", "web-2")


@dataclass
class Layout:
    """What runs. Names: database (not with SQLite), cache, store, mail, web-1, web-2, worker, proxy."""

    folder: Path
    #: Where visitors come in: the proxy, or without one the first web process.
    url: str
    processes: dict[str, Process]
    #: What the site was told; for commands of one's own (`manage`) and for looking into its database.
    environment: dict[str, str]
    ports: dict[str, int]

    def start(self, name: str, wait: bool = True) -> None:
        """Start it (again), and wait until it answers."""
        self.processes[name].start(wait)

    def stop(self, name: str) -> None:
        """Have it end in good order."""
        self.processes[name].stop()

    def kill(self, name: str) -> None:
        """kill -9, with all that it started."""
        self.processes[name].kill()

    def pause(self, name: str) -> None:
        """Make it hang: it takes connections and says nothing."""
        self.processes[name].pause()

    def resume(self, name: str) -> None:
        self.processes[name].resume()

    def url_of(self, name: str) -> str:
        """The address of one web process, past the proxy. It answers with a redirect to https unless told it is."""
        return f"http://{the_proxy.HOST}:{self.ports[name]}"

    def mails(self) -> list[EmailMessage]:
        """What the mail server took, in the order of its arriving."""
        files = [*self.folder.glob("mails/new/*")]
        files.sort(key=lambda file: file.stat().st_mtime_ns)
        return [email.message_from_bytes(file.read_bytes(), policy=modern) for file in files]

    def visitor(self, web: str | None = None) -> Visitor:
        """Somebody with a browser, at the proxy, or straight at one of the web processes as the proxy would come."""
        certificate = self.folder / "proxy" / "certificate.pem"
        if web is None:
            return Visitor(self.url, self.url, certificate if certificate.exists() else None)
        return Visitor(self.url_of(web), self.url, None)

    def manage(self, *arguments: str) -> str:
        """What `manage.py` prints with the settings of this site; raises CalledProcessError when it fails."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(  # noqa: S603  the command is ours
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout


@contextlib.contextmanager
def running(
    folder: Path,
    database: str = "postgresql",
    *,
    proxy: bool = True,
    prepared: bool = True,
    worker: bool = True,
    web_processes: int = 1,
) -> Iterator[Layout]:
    """Everything started and answering; ended and forgotten afterwards, also after a failure.

    `database` is postgresql or sqlite; `prepared` fills it with starter content, sample events and a login for each
    role (home.management.commands.development_logins); `web_processes` is WEB_CONCURRENCY of each web server.
    What they wrote stays in `folder`: a log of each, mails, media. Raises DidNotStart, and LookupError when a program
    is missing.
    """
    layout = _planned(folder, database, with_proxy=proxy, web_processes=web_processes)
    processes = layout.processes
    try:
        for name in ("database", "cache", "store", "mail"):
            if name in processes:
                processes[name].start(wait=False)
        for process in [*processes.values()]:
            if process.running:
                process.wait_until_it_answers()
        build(layout)
        if prepared:
            _prepare(layout)
        for name in WEB:
            processes[name].start(wait=False)
        for name in WEB:
            processes[name].wait_until_it_answers()
        if worker:
            processes["worker"].start()
        if proxy:
            processes["proxy"].start()
        yield layout
    finally:
        for process in reversed([*processes.values()]):
            process.stop()
            process.throw_away_what_it_left()


def build(layout: Layout) -> None:
    """Message catalogues and static files, which the image has in it. One at a time: they lie in the project."""
    with (ROOT / "Dockerfile").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        layout.manage("compile_catalogues", "--verbosity=0")
        layout.manage("collectstatic", "--noinput", "--verbosity=0")


def _prepare(layout: Layout) -> None:
    command = [sys.executable, "-m", "tools.layout.prepare"]
    subprocess.run(command, cwd=ROOT, env=layout.environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _planned(folder: Path, database: str, *, with_proxy: bool, web_processes: int) -> Layout:
    """What is to run, and where; nothing is started."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("database", "cache", "store", "mail", *WEB, "http", "https")
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    url = f"https://{the_proxy.HOST}:{ports['https']}"
    environment = _settings(folder, database, ports, url)
    processes = {}
    if database == "postgresql":
        processes["database"] = helpers.database(folder, ports["database"])
    for name in ("cache", "store", "mail"):
        processes[name] = getattr(helpers, name)(folder, ports[name])
    for name in WEB:
        processes[name] = _web(name, folder, ports[name], environment, web_processes)
    processes["worker"] = _worker(folder, environment)
    if with_proxy:
        web_ports = [ports[name] for name in WEB]
        processes["proxy"] = the_proxy.proxy(
            folder, ports["http"], ports["https"], web_ports, ports["store"], helpers.BUCKET
        )
    else:
        url = f"http://{the_proxy.HOST}:{ports[WEB[0]]}"
    return Layout(folder, url, processes, environment, ports)


def _settings(folder: Path, database: str, ports: dict[str, int], url: str) -> dict[str, str]:
    """What each of the site's processes is told: what .env holds elsewhere."""
    inherited = {name: value for name in ("PATH", "TMPDIR", "LANG") if (value := os.environ.get(name))}
    (folder / "data").mkdir(exist_ok=True)
    sqlite = f"sqlite:///{folder / 'data' / 'site.sqlite3'}"
    return {
        **inherited,
        "PATH": f"{Path(sys.executable).parent}:{inherited['PATH']}",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "corner.settings.production",
        "SECRET_KEY": "of-a-site-that-lives-for-a-test-0123456789-abcdefghij",
        "ALLOWED_HOSTS": f"{the_proxy.HOST},127.0.0.1",
        "SITE_URL": url,
        "DATABASE_URL": sqlite if database == "sqlite" else database_url(ports["database"]),
        "EMAIL_URL": f"smtp://127.0.0.1:{ports['mail']}",
        "DEFAULT_FROM_EMAIL": "hello@corner.example.org",
        "DATA_DIR": str(folder / "data"),
        "CACHE_URL": f"redis://127.0.0.1:{ports['cache']}/0",
        "S3_BUCKET": helpers.BUCKET,
        "S3_ENDPOINT_URL": f"http://127.0.0.1:{ports['store']}",
        "S3_PUBLIC_ENDPOINT_URL": url,
        "S3_ACCESS_KEY": helpers.ACCESS_KEY,
        "S3_SECRET_KEY": helpers.SECRET_KEY,
        "S3_REGION": "us-east-1",
    }


def command_of_the_image() -> list[str]:
    """The CMD of the Dockerfile: what runs here is what runs there."""
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    (command,) = [line.removeprefix("CMD ") for line in lines if line.startswith("CMD ")]
    return list(json.loads(command))


def _web(name: str, folder: Path, port: int, environment: dict[str, str], web_processes: int) -> Process:
    own = {
        "PORT": str(port),
        "WEB_CONCURRENCY": str(web_processes),
        "GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{port}",  # loopback, where the image listens on every address
    }
    return Process(
        name, command_of_the_image(), folder, lambda: listens(port), environment={**environment, **own}, runs_in=ROOT
    )


def _worker(folder: Path, environment: dict[str, str]) -> Process:
    return Process(
        "worker", [sys.executable, "manage.py", "work"], folder, lambda: True, environment=environment, runs_in=ROOT
    )
