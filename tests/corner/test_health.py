"""Whoever restarts the site, or sends it visitors, learns what they need; and nothing else goes wrong with it."""

import threading
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import OperationalError
from django.utils import timezone

from corner.models import JobRun, OutgoingEmail, Trouble
from corner.watching import state

real = pytest.mark.django_db(transaction=True)  # the database is asked by another thread, over its own connection


@pytest.fixture(autouse=True)
def newly_started(monkeypatch):
    monkeypatch.setattr(state, "_is_migrated", False)
    monkeypatch.setattr(state, "_asking", None)
    monkeypatch.setattr(state, "PATIENCE", 60)  # no test asserts a time


@pytest.fixture
def ready(client):
    return lambda: client.get("/health/ready/")


def run(name, ago=timedelta(0), **fields):
    return JobRun.objects.create(name=name, last_started=timezone.now() - ago, **fields)


def test_alive_touches_no_database(client):
    """This test has no right to the database: a query would fail it."""
    answer = client.get("/health/live/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@real
def test_ready_when_the_database_answers_and_is_migrated(ready):
    now = timezone.now()
    run("send-mail", last_success=now)
    answer = ready()
    assert answer.status_code == 200
    assert answer.json()["database"] is answer.json()["migrations"] is True
    assert answer.json()["jobs"]["send-mail"][:19] == now.isoformat()[:19]
    assert "no-store" in answer["Cache-Control"]


@real
@pytest.mark.parametrize("error", [OperationalError("no connection for corner with password secret"), TypeError("?")])
def test_not_ready_while_the_database_is_away_and_nothing_secret_is_said(ready, monkeypatch, error):
    monkeypatch.setattr(state, "find", lambda: (_ for _ in ()).throw(error))
    answer = ready()
    assert answer.status_code == 503
    assert answer.json() == {"database": False, "migrations": False}


@real
def test_a_database_that_hangs_is_not_waited_for_and_not_asked_again_by_every_visitor(ready, monkeypatch):
    goes_on, asked = threading.Event(), []

    def hang():
        asked.append(1)
        goes_on.wait(timeout=60)
        return state.State(is_migrated=True)

    monkeypatch.setattr(state, "PATIENCE", 0.05)
    monkeypatch.setattr(state, "find", hang)
    assert [ready().status_code for _ in range(3)] == [503] * 3
    assert len(asked) == 1
    goes_on.set()
    state._asking.join(timeout=60)
    assert ready().status_code == 200, "as soon as it answers again"


@real
def test_a_thread_that_never_comes_back_is_replaced(ready, monkeypatch):
    """A network that swallows everything may keep it for a quarter of an hour."""
    goes_on = threading.Event()
    with monkeypatch.context() as hanging:
        hanging.setattr(state, "find", lambda: goes_on.wait(timeout=60))
        hanging.setattr(state, "PATIENCE", 0.05)
        assert ready().status_code == 503
    monkeypatch.setattr(state, "GIVEN_UP", -1)
    assert ready().status_code == 200
    goes_on.set()


@real
def test_not_ready_before_the_migrations_have_run(ready, monkeypatch):
    newest = state._newest_migrations()
    monkeypatch.setattr(state, "_newest_migrations", lambda: [*newest, ("corner", "9999_more")])
    answer = ready()
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "migrations": False}


@real
def test_ready_while_the_database_is_newer_than_this_code(ready, monkeypatch):
    """As during an upgrade, when the old code still serves."""
    newest = [key for key in state._newest_migrations() if key[0] != "corner"]
    monkeypatch.setattr(state, "_newest_migrations", lambda: [*newest, ("corner", "0001_initial")])
    assert ready().status_code == 200


@pytest.mark.django_db
def test_migrations_are_not_counted_again_at_every_look(django_assert_num_queries):
    state.find()
    with django_assert_num_queries(5):  # jobs, the outbox twice, troubles, what rooms count; no migrations
        state.find()


@real
def test_the_pulse_of_the_worker(ready):
    assert ready().json()["worker"] == "late", "it never ran"
    job = run("send-mail", ago=timedelta(minutes=3))
    assert ready().json()["worker"] == "late"
    JobRun.objects.update(lease_until=timezone.now() + timedelta(minutes=1))
    assert ready().json()["worker"] == "ok", "one job takes long, and its lease is kept"
    JobRun.objects.filter(pk=job.pk).update(lease_until=None, last_started=timezone.now())
    assert ready().json()["worker"] == "ok"


@real
def test_a_worker_that_stands_still_does_not_turn_visitors_away(ready):
    assert ready().status_code == 200


@real
def test_how_old_the_outbox_is(ready):
    now = timezone.now()
    for number, (state_, due) in enumerate([("queued", -600), ("queued", 3600), ("sent", -9000), ("failed", -9000)]):
        OutgoingEmail.objects.create(
            kind="x", to="amina@example.org", state=state_, dedupe_key=number, next_try=now + timedelta(seconds=due)
        )
    answer = ready()
    assert answer.json()["outbox"]["waiting"] == 2
    assert answer.json()["outbox"]["failed"] == 1
    assert 600 <= answer.json()["outbox"]["oldest_due_seconds"] < 1200
    assert "amina" not in answer.content.decode()


@real
def test_what_fails_is_named(ready):
    now = timezone.now()
    run("send-mail", failing_since=now, last_error="ServerAway")
    Trouble.objects.create(kind="cache", first_seen=now - timedelta(minutes=5), last_seen=now)
    answer = ready()
    assert answer.status_code == 200
    assert answer.json()["failing"] == ["send-mail"]
    assert answer.json()["troubles"] == ["cache"]


@real
def test_a_cache_that_fails_does_not_count(ready, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(type(caches["default"]), "get", fail)
    assert ready().status_code == 200


@pytest.mark.parametrize("path", ["/health/live/", "/health/ready/", "/metrics/"])
def test_looking_is_all_that_can_be_done(client, path):
    assert client.post(path).status_code == 405
