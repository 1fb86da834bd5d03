"""`make observatory`: installs Mozilla's scorer with npm into a temporary folder, and lets it ask a server of this
machine. A figure below A+ on anything public is an error."""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import trial_site
from tools.answers import put_something
from tools.observatory import server
from tools.postgres import free_port

SCORER = "@mdn/mdn-http-observatory@1.4.8"
HERE = Path(__file__).parent


def install(folder: Path) -> Path:
    """The scorer's node_modules. Without its own steps afterwards, which fetch lists of hosts: localhost is in none."""
    if not (shutil.which("node") and shutil.which("npm")):
        sys.exit("make observatory needs Node 20 or newer, with npm. The suite checks the same headers without it.")
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    subprocess.run(["npm", "install", *quiet, "--prefix", str(folder), SCORER], check=True)  # noqa: S603, S607
    modules = folder / "node_modules"
    for name, nothing in (("hsts-preload.json", "{}"), ("tld-list.json", "[]")):
        (modules / "@mdn" / "mdn-http-observatory" / "conf" / name).write_text(nothing)
    return modules


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="corner-observatory-") as name:
        folder = Path(name)
        modules = install(folder)
        ports = free_port(), free_port()
        staff = trial_site.begin(f"sqlite:///{folder}/site.sqlite3", folder, host=f"localhost:{ports[1]}")
        from django.conf import settings
        from django.core.wsgi import get_wsgi_application
        from django.test import Client, override_settings

        logging.disable()
        something = put_something(staff)
        client = Client(SERVER_NAME="localhost")
        client.force_login(staff)
        cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        kinds = {
            "page": "/", "page of an event": something.event, "form": something.form,
            "personal page": something.manage, "404": "/nothing-here/", "500": "/planted-500/",
            "503": "/planted-503/", "document": something.document, "robots": "/robots.txt",
            "calendar": something.calendar, "API": "/api/v2/pages/", "sign-in": "/accounts/login/",
            "admin: first screen": "/admin/", "admin: form of a page": something.form_of_staff,
        }  # fmt: skip
        signed = server.certificate(folder)
        with (
            override_settings(SECURE_SSL_HOST=f"localhost:{ports[1]}"),
            server.serving(get_wsgi_application(), ports, folder, cookie),
        ):
            lines = score(modules, ports, list(kinds.values()), signed)
    names = {path: kind for kind, path in kinds.items()}
    for line in lines:
        failed = ", ".join(line["failed"])
        print(f"{names[line['path']]:24} {line['status']}  {line['grade']:3} {line['score']:4}  {failed}")  # noqa: T201
    below = [line for line in lines if line["grade"] != "A+" and not line["path"].startswith("/admin/")]
    return 1 if below else 0


def score(modules: Path, ports: tuple[int, int], paths: list[str], certificate: Path) -> list[dict]:
    """What the scorer says of each path; it knows no other machine than this one."""
    run = subprocess.run(  # noqa: S603
        ["node", str(HERE / "score.mjs"), str(modules), *map(str, ports), *paths],  # noqa: S607
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(certificate), "CORS_ORIGIN": "https://elsewhere.example"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        sys.exit(f"The scorer failed:\n{run.stderr}")
    return [json.loads(line) for line in run.stdout.splitlines()]


if __name__ == "__main__":
    sys.exit(main())
