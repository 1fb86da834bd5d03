"""Administrators see what the site does by itself, and on their first screen when that, or a helper, fails."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from corner import jobs
from corner.admin.job_words import WORDS
from corner.models import JobRun, Trouble

pytestmark = pytest.mark.django_db

NINE = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def now():
    with time_machine.travel(NINE, tick=False):
        yield NINE


@pytest.fixture
def see(client, now, administrator):
    def look(name, user=administrator):
        client.force_login(user)
        answer = client.get(reverse(name))
        return answer.content.decode() if answer.status_code == 200 else answer.status_code

    return look


@pytest.fixture
def ran(now):
    """A job that began a minute ago and went well."""

    def make(name="send-mail", **fields):
        ago = now - timedelta(minutes=1)
        return JobRun.objects.create(name=name, **{"last_started": ago, "last_success": ago, **fields})

    return make


def test_every_job_is_said_in_words():
    missing = {job.name for job in jobs.registered()} - set(WORDS)
    assert not missing, "say in corner/admin/job_words.py what it does"


def test_the_screen_says_how_each_job_is(see, ran):
    ran("send-mail")
    ran("events.reminders", failing_since=NINE - timedelta(hours=3), last_error="ValueError in reminders.py line 42")
    ran("publish-scheduled", lease_until=NINE + timedelta(minutes=1))
    ran("events.waiting", last_started=NINE - timedelta(hours=2))
    html = see("jobs")
    for words in (
        "Sends mail",
        "4 January 2027, 08:59",
        "It fails since 4 January 2027, 06:00 (ValueError in reminders.py line 42).",
        "People are not reminded",
        "It runs just now.",
        "did not begin",
        "It never ran.",
        "All is well.",
    ):
        assert words in html, words
    assert html.index("Writes reminders") < html.index("Answers people"), "what fails comes first"
    assert "The worker stands still" not in html


def test_the_screen_says_that_the_worker_stands_still(see):
    assert "The worker stands still" in see("jobs")


@pytest.mark.parametrize("groups", [["Editors", "Event hosts"], ["Contributors"]])
def test_only_for_administrators(see, ran, make_user, groups):
    ran(failing_since=NINE, last_error="x")
    user = make_user("hana", groups=groups)
    assert see("jobs", user) == 302
    home = see("wagtailadmin_home", user)
    assert "site-in-trouble" not in home
    assert reverse("jobs") not in home


def test_nothing_on_the_first_screen_while_all_is_well(see, ran):
    ran()
    assert "site-in-trouble" not in see("wagtailadmin_home")


def test_a_job_that_fails_stands_there_since_when(see, ran):
    ran("events.retention", failing_since=NINE - timedelta(hours=1), last_error="x")
    html = see("wagtailadmin_home")
    assert "Fails since 4 January 2027, 08:00: Erases personal data" in html
    assert "longer than promised" in html


def test_a_worker_that_stands_still_stands_there(see, ran):
    ran(last_started=NINE - timedelta(minutes=3))
    assert "The worker stands still" in see("wagtailadmin_home")


@pytest.mark.parametrize("kind", Trouble.Kind)
def test_a_helper_that_keeps_failing_stands_there(see, kind):
    Trouble.objects.create(kind=kind, first_seen=NINE - timedelta(hours=2), last_seen=NINE - timedelta(minutes=1))
    html = see("wagtailadmin_home")
    assert f"Fails since 4 January 2027, 07:00: {kind.label}" in html
