"""What every test can count on: compiled catalogues, no network, a database as the migrations left it."""

import gc
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from tests import baseline, migrated, network
from tests.fixtures import search

# Content (a site with an event, its people …) lives beside this file, one subject to a file.
FIXTURES = Path(__file__).with_name("fixtures")
pytest_plugins = [f"tests.fixtures.{path.stem}" for path in sorted(FIXTURES.glob("[a-z]*.py"))]


def pytest_sessionstart(session):
    """Compile the message catalogues once, before any process reads them (they are not in the repository).

    And look for garbage less often: measured, that is a tenth of the time of the whole suite.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    search.stop_listening()
    is_worker = hasattr(session.config, "workerinput")
    if not is_worker and "compile_catalogues" in get_commands():
        call_command("compile_catalogues", verbosity=0)
        # Words that were asked for while Django started were looked up in catalogues that were not there yet.
        translation_file_changed(sender=None, file_path=Path("django.mo"))


def pytest_unconfigure(config):
    """Say last, after the counts, that the browser journeys did not run; and leave no files behind."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    stats = reporter.stats if reporter else {}
    skipped = [report for report in stats.get("skipped", []) if "browser" in report.keywords]
    if skipped:
        reporter.write_line(
            f"{len(skipped)} browser tests were SKIPPED: no Chromium (apt-get install chromium, or set CHROMIUM)."
        )
    if settings.DATA_DIR.name.startswith("corner-test-"):  # settings/test.py made it for this run
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_createdb(django_db_createdb, django_db_modify_db_settings, request):
    """Whether pytest-django has to make the test database: not on SQLite, where it finds a copy of a migrated one."""
    if connection.vendor != "sqlite":
        return django_db_createdb
    migrated.put_copy(connection.settings_dict["TEST"]["NAME"], request.config.cache.mkdir("migrated"))
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database; what migrations put into it is remembered for `pytest_runtest_teardown`."""
    baseline.remember(django_db_blocker)
    # Django empties every table after real transactions and makes all permissions anew; `restore` replaces all of that.
    TransactionTestCase._fixture_teardown = lambda case: None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """A test with real transactions leaves what it wrote; give the next one what migrations made."""
    try:
        return (yield)
    finally:
        marker = item.get_closest_marker("django_db")
        asked = marker and (marker.args or marker.kwargs.get("transaction") or marker.kwargs.get("reset_sequences"))
        if asked or {"transactional_db", "live_server"} & set(item.fixturenames):
            baseline.restore()


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """A test that reaches for another machine fails, even where the code under test would shrug the error off."""
    refused = network.refuse_other_machines(monkeypatch)
    yield
    assert not refused, f"reached for another machine: {refused}"


@pytest.fixture(autouse=True)
def english_at_the_end():
    """A request for a Polish page leaves Polish active in this thread; the next test begins in English."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def long_rounds():
    """How often a `long` test repeats itself: LONG_ROUNDS, else 20."""
    return int(os.environ.get("LONG_ROUNDS", "20"))
