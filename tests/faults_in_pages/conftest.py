"""Databases that are away, for real: a file that is none, a port where nobody listens, a writer that does not end."""

import socket
import sqlite3
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client

from corner import errors


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch):
    monkeypatch.setattr(errors, "_said_at", float("-inf"))


@pytest.fixture
def visitor():
    """Somebody who sees what the site answers; the test client would raise the error instead."""
    return Client(raise_request_exception=False)


@pytest.fixture
def database_gone(django_db_blocker, tmp_path):
    """There is no database to connect to. Needs none: what a test does here, it does without one."""
    wanted = {"NAME": str(tmp_path)} if connection.vendor == "sqlite" else {"HOST": "127.0.0.1", "PORT": free_port()}
    with lead_astray(wanted), django_db_blocker.unblock():
        yield


@contextmanager
def lead_astray(wanted):
    """In the block, the site's connection leads elsewhere."""
    kept = {name: connection.settings_dict[name] for name in wanted}
    connection.close()
    connection.settings_dict.update(wanted)
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict.update(kept)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def others_write_without_end():
    """In the block somebody else holds what a sign-up has to write, for longer than the site is willing to wait."""
    patience = 200  # milliseconds; the site's own would take 20 s
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        wait, hold, back = f"PRAGMA busy_timeout = {patience}", "BEGIN IMMEDIATE", "PRAGMA busy_timeout = 20000"
    else:
        names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        given = {key: connection.settings_dict[name] for key, name in names.items() if connection.settings_dict[name]}
        other = psycopg.connect(**given)
        wait, hold, back = (
            f"SET statement_timeout = {patience}",
            "LOCK TABLE events_occasion",
            "RESET statement_timeout",
        )
    with connection.cursor() as cursor:
        cursor.execute(wait)
    other.execute(hold)
    try:
        yield
    finally:
        other.close()
        with connection.cursor() as cursor:
            cursor.execute(back)


@pytest.fixture(name="others_write_without_end")
def others_write_without_end_fixture(transactional_db):
    return others_write_without_end
