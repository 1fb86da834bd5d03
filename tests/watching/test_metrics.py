"""The site's figures, for whoever has the token: true over several processes, and about nobody."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from corner import troubles
from corner.models import AuditEntry, JobRun, OutgoingEmail, Trouble
from corner.watching import state

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "a-token-of-tests"
real = pytest.mark.django_db(transaction=True)  # the database is asked by another thread, over its own connection


def read(text):
    """Every figure by its name and labels."""
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def ask(client, settings, monkeypatch):
    settings.METRICS_TOKEN = TOKEN
    monkeypatch.setattr(state, "PATIENCE", 60)  # no test asserts a time
    monkeypatch.setattr(state, "_asking", None)

    def get():
        answer = client.get("/metrics/", headers={"authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        return read(answer.content.decode())

    return get


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer ", "Bearer tökén"])
def test_without_the_token_there_is_no_such_page(client, settings, given):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics/", headers={"authorization": given}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer"])
def test_where_no_token_is_set_nobody_has_it(client, settings, given):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics/", headers={"authorization": given}).status_code == 404


@real
def test_requests_by_the_name_of_their_address(client, ask):
    # Read together: the counters belong to the process, and other tests may have asked by another method.
    keys = [("corner_requests_total", "200", "GET", "health_live"), ("corner_request_seconds_count", "health_live")]
    before = ask()
    client.get("/health/live/?q=amina")
    after = ask()
    assert [after[key] for key in keys] == [before.get(key, 0) + 1 for key in keys]


@real
def test_no_label_holds_what_visitors_send(client, ask):
    client.raise_request_exception = False
    ask()
    client.get("/zdzislawa/")
    client.get("/sign-ups/zdzislawa/")
    client.generic("ZDZISLAWA", "/search/?q=zdzislawa", headers={"host": "zdzislawa.example"})
    assert "zdzislawa" not in repr(ask()).lower()


@real
def test_how_things_are(ask):
    now = timezone.now()
    JobRun.objects.create(name="send-mail", last_started=now, last_success=now)
    JobRun.objects.create(name="broken", last_started=now, failing_since=now)
    Trouble.objects.create(kind="store", first_seen=now - timedelta(minutes=5), last_seen=now)
    OutgoingEmail.objects.create(kind="x", to="amina@example.org", dedupe_key="1", next_try=now - timedelta(hours=1))
    AuditEntry.objects.create(action="signup.confirmed", record="events.signup:1")
    AuditEntry.objects.create(action="signup.confirmed", record="events.signup:2", at=now - timedelta(days=2))
    found = ask()
    assert found[("corner_database_up",)] == 1
    assert found[("corner_worker_up",)] == 1
    assert found[("corner_outbox_mails", "queued")] == 1
    assert 3600 <= found[("corner_outbox_oldest_due_seconds",)] < 7200
    assert found[("corner_job_last_success_seconds", "send-mail")] == pytest.approx(now.timestamp())
    assert (found[("corner_job_failing", "broken")], found[("corner_job_failing", "send-mail")]) == (1, 0)
    assert found[("corner_trouble", "store")] == 1
    assert (found[("corner_sign_ups_last_day", "confirmed")], found[("corner_sign_ups_last_day", "held")]) == (1, 0)
    assert found[("corner_disk_free_bytes",)] > 0


@real
def test_a_sign_up_is_counted_by_how_it_came_out(ask, make_event, date_of, signed_up):
    signed_up(date_of(make_event("Tea in the park")))
    assert ask()[("corner_sign_ups_last_day", "confirmed")] == 1


@real
def test_with_the_database_away_it_says_so(ask, monkeypatch):
    monkeypatch.setattr(state, "find", lambda: (_ for _ in ()).throw(OSError))
    found = ask()
    assert found[("corner_database_up",)] == 0
    assert ("corner_worker_up",) not in found


@real
def test_helpers_that_fail_are_counted(ask, monkeypatch):
    monkeypatch.setattr(troubles, "_counted", Counter())
    before = ask().get(("corner_helper_failures_total", "cache"), 0)
    troubles.note(troubles.Kind.CACHE)
    assert ask()[("corner_helper_failures_total", "cache")] == before + 1


# --- two processes ----------------------------------------------------------------------------------------------


@pytest.fixture
def two_processes(tmp_path):
    """gunicorn as the image starts it, with two web processes; gives (its address, its log)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    names = ("HOST", "PORT", "USER", "PASSWORD")
    there = {name: connection.settings_dict[name] for name in names}
    if connection.vendor == "sqlite":
        database = f"sqlite:///{connection.settings_dict['NAME']}"
    else:
        login = f"{there['USER']}:{there['PASSWORD']}".rstrip(":")
        database = f"postgres://{login}@{there['HOST']}:{there['PORT']}/{connection.settings_dict['NAME']}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "corner.settings.production",
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "k" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "false",
        "DATABASE_URL": database,
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "SITE_URL": "https://corner.example.org",
        "DEFAULT_FROM_EMAIL": "hello@corner.example.org",
        "METRICS_TOKEN": TOKEN,
        "TRUSTED_PROXIES": "1",
    }
    environment.pop("PROMETHEUS_MULTIPROC_DIR", None)
    command = [Path(sys.executable).with_name("gunicorn"), "--pythonpath", "site,.", "--workers", "2", "--bind"]
    log = tmp_path / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, f"127.0.0.1:{port}", "corner.wsgi"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        yield server, f"http://127.0.0.1:{port}", log
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)


def fetch(address, **headers):
    request = urllib.request.Request(address, headers={"Connection": "close", **headers})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read().decode(), answer.headers


@pytest.mark.long
@real
def test_two_processes_tell_their_sum(two_processes):
    server, address, log = two_processes
    ends = time.monotonic() + 120
    while True:
        assert server.poll() is None, log.read_text()
        assert time.monotonic() < ends, log.read_text()
        try:
            fetch(f"{address}/health/ready/")
            break
        except OSError:
            time.sleep(0.2)
    token = {"Authorization": f"Bearer {TOKEN}"}
    key = ("corner_requests_total", "200", "GET", "robots")
    number = "ab" * 16
    for _ in range(60):
        _words, headers = fetch(f"{address}/robots.txt?q=zdzislawa", **{"X-Request-ID": number})
        assert headers["X-Request-ID"] == number
    sums = {read(fetch(f"{address}/metrics/", **token)[0])[key] for _ in range(10)}
    assert sums == {60}, "whoever is asked, the sum is the same"

    folder = next(Path(line) for line in _folders(server.pid))
    parts = len(list(folder.glob("counter_*.db")))
    assert parts == 2, "both have answered"
    words = log.read_text()
    assert "zdzislawa" not in words
    lines = [line for line in words.splitlines() if number in line]
    assert len(lines) == 60
    assert all('"path": "/robots.txt"' in line and '"status": 200' in line for line in lines)
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=60)
    assert not folder.exists(), "nothing is left behind"


def _folders(pid):
    """The folder that a process of this server has been told."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for child in children:
        # What is set after the start is not in /proc/…/environ, but the files are open.
        for link in Path(f"/proc/{child}/fd").iterdir():
            if found := re.fullmatch(r"(.*/corner-figures-[^/]+)/.*\.db", os.readlink(link)):
                yield found[1]
