"""The promises of the image, as far as they can be kept without Docker: its words, and its command really run."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def instructions():
    """(word, rest) of each instruction, with continued lines joined and comments left out."""
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [tuple(line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]


def all_of(word):
    return [rest for name, rest in instructions() if name == word]


def last_stage():
    """The instructions after the last FROM: what the image is."""
    every = instructions()
    start = max(number for number, (name, _) in enumerate(every) if name == "FROM")
    return every[start:]


def test_both_stages_name_their_python():
    bases = [rest.split()[0] for rest in all_of("FROM")]
    assert len(bases) == 2
    assert all(re.fullmatch(r"python:3\.13-slim-\w+", base) for base in bases)
    assert len(set(bases)) == 1


def test_only_packages_with_known_hashes_and_without_a_compiler():
    (install,) = [rest for rest in all_of("RUN") if "pip install" in rest]
    assert "--require-hashes" in install
    assert "--only-binary :all:" in install
    (debian,) = [rest for rest in all_of("RUN") if "apt-get" in rest]
    (installed,) = re.findall(r"apt-get install -y --no-install-recommends ([^&]*)&&", debian)
    assert installed.split() == ["postgresql-client"]


def test_it_runs_as_nobody_special():
    (user,) = [rest for name, rest in last_stage() if name == "USER"]
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)


def test_the_path_is_set_and_never_by_changing_folder():
    (environment,) = [rest for name, rest in last_stage() if name == "ENV"]
    assert "PYTHONPATH=/app:/app/site" in environment.split()
    assert "DJANGO_SETTINGS_MODULE=corner.settings.production" in environment.split()
    assert "--chdir" not in " ".join(all_of("CMD"))


def test_catalogues_and_static_files_are_made_at_build():
    built = " ".join(all_of("RUN"))
    assert "manage.py compile_catalogues" in built
    assert "manage.py collectstatic --noinput" in built


def test_it_says_whether_it_lives():
    (check,) = all_of("HEALTHCHECK")
    assert check.endswith('CMD ["python", "tools/healthy.py"]')


def test_what_is_copied_is_named_one_by_one():
    """So that a secret, a database or somebody's uploads can never slip into the image."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    assert wanted[0] == "*"
    named = {line[1:] for line in wanted if line.startswith("!")}
    rooms = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert rooms | {"site", "manage.py", "requirements.txt", "tools/healthy.py", "docs/guide"} <= named
    assert not named & {".env", "var", "tests", ".git"}


@pytest.mark.smoke
def test_its_command_serves_the_site_and_its_health_check_sees_that(tmp_path):
    """The very CMD, with production settings, under a read-only home, and then the very HEALTHCHECK."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "HOME": "/nonexistent",
        "DJANGO_SETTINGS_MODULE": "corner.settings.production",
        "PORT": port,
        "GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{port}",  # loopback, where the image listens on every address
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "k" * 50,
        "ALLOWED_HOSTS": "corner.example.org",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "SITE_URL": "https://corner.example.org",
        "DEFAULT_FROM_EMAIL": "hello@corner.example.org",
    }
    (command,) = [json.loads(rest) for name, rest in last_stage() if name == "CMD"]
    check = [sys.executable, "tools/healthy.py"]
    log = tmp_path / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        healthy = None
        for _ in range(60):
            assert server.poll() is None, log.read_text()
            healthy = subprocess.run(check, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
            if healthy.returncode == 0:
                break
            time.sleep(0.5)
        assert healthy.returncode == 0, f"{healthy.stderr}\n{log.read_text()}"
    finally:
        server.send_signal(signal.SIGTERM)
        ended = server.wait(timeout=40)
    assert ended == 0, "the image's command must end in order when it is told to stop"
