"""Several processes, one cache: no worker shows what was (speed.md, budget 12). The real server, four workers."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection
from wagtail.models import Page, PageViewRestriction

from events.models import Places

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 4
#: So many requests after each change; enough that every worker answers some.
ASKED = 24
# Beside the site's own settings of gunicorn, whose access log is off on purpose.
WHO_ANSWERS = """
def pre_request(worker, request):
    with open({0!r}, "a") as file:
        file.write(f"{{worker.pid}}\\n")
"""


def database_url():
    options = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{options['NAME']}"
    return f"postgres://{options['USER']}@{options['HOST']}:{options['PORT']}/{options['NAME']}"


@pytest.fixture
def shared_cache(tmp_path, settings, keeping):
    """This process writes, as the worker and other web processes do, to the same cache as the server."""
    folder = tmp_path / "cache"
    settings.CACHES = {"default": {"BACKEND": "corner.cache.FailSafeFileCache", "LOCATION": str(folder)}}
    caches["default"].clear()


@pytest.fixture
def server(tmp_path, shared_cache):
    """gunicorn with production's settings; gives (host, port) and the file with the number of who answered."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DJANGO_SETTINGS_MODULE": "corner.settings.production",
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "k" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": database_url(),
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "SITE_URL": "https://127.0.0.1",
        "DEFAULT_FROM_EMAIL": "hello@corner.example.org",
        "SECURE_SSL_REDIRECT": "false",
    }
    answered = tmp_path / "answered"
    settings_of_gunicorn = tmp_path / "gunicorn.conf.py"
    settings_of_gunicorn.write_text(f"{(ROOT / 'gunicorn.conf.py').read_text()}\n{WHO_ANSWERS.format(str(answered))}")
    command = [
        *("gunicorn", "--config", str(settings_of_gunicorn), "--pythonpath", "site", "--no-control-socket"),
        *("--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "corner.wsgi"),
    ]
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]  # as the image does
    subprocess.run(collect, cwd=ROOT, env=environment, check=True)
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        for _ in range(240):
            assert process.poll() is None, log.read_text()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.25)
        yield port, answered
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)


def answers(port, url):
    """Status and words of what each of many visitors gets, one after the other, each on a connection of its own."""
    found = []
    for _ in range(ASKED):
        visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        visitor.request("GET", url, headers={"X-Forwarded-Proto": "https"})
        answer = visitor.getresponse()
        found.append((answer.status, answer.read().decode()))
        visitor.close()
    return found


def test_no_worker_shows_what_was(make_event, server):
    event = make_event(title="Tea in the park", capacity_in_person=2)
    port, answered = server
    rounds = [
        ("published", lambda: _publish(event, "Cake in the park"), 200, "Cake in the park"),
        ("rows at once", lambda: Page.objects.filter(pk=event.pk).update(title="Soup in the park"), 200, "Soup in"),
        ("full", lambda: Places.objects.update(taken=2), 200, "waiting list"),
        ("hidden", lambda: PageViewRestriction.objects.create(page=event, restriction_type="login"), 302, ""),
        ("shown again", lambda: PageViewRestriction.objects.all().delete(), 200, "Soup in the park"),
        ("taken off", lambda: event.unpublish(), 404, ""),
    ]
    assert {status for status, _ in answers(port, event.url)} == {200}, (answered.parent / "log").read_text()
    for what, change, status, words in rounds:
        time.sleep(1.1)  # until this generation is settled, so that pages of it are kept
        answers(port, event.url)
        change()
        for got, html in answers(port, event.url):
            assert got == status, what
            assert words in html, what
    assert len(set(answered.read_text().split())) == WORKERS, "every worker answered"


def _publish(event, title):
    event.title = title
    event.save_revision().publish()
