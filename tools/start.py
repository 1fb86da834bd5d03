"""`make start`: prepares the site on this machine, then runs web server and worker together until Ctrl-C.

All preparation happens in one process, because importing Wagtail costs more than what a second run has to do.
It asks no question, keeps the data that is there, and listens on loopback only.
"""

import os
import signal
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def say(line: str) -> None:
    """Tell the person at the terminal, at once."""
    print(line, flush=True)  # noqa: T201  this is a command


def chosen_port(text: str) -> int:
    """The port that PORT names; exits with the remedy when it is no port or somebody else listens there."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, not {text!r}. For example: PORT=8001 make start")
    port = int(text)
    with socket.socket() as probe:
        # As the server itself does: a port that a stopped server has just left counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            other = port + 1 if port < 65535 else 8000
            sys.exit(f"Port {port} cannot be used ({error.strerror}). Choose another: PORT={other} make start")
    return port


def prepare() -> None:
    """Database, message catalogues, starter content and logins: whatever is not there yet."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    import manage  # noqa: F401  puts site/ on the path, the one place that does

    django.setup()
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("compile_catalogues", verbosity=0)
    say("Preparing the database (up to a minute the first time) ...")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_starter_content", if_empty=True)
    call_command("development_logins")
    connections.close_all()


def run(port: int) -> None:
    """Web server and worker, as the Procfile says, until Ctrl-C ends both."""
    from honcho.command import main as honcho

    scripts = Path(sys.executable).parent
    os.environ["PATH"] = f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"
    # honcho gives each process a PORT of its own; links in mails that the worker writes need the web server's.
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
    os.environ["PYTHONUNBUFFERED"] = "1"
    # No .env: honcho would give it to these two, and the preparation would not have seen it.
    honcho(["--env", os.devnull, "start"])


def main() -> None:
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.development")
    port = chosen_port(os.environ.get("PORT") or "8000")
    os.environ["PORT"] = str(port)
    prepare()
    say(f"The site: http://127.0.0.1:{port}/    Its editors' rooms: http://127.0.0.1:{port}/admin/    Ctrl-C ends it.")
    run(port)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped. The next `make start` goes on from here.")
    except SystemExit as ended:
        by_ctrl_c = ended.code == 128 + signal.SIGINT
        sys.exit(0 if by_ctrl_c else ended.code)  # that is how it ends, and no error
