"""A site from before we had pictures of our own: every picture is still there, under its number, where it was."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

pytestmark = [pytest.mark.long, pytest.mark.django_db]


@pytest.fixture
def database(tmp_path):
    """The address of an empty database of the same kind as the suite runs on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'before.sqlite3'}"
        return
    name = f"{connection.settings_dict['NAME']}_before"
    psycopg = pytest.importorskip("psycopg")
    own = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(own._replace(path=f"/{name}"))
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def run(database, tmp_path):
    """Runs a step in a process of its own: this one knows the models as they are now only."""

    def step(name):
        environment = {**os.environ, "DATABASE_URL": database, "TEST_DATA_DIR": str(tmp_path)}
        script = Path(__file__).with_name("before_our_own.py")
        done = subprocess.run(
            [sys.executable, str(script), name], env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    return step


def test_everything_known_of_a_picture_comes_along(run):
    run("prepare")
    found = json.loads(run("look").rpartition("FOUND ")[2])
    assert found == {
        "numbers": [3, 41, 42],
        "next is larger": True,
        "title": "Walk 41",
        "day": "2024-05-06T07:08:09+00:00",
        "focal point": [5, 8],
        "tags": ["parks"],
        "keys differ": True,
        "is clean": False,
        "venue": "Walk 41",
        "used by": ["Library"],
        "references": 1,
        "history": ["Walk"],
        "left behind": [0, 0],
        "old file": False,
        "original": True,
        "may change": True,
    }
