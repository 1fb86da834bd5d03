"""A newcomer's first ten minutes, for real: a clean clone, `make start`, a page, Ctrl-C, and again."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.long


@pytest.fixture
def clone(tmp_path):
    """What git would give somebody: no environment, no data, no compiled catalogues."""
    left_behind = shutil.ignore_patterns(".git", ".venv*", "var", "static-collected", "__pycache__", ".*_cache", "*.mo")
    return shutil.copytree(ROOT, tmp_path / "clone", ignore=left_behind)


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def visit(port):
    """The home page, or None while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
            return answer.read().decode()
    except OSError:
        return None


def start_and_stop(clone, port, patience):
    """Run `make start` until the home page answers, or fail after `patience` seconds; gives page and output."""
    environment = {name: os.environ[name] for name in os.environ if not name.startswith(("DJANGO", "DATABASE", "MAKE"))}
    environment |= {"PORT": str(port), "DATA_DIR": str(clone / "data")}
    log = clone / "log"
    began = time.monotonic()
    with log.open("wb") as output:
        run = subprocess.Popen(
            ["make", "start"],
            cwd=clone,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        page = None
        while not page:
            assert run.poll() is None, log.read_text()
            assert time.monotonic() - began < patience, log.read_text()
            time.sleep(0.2)
            page = visit(port)
    finally:
        os.killpg(run.pid, signal.SIGINT)  # as Ctrl-C does
        run.wait(timeout=30)
    with socket.create_server(("127.0.0.1", port)):
        pass  # nobody was left behind on the port
    return page, log.read_text()


def test_a_clean_clone_starts_stops_and_starts_again(clone, port):
    page, said = start_and_stop(clone, port, patience=400)
    assert "<h1" in page
    assert f"http://127.0.0.1:{port}/" in said
    database = clone / "data" / "site.sqlite3"
    before = database.stat().st_ino

    page, said = start_and_stop(clone, port, patience=60)
    assert "<h1" in page
    assert "Installing" not in said
    assert database.stat().st_ino == before, "a second run keeps the data"
