"""Whoever restarts the site, or sends it visitors, learns what they need; and nothing else goes wrong with it."""

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection
from django.utils import timezone

from corner import health
from corner.models import JobRun


@pytest.fixture(autouse=True)
def newly_started(monkeypatch):
    monkeypatch.setattr(health, "_migrations_seen", False)


@pytest.fixture
def database_away(monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("could not connect to server as corner with password secret")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_alive_touches_no_database(client):
    """This test has no right to the database: a query would fail it."""
    answer = client.get("/health/live/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_migrated(client):
    now = timezone.now()
    JobRun.objects.create(name="send-mail", last_success=now)
    answer = client.get("/health/ready/")
    assert answer.status_code == 200
    assert answer.json()["database"] is answer.json()["migrations"] is True
    assert answer.json()["jobs"]["send-mail"][:19] == now.isoformat()[:19]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_while_the_database_is_away_and_nothing_secret_is_said(client, database_away):
    answer = client.get("/health/ready/")
    assert answer.status_code == 503
    assert answer.json() == {"database": False, "migrations": False, "jobs": {}}


@pytest.mark.django_db
def test_not_ready_before_the_migrations_have_run(client, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args: [("corner", "0009_more")])
    answer = client.get("/health/ready/")
    assert answer.status_code == 503
    assert answer.json()["database"] is True
    assert answer.json()["migrations"] is False


@pytest.mark.django_db
def test_migrations_are_not_counted_again_at_every_look(client, django_assert_num_queries):
    client.get("/health/ready/")
    with django_assert_num_queries(2):
        client.get("/health/ready/")


@pytest.mark.django_db
def test_a_cache_that_fails_does_not_count(client, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(type(caches["default"]), "get", fail)
    assert client.get("/health/ready/").status_code == 200


@pytest.mark.parametrize("path", ["/health/live/", "/health/ready/"])
def test_looking_is_all_that_can_be_done(client, path):
    assert client.post(path).status_code == 405
