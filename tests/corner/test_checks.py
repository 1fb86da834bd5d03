"""What must not go into production is said before it does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import WARNING, run_checks
from django.db import OperationalError
from django.test import override_settings

from corner import checks
from corner.mail import kinds
from corner.models import SiteSettings

ROOT = Path(__file__).resolve().parents[2]


def ids(messages):
    return [message.id for message in messages]


def test_the_folder_site_must_not_become_a_package(settings, tmp_path):
    settings.SITE_DIR = tmp_path
    assert checks.site_is_a_folder() == []
    (tmp_path / "__init__.py").touch()
    assert ids(checks.site_is_a_folder()) == ["corner.E001"]


@pytest.mark.parametrize(
    ("backend", "found"),
    [
        ("django_tasks.backends.immediate.ImmediateBackend", []),
        ("django_tasks.backends.database.DatabaseBackend", ["corner.E002"]),
        ("django_tasks_db.DatabaseBackend", ["corner.E002"]),
    ],
)
def test_tasks_are_not_left_in_a_table(backend, found):
    with override_settings(TASKS={"default": {"BACKEND": backend}}):
        assert ids(checks.no_work_is_lost_in_a_task_table()) == found


def test_a_mail_without_its_words_is_found(mail_kind, tmp_path):
    (tmp_path / "mail/story/hello/body.txt").unlink()
    [missing] = [message for message in checks.every_mail_has_its_words() if "story/hello" in message.msg]
    assert missing.msg == "The mail template mail/story/hello/body.txt is missing."


def test_every_mail_of_this_site_has_its_words():
    assert checks.every_mail_has_its_words() == []
    assert all(kind.template("body.txt").startswith("mail/") for kind in kinds.registered())


@pytest.mark.parametrize(
    ("backend", "found"),
    [
        ("django.core.mail.backends.smtp.EmailBackend", []),
        ("django.core.mail.backends.console.EmailBackend", ["corner.E004"]),
        ("django.core.mail.backends.filebased.EmailBackend", ["corner.E004"]),
        ("django.core.mail.backends.dummy.EmailBackend", ["corner.E004"]),
        ("corner.mail.files.EmlFiles", ["corner.E004"]),
    ],
)
def test_mail_that_reaches_nobody_is_found(settings, backend, found):
    settings.EMAIL_BACKEND = backend
    assert ids(checks.mail_reaches_people()) == found


@pytest.mark.django_db
def test_production_complains_until_somebody_is_named_as_responsible():
    assert ids(checks.somebody_is_responsible()) == ["corner.W006"]
    named = SiteSettings.load()
    named.controller = "   "
    named.save()
    assert ids(checks.somebody_is_responsible()) == ["corner.W006"]
    named.controller = "Southampton Voluntary Services, Voluntary Action Centre, Southampton"
    named.save()
    assert checks.somebody_is_responsible() == []


@pytest.mark.django_db
def test_production_complains_until_the_sample_number_is_replaced():
    assert ids(checks.people_can_ring()) == ["corner.W007"]
    settings = SiteSettings.load()
    settings.save()
    assert ids(checks.people_can_ring()) == ["corner.W007"]
    settings.phone = "023 8022 1234"
    settings.save()
    assert checks.people_can_ring() == []


@pytest.mark.django_db
def test_a_database_that_is_away_is_a_sentence_and_no_crash(monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("no such table")

    monkeypatch.setattr(SiteSettings.objects, "values_list", refuse)
    (found,) = checks.somebody_is_responsible()
    assert (found.id, found.level) == ("corner.W005", WARNING)


@pytest.mark.django_db
def test_the_plain_production_check_complains(make_information_page):
    """`manage.py check --deploy`, as docs/run.md says: nobody thinks of naming a database beside it."""
    make_information_page("Privacy", is_template=True)
    assert {"corner.W006", "corner.W007", "library.W001"} <= set(ids(run_checks(include_deployment_checks=True)))


def test_without_being_asked_no_check_touches_the_database():
    """This test has no right to the database: a query would fail it."""
    found = run_checks()
    assert not {"corner.W005", "corner.W006", "corner.W007", "library.W001"} & set(ids(found))


AS_PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "corner.settings.production",
    "SECRET_KEY": "only-for-checks-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH",
    "ALLOWED_HOSTS": "corner.example.org",
    "SITE_URL": "https://corner.example.org",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "hello@corner.example.org",
}


def check_production(tmp_path, *options, **changed):
    # A machine that serves the site has none of Django's own switches; the browser tests need one in this process.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    environment = {
        **clean,
        **AS_PRODUCTION,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        "DATA_DIR": str(tmp_path),
        **changed,
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING", *options]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("options", [(), ("--database", "default")])
def test_proper_production_settings_pass_before_the_first_migrate(tmp_path, options):
    checked = check_production(tmp_path, *options)
    assert checked.returncode == 0, checked.stderr
    (said,) = re.findall(r"\(\w+\.\w\d+\)", checked.stdout + checked.stderr)
    assert said == "(corner.W005)"


def test_a_database_that_does_not_answer_fails_the_check_with_a_sentence(tmp_path):
    checked = check_production(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/no/such/folder/site.sqlite3")
    assert checked.returncode == 1
    assert "corner.W005" in checked.stderr
    assert "Traceback" not in checked.stderr


def test_production_with_mail_into_the_console_is_refused(tmp_path):
    checked = check_production(tmp_path, EMAIL_URL="consolemail://")
    assert checked.returncode == 1
    assert "confirmations would reach nobody" in checked.stderr


# --- What does not fit together -------------------------------------------------------------------------------------


def store(public="https://objects.example.org"):
    return {"default": {"BACKEND": "corner.object_store.MediaStore", "OPTIONS": {"public_endpoint": public}}}


@pytest.mark.django_db
def test_a_store_for_several_machines_wants_a_cache_for_several(settings):
    settings.STORAGES = {**settings.STORAGES, **store()}
    found = {message.id: message for message in checks.the_parts_fit_together()}
    assert "CACHE_URL" in found["corner.W008"].hint
    settings.CACHES = {"default": {"BACKEND": "corner.cache.FailSafeRedisCache", "LOCATION": "redis://cache"}}
    assert "corner.W008" not in {message.id for message in checks.the_parts_fit_together()}


def test_a_store_for_several_machines_wants_a_database_for_several(settings, monkeypatch):
    settings.STORAGES = {**settings.STORAGES, **store()}
    for vendor, said in (("sqlite", True), ("postgresql", False)):
        monkeypatch.setattr(checks, "connection", type("Connection", (), {"vendor": vendor}))
        assert ("corner.W009" in {message.id for message in checks.the_parts_fit_together()}) is said


def test_browsers_are_not_sent_to_a_store_without_tls(settings):
    settings.STORAGES = {**settings.STORAGES, **store("http://store:8333")}
    found = {message.id: message for message in checks.the_parts_fit_together()}
    assert "S3_PUBLIC_ENDPOINT_URL" in found["corner.W010"].hint


def test_one_machine_wants_none_of_this():
    assert checks.the_parts_fit_together() == []


@pytest.mark.parametrize(
    ("address", "hosts", "said"),
    [
        ("https://corner.example.org", ["corner.example.org"], []),
        ("https://corner.example.org", [".example.org"], []),
        ("https://corner.example.org", ["other.example.org"], ["corner.E011"]),
        ("http://corner.example.org", ["corner.example.org"], ["corner.W012"]),
    ],
)
def test_links_in_mail_lead_to_the_site(settings, address, hosts, said):
    settings.WAGTAILADMIN_BASE_URL, settings.ALLOWED_HOSTS = address, hosts
    assert [message.id for message in checks.links_in_mail_lead_here()] == said


@pytest.mark.django_db
def test_a_worker_that_does_not_run_is_missed():
    from datetime import timedelta

    from django.utils import timezone

    from corner.models import JobRun

    assert "has not run yet" in checks.the_worker_runs()[0].msg
    run = JobRun.objects.create(name="send-mail", last_started=timezone.now() - timedelta(hours=2))
    assert "has not run since" in checks.the_worker_runs()[0].msg
    run.last_started = timezone.now()
    run.save()
    assert checks.the_worker_runs() == []
