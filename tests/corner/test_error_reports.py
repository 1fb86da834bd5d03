"""Errors are reported where SENTRY_DSN says, and nothing about people goes along: everything that leaves is searched.

Each report comes from a process of its own with production settings, which meets the errors that people cause.
"""

import gzip
import os
import subprocess
import sys
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLANTED = "Wilhelmina-Marker"

#: A site with a view that fails while it holds a name in everything that a view can hold one in.
SITE = """
import logging, sys
import types
import manage
import django
from django.conf import settings
name = sys.argv[1]
settings.SECURE_SSL_REDIRECT = False
# The page that says so is drawn without collected files.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()
settings.MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
from corner import failures
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from django.urls import path

def fails(request, token):
    secret = {"name": name}
    logging.getLogger("corner").warning("before it: %s", name)
    try:
        raise ValueError(f"duplicate key: {name}")
    except ValueError as error:
        raise failures.Plain("the store said 503") from error

urls = types.ModuleType("urls")
urls.urlpatterns = [path("sign-ups/<token>/", fails)]
sys.modules["urls"] = urls
settings.ROOT_URLCONF = "urls"
request = RequestFactory(SERVER_NAME="corner.example.org", REMOTE_ADDR="10.11.12.13").post(
    f"/sign-ups/{name}/?q={name}", {"name": name, "email": name}, HTTP_USER_AGENT=name, HTTP_REFERER=f"https://{name}/",
    HTTP_COOKIE=f"__Host-session={name}",
)
get_wsgi_application()(request.environ, lambda status, headers: print(status[:3]))
logging.getLogger("corner.mail").error("Mail to %s failed", name)
try:
    int(name)
except ValueError:
    logging.getLogger("events").exception("%s could not be counted", name)
"""


class Tracker(ThreadingHTTPServer):
    """An error tracker: keeps every byte that it was sent, unpacked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Keeper)
        self.received = []

    @property
    def text(self):
        return "\n".join(self.received)


class Keeper(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        match self.headers.get("Content-Encoding"):
            case "gzip":
                body = gzip.decompress(body)
            case "deflate":
                body = zlib.decompress(body)
        self.server.received.append(f"{self.path} {self.headers}\n{body.decode()}")
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def tracker():
    server = Tracker()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def run(tmp_path):
    def go(**environment):
        given = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "corner.settings.production",
            "SECRET_KEY": "k" * 50,
            "ALLOWED_HOSTS": "corner.example.org",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
            "EMAIL_URL": "smtp://127.0.0.1:9",
            "SITE_URL": "https://corner.example.org",
            "DEFAULT_FROM_EMAIL": "hello@corner.example.org",
            "DATA_DIR": str(tmp_path),
            **environment,
        }
        command = [sys.executable, "-c", SITE, PLANTED]
        return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)

    return go


def test_an_error_arrives_with_its_place_and_without_anybody(run, tracker):
    done = run(SENTRY_DSN=f"http://key@127.0.0.1:{tracker.server_port}/1")
    assert done.stdout.strip() == "500", done.stderr
    assert len(tracker.received) >= 3
    for told in (
        '"type":"ValueError"',
        '"function":"fails"',
        "the store said 503",
        "Mail to %s failed",
        '"method":"POST"',
    ):
        assert told in tracker.text.replace('": ', '":'), told
    assert PLANTED not in tracker.text
    for never in ("10.11.12.13", "sign-ups/", "cookies", '"vars"', "breadcrumbs", '"user"'):
        assert never not in tracker.text, never


def test_the_package_left_alone_would_have_told(run, tracker, monkeypatch):
    """The control: without our own look at each report, names leave. (So the test above can fail.)"""
    code = SITE.replace(
        "import manage\n",
        "import manage\nimport corner.error_reports as r\nr.only_what_may_leave = lambda event, hint: event\n",
        1,
    )
    monkeypatch.setattr(sys.modules[__name__], "SITE", code)
    run(SENTRY_DSN=f"http://key@127.0.0.1:{tracker.server_port}/1")
    assert PLANTED in tracker.text


def test_nothing_is_reported_without_an_address(run, tracker):
    assert run().stdout.strip() == "500"
    assert not tracker.received


@pytest.mark.parametrize("wrong", ["errors.example.org", "https://errors.example.org/1", "https://secret-key@/1"])
def test_a_wrong_address_is_named_and_not_quoted(run, wrong):
    done = run(SENTRY_DSN=wrong)
    assert "SENTRY_DSN is not an address" in done.stderr.strip().splitlines()[-1]
    assert "secret-key" not in done.stderr
