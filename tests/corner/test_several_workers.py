"""Several workers, as processes, on the database of the suite: each job is one worker's, whatever happens to it."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from corner.models import JobRun

WORKING = Path(__file__).with_name("working.py")

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def traces(tmp_path):
    """What the jobs of all workers have left, word by word."""
    file = tmp_path / "traces"
    file.touch()
    return file


@contextmanager
def workers(number, task, traces, renew=0.1):
    names = ("NAME", "HOST", "PORT", "USER", "PASSWORD")
    database = json.dumps({name: str(connection.settings_dict[name]) for name in names})
    command = [sys.executable, str(WORKING), task, database, str(traces), str(renew)]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(number)]
    try:
        yield running
    finally:
        for process in running:
            process.kill()
            process.wait()


def wait_for(condition):
    ends = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.05)


def at_once(traces):
    """At most how many were at the slow job at the same time."""
    now = most = 0
    for word in traces.read_text().split():
        now += {"begin": 1, "end": -1}.get(word, 0)
        most = max(most, now)
    return most


def test_a_job_that_takes_longer_than_its_lease_is_still_done_by_one(traces):
    with workers(3, "slow", traces):
        wait_for(lambda: traces.read_text().count("end") >= 3)
    assert at_once(traces) == 1
    assert traces.read_text().count("other") > 3, "the others do not wait for it"


def test_without_renewing_it_would_be_done_by_several(traces):
    """The negative control."""
    with workers(3, "slow", traces, renew=1000):
        wait_for(lambda: at_once(traces) > 1)


def test_what_a_killed_worker_was_at_is_taken_up_by_another(traces):
    with workers(1, "slow", traces) as (first,):
        wait_for(lambda: "begin" in traces.read_text())
        first.kill()
        first.wait()
        assert JobRun.objects.get(name="slow").lease
        with workers(1, "slow", traces):
            wait_for(lambda: "end" in traces.read_text())
    assert traces.read_text().count("begin") == 2


def test_a_worker_whose_job_hangs_begins_afresh_by_itself(traces):
    with workers(1, "hangs", traces) as (worker,):
        wait_for(lambda: "other" in traces.read_text())
        wait_for(lambda: "end" in traces.read_text())
        assert worker.poll() is None, "the same process goes on"
    words = traces.read_text().split()
    assert words.count("begin") == 2
    assert words.index("other") < words.index("end"), "the other job had its turn first"
