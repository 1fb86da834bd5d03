"""The first five minutes of a newcomer: what `make start` says when this machine is not ready, and what it keeps."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# A Python that makes an environment in an instant. Its pip writes down each call and ends as PIP_ENDS says.
QUICK_PYTHON = """#!/bin/sh
case "$*" in
*"-m venv"*)
    for environment; do :; done
    rm -rf "$environment"; mkdir -p "$environment/bin"; cp "$0" "$environment/bin/python" ;;
*"-m pip"*) echo "$*" >> "$PIP_CALLS"; exit "${PIP_ENDS:-0}" ;;
*--version*) echo "Python 3.12.1" ;;
esac
"""
OLD_PYTHON = """#!/bin/sh
case "$*" in *exit*) exit 1 ;; *print*) echo 3.9 ;; esac
"""
PYTHON_WITHOUT_VENV = """#!/bin/sh
case "$*" in *ensurepip*) exit 1 ;; esac
"""


@pytest.fixture
def machine(tmp_path):
    """A machine with a shell, a locked file, and no Python but the one that a story gives it."""
    (tmp_path / "programs").mkdir()
    for name in ("sh", "basename", "cmp", "cp", "mkdir", "rm"):
        (tmp_path / "programs" / name).symlink_to(shutil.which(name))
    (tmp_path / "requirements.txt").write_text("django==5.2.19 --hash=sha256:0\n")

    def make_environment(python=None, **environment):
        if python:
            program = tmp_path / "programs" / "python3"
            program.write_text(python)
            program.chmod(0o755)
        return subprocess.run(
            ["sh", ROOT / "tools" / "environment.sh", ".venv", "requirements.txt"],
            cwd=tmp_path,
            env={"PATH": str(tmp_path / "programs"), "PIP_CALLS": str(tmp_path / "calls"), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    make_environment.pip_calls = lambda: (tmp_path / "calls").read_text().splitlines()
    make_environment.locked = tmp_path / "requirements.txt"
    return make_environment


def test_without_python_the_remedy_is_one_line(machine):
    run = machine()
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert "Python 3.11, 3.12 or 3.13 is needed" in run.stderr
    assert "apt-get install python3 python3-venv" in run.stderr


def test_a_python_that_is_too_old_is_named(machine):
    run = machine(OLD_PYTHON)
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert "(found: 3.9)" in run.stderr


def test_a_python_without_venv_is_told_how_to_get_it(machine):
    run = machine(PYTHON_WITHOUT_VENV)
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert "apt-get install python3-venv" in run.stderr


def test_packages_are_installed_once_and_only_with_their_hashes(machine):
    assert machine(QUICK_PYTHON).returncode == 0
    assert machine().returncode == 0
    (call,) = machine.pip_calls()
    assert "--require-hashes -r requirements.txt" in call


def test_an_installation_that_was_broken_off_is_taken_up_again(machine):
    broken = machine(QUICK_PYTHON, PIP_ENDS="1")
    assert broken.returncode == 1
    assert "Run the same command again" in broken.stderr
    assert machine().returncode == 0
    assert len(machine.pip_calls()) == 2


def test_a_changed_lock_is_installed(machine):
    machine(QUICK_PYTHON)
    machine.locked.write_text("django==5.2.20 --hash=sha256:0\n")
    assert machine().returncode == 0
    assert len(machine.pip_calls()) == 2


# --- make start itself --------------------------------------------------------------------------------------


def start(**environment):
    """`python -m tools.start`, which these stories end before it prepares anything."""
    return subprocess.run(
        [sys.executable, "-m", "tools.start"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_port_that_is_taken_is_named_with_the_remedy():
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        taken = somebody.getsockname()[1]
        run = start(PORT=str(taken))
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert re.search(rf"Port {taken} cannot be used .*: PORT=\d+ make start", run.stderr)


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_no_port_is_refused(port):
    run = start(PORT=port)
    assert run.returncode == 1
    assert run.stderr.startswith("PORT must be a number from 1 to 65535")


def test_web_and_worker_start_together_and_on_loopback_only():
    assert (ROOT / "Procfile").read_text().splitlines() == [
        'web: python manage.py runserver "127.0.0.1:$PORT"',
        "worker: python manage.py work",
    ]


# --- settings -----------------------------------------------------------------------------------------------

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "corner.settings.production",
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "corner.example.org",
    "DATABASE_URL": "sqlite:///:memory:",
    "EMAIL_URL": "smtp://localhost:25",
    "SITE_URL": "https://corner.example.org",
    "DEFAULT_FROM_EMAIL": "hello@corner.example.org",
}


def load_settings(**changes):
    """Load the production settings in a process of their own; a change to None takes a variable away."""
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, **changes}
    return subprocess.run(
        [sys.executable, "-c", "import manage; from django.conf import settings; print(settings.DEBUG)"],
        cwd=ROOT,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_when_everything_is_given():
    assert load_settings().stdout == "False\n"


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL", "SITE_URL", "DEFAULT_FROM_EMAIL"]
)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_production_names_what_is_missing(name, value):
    run = load_settings(**{name: value})
    assert run.returncode != 0
    sentence = run.stderr.strip().splitlines()[-1]
    assert f"The site cannot start. Please set: {name} (" in sentence


def test_production_names_everything_that_is_missing_at_once():
    run = load_settings(SECRET_KEY=None, DATABASE_URL=None)
    sentence = run.stderr.strip().splitlines()[-1]
    assert "SECRET_KEY (" in sentence
    assert "DATABASE_URL (" in sentence


def test_every_setting_is_explained_in_the_example():
    read = set()
    for path in (ROOT / "site").rglob("*.py"):
        read |= set(re.findall(r"""\benv(?:\.\w+)?\(\s*["']([A-Z0-9_]+)["']""", path.read_text()))
    explained = set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert "SECRET_KEY" in read
    assert read - explained - {"TEST_DATA_DIR"} == set()
