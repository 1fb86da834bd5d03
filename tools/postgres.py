"""Runs a command with DATABASE_URL naming a PostgreSQL server that is made for it and thrown away afterwards.

    python tools/postgres.py make test

A server that already answers on 127.0.0.1:5432 and trusts the role "postgres" is used as it is. Otherwise one is
started from the packages of this machine, in a temporary folder, on a free port, and never as root.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

USUAL_PORT = 5432
# Nothing here outlives the command, so nothing needs to survive a power cut; the races need many connections.
OPTIONS = [
    *("-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"),
    *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
]


def url(port: int) -> str:
    """The site's database on a local server. It need not exist: tests make one beside it."""
    return f"postgres://postgres@127.0.0.1:{port}/postgres"


def answers(port: int) -> bool:
    """Whether a server on `port` lets the role postgres in without a password."""
    import psycopg

    try:
        psycopg.connect(url(port), connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def programs() -> Path:
    """The folder with initdb and postgres of the newest version installed (Debian keeps it off the PATH)."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    elsewhere = shutil.which("initdb")
    if not found and not elsewhere:
        sys.exit("PostgreSQL's server is not installed. On Debian or Ubuntu: apt-get install postgresql")
    return (found[-1] if found else Path(str(elsewhere)).resolve()).parent


def ordinary_user() -> dict[str, str]:
    """Arguments for subprocess that leave root behind, because PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return {"user": pwd.getpwnam(name).pw_name}
    sys.exit("PostgreSQL does not run as root, and there is neither a user 'postgres' nor 'nobody' to run it as.")


@contextlib.contextmanager
def own_server() -> Iterator[int]:
    """A new, empty server; gives its port and removes it at the end, also after a failure."""
    bin_folder, port, user = programs(), free_port(), ordinary_user()
    with tempfile.TemporaryDirectory(prefix="corner-postgres-") as folder:
        if user:
            shutil.chown(folder, user["user"])
        data = f"{folder}/data"
        trusting = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync"]
        initdb = [bin_folder / "initdb", "-D", data, *trusting]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)  # type: ignore[call-overload]  # noqa: S603
        command = [bin_folder / "postgres", "-D", data, "-p", str(port), "-k", folder, *OPTIONS]
        log = Path(folder, "log")
        with log.open("wb") as output:
            server = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder, **user)  # type: ignore[call-overload]  # noqa: S603
        try:
            for _ in range(100):
                if server.poll() is not None:
                    sys.exit(f"PostgreSQL stopped while it started:\n{log.read_text()}")
                if answers(port):
                    break
                time.sleep(0.1)
            else:
                sys.exit(f"PostgreSQL did not answer within ten seconds:\n{log.read_text()}")
            yield port
        finally:
            server.send_signal(signal.SIGINT)  # end connections and stop
            server.wait(timeout=30)


def main(command: list[str]) -> int:
    """Run `command`; its exit status is ours."""
    with contextlib.ExitStack() as stack:
        port = USUAL_PORT if answers(USUAL_PORT) else stack.enter_context(own_server())
        print(f"PostgreSQL on 127.0.0.1:{port}", flush=True)  # noqa: T201  this is a command
        return subprocess.run(command, check=False, env={**os.environ, "DATABASE_URL": url(port)}).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
