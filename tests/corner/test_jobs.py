"""The worker does each job once a turn, whatever happens to the others, to itself, or to the database."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from corner import failures, jobs, leases
from corner.management.commands import work
from corner.models import JobRun

ROOT = Path(__file__).resolve().parents[2]
NINE = datetime(2027, 5, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_other_jobs(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})
    monkeypatch.setattr(jobs, "stopping", threading.Event())


@pytest.fixture
def counted():
    """A job every ten minutes that counts its runs."""
    runs = []
    jobs.register("counted", lambda: runs.append(timezone.now()), every=timedelta(minutes=10))
    return runs


@pytest.mark.django_db
def test_a_job_runs_when_its_turn_has_come(counted):
    with time_machine.travel(NINE, tick=False) as clock:
        for minutes in (0, 5, 5, 5, 5):
            clock.shift(timedelta(minutes=minutes))
            assert jobs.run_due() == []
    assert counted == [NINE + timedelta(minutes=minutes) for minutes in (0, 10, 20)]
    run = JobRun.objects.get()
    assert (run.last_started, run.last_success) == (counted[-1], counted[-1])
    assert run.lease is None


@pytest.mark.django_db
def test_turns_that_were_missed_are_caught_up_once(counted):
    with time_machine.travel(NINE, tick=False) as clock:
        jobs.run_due()
        clock.shift(timedelta(days=4))
        jobs.run_due()
        jobs.run_due()
    assert len(counted) == 2


@pytest.mark.django_db
def test_a_job_that_fails_is_written_down_without_its_words_and_stops_no_other(counted, caplog):
    person = "amina@example.org"

    def fails():
        raise ValueError(f"{person} is not on the list")

    jobs._jobs = {"fails": jobs.Job("fails", fails, timedelta(minutes=10), timedelta(minutes=15)), **jobs._jobs}
    assert jobs.run_due() == ["fails"]
    assert len(counted) == 1
    run = JobRun.objects.get(name="fails")
    assert run.last_error.startswith("ValueError in test_jobs.py line ")
    assert run.last_success is None
    assert run.failing_since
    assert run.lease is None
    assert "fails" in caplog.text
    assert "@" not in caplog.text


@pytest.mark.django_db
def test_a_job_that_works_again_forgets_its_error(counted):
    JobRun.objects.create(name="counted", last_error="ValueError in signing_up.py line 42", failing_since=NINE)
    jobs.run_due()
    run = JobRun.objects.get()
    assert (run.last_error, run.failing_since) == ("", None)


@pytest.mark.django_db
def test_since_when_it_fails_is_the_first_time_and_not_the_newest():
    jobs.register("fails", lambda: 1 / 0, every=timedelta(minutes=10))
    with time_machine.travel(NINE, tick=False) as clock:
        jobs.run_due()
        clock.shift(timedelta(hours=3))
        jobs.run_due()
    run = JobRun.objects.get()
    assert (run.failing_since, run.last_started) == (NINE, NINE + timedelta(hours=3))


@pytest.mark.django_db
def test_words_that_we_wrote_ourselves_are_kept():
    class Refused(failures.Plain):
        pass

    def refuses():
        raise Refused("Two pages are not complete: 12, 14")

    jobs.register("refuses", refuses, every=timedelta(minutes=1))
    jobs.run_due()
    assert JobRun.objects.get().last_error == "Two pages are not complete: 12, 14"


@pytest.mark.django_db
def test_a_job_that_another_process_runs_is_left_alone_until_its_lease_is_over(counted):
    """It began long ago and another turn is due; it may still be at work, or have been killed."""
    with time_machine.travel(NINE, tick=False) as clock:
        leases.claim("counted", timedelta(minutes=10), timezone.now())
        JobRun.objects.update(last_started=NINE - timedelta(minutes=20))
        clock.shift(leases.LEASE)
        jobs.run_due()
        assert counted == []
        clock.shift(timedelta(seconds=1))
        jobs.run_due()
        assert len(counted) == 1


@pytest.mark.django_db
def test_looking_for_work_costs_one_query(counted, django_assert_num_queries):
    jobs.run_due()
    with django_assert_num_queries(1):
        jobs.run_due()


def test_two_rooms_cannot_register_the_same_job(counted):
    with pytest.raises(ValueError, match="already"):
        jobs.register("counted", print, every=timedelta(minutes=1))


def run_with_four_at_once():
    """Four workers who have all seen that the job is due before any begins."""
    all_have_looked = threading.Barrier(4, timeout=120)
    broken = []

    def worker():
        try:
            all_have_looked.wait()
            jobs._run_if_due(jobs.registered()[0])
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken


@pytest.mark.django_db(transaction=True)
def test_of_four_workers_one_does_the_job(counted):
    run_with_four_at_once()
    assert len(counted) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lease_all_four_would(counted, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(leases, "claim", lambda name, every, now: uuid.uuid4())
    run_with_four_at_once()
    assert len(counted) == 4


def test_a_job_with_many_pieces_gives_way_after_a_while():
    assert jobs.turn(at_most=timedelta(seconds=-1))()
    is_over = jobs.turn()
    assert not is_over()
    jobs.stopping.set()
    assert is_over()


# --- leases -----------------------------------------------------------------------------------------------------


@pytest.fixture
def quick_leases(monkeypatch):
    monkeypatch.setattr(leases, "RENEW", 0.01)


@pytest.fixture
def stopped(monkeypatch, quick_leases):
    """Run a job that goes on until it is stopped; what the row says then, and how often it was stopped."""
    end = threading.Event()

    def run(longest=timedelta(hours=1), meanwhile=None):
        stops = []

        def begin_afresh():
            stops.append(JobRun.objects.get())
            end.set()

        def endless():
            if meanwhile:
                meanwhile()
            assert end.wait(timeout=60)

        jobs.register("endless", endless, every=timedelta(minutes=1), longest=longest)
        jobs._run_if_due(jobs.registered()[0], begin_afresh)
        (run,) = stops
        return run

    return run


@pytest.mark.django_db(transaction=True)
def test_the_lease_of_a_job_is_renewed_while_it_runs(quick_leases, counted):
    seen = []

    def long():
        first = until = JobRun.objects.get(name="long").lease_until
        ends = time.monotonic() + 60
        while until == first and time.monotonic() < ends:
            until = JobRun.objects.get(name="long").lease_until
        seen.append(until > first)

    jobs.register("long", long, every=timedelta(minutes=1))
    jobs.run_due()
    assert seen == [True]
    assert JobRun.objects.get(name="long").lease is None


@pytest.mark.django_db(transaction=True)
def test_a_job_that_hangs_is_stopped_and_written_down(stopped, caplog):
    run = stopped(longest=timedelta(0))
    assert run.last_error == "It hung: not done after 0:00:00."
    assert run.failing_since
    assert run.lease is None, "its next turn need not wait"
    assert "endless" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_job_that_somebody_else_has_taken_over_is_stopped_and_leaves_the_row_alone(stopped):
    """This machine slept, say, and its lease ran out meanwhile."""
    other = uuid.uuid4()
    run = stopped(meanwhile=lambda: JobRun.objects.update(lease=other))
    assert run.lease == other
    assert run.last_error == ""


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_lease_cannot_be_renewed_in_time_is_stopped(stopped, monkeypatch):
    monkeypatch.setattr(leases, "LEASE", timedelta(seconds=0.05))
    monkeypatch.setattr(leases.Held, "_is_renewed", lambda self, now: False)
    assert stopped().last_error == "Its lease could not be renewed."


# --- manage.py work ---------------------------------------------------------------------------------------------


@pytest.fixture
def signals():
    """The worker takes over two signals; give them back to pytest."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture
def in_this_process(monkeypatch, signals):
    """The worker without its rest, on the test's own connection, which it must not close."""
    monkeypatch.setattr(work, "PAUSE", 0)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    monkeypatch.setattr(work.connection, "close", lambda: None)


@pytest.mark.django_db
def test_once_runs_what_is_due_and_ends(counted, signals):
    call_command("work", "--once")
    assert len(counted) == 1


@pytest.mark.django_db
def test_once_says_which_job_failed(signals):
    jobs.register("fails", lambda: 1 / 0, every=timedelta(minutes=1))
    with pytest.raises(CommandError, match="These jobs failed, and will be tried again: fails"):
        call_command("work", "--once")


@pytest.mark.django_db
def test_once_says_in_words_that_the_database_is_away(signals, monkeypatch):
    monkeypatch.setattr(jobs, "run_due", lambda end: (_ for _ in ()).throw(OperationalError("password=secret")))
    with pytest.raises(CommandError, match="The database does not answer") as said:
        call_command("work", "--once")
    assert "secret" not in str(said.value)


@pytest.mark.django_db
def test_a_database_that_is_briefly_away_is_waited_for(in_this_process, monkeypatch, caplog):
    looks = []

    def run_due(begin_afresh):
        looks.append(1)
        if len(looks) in (2, 3):
            raise (OperationalError if len(looks) == 2 else InterfaceError)("the connection was lost")
        if len(looks) == 5:
            jobs.stopping.set()
        return []

    monkeypatch.setattr(jobs, "run_due", run_due)
    call_command("work")
    assert len(looks) == 5
    assert caplog.text.count("The database is away") == 1
    assert caplog.text.count("The database is back") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_worker_after_the_job_in_hand(in_this_process, number):
    done = []

    def first():
        os.kill(os.getpid(), number)
        done.append("first")

    jobs.register("first", first, every=timedelta(minutes=1))
    jobs.register("second", lambda: done.append("second"), every=timedelta(minutes=1))
    call_command("work")
    assert done == ["first"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_real_worker_ends_at_once_when_it_rests(number, tmp_path):
    """As honcho and the container do it: another process, a signal, a clean end; here even without tables."""
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}", "DATA_DIR": str(tmp_path)}
    environment = {**os.environ, **database, "DJANGO_SETTINGS_MODULE": "corner.settings.development"}
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
    try:
        for line in worker.stderr:
            if "The database is away" in line:
                break
        worker.send_signal(number)
        assert worker.wait(timeout=120) == 0
    finally:
        worker.kill()
        worker.wait()
        worker.stderr.close()
