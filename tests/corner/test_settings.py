"""A slip of the pen in the environment stops the site with a sentence: what is wrong, and what to write."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "corner.settings.production",
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "corner.example.org",
    "DATABASE_URL": "sqlite:///:memory:",
    "EMAIL_URL": "smtp://localhost:25",
    "SITE_URL": "https://corner.example.org",
    "DEFAULT_FROM_EMAIL": "hello@corner.example.org",
}
DEVELOPMENT = {"DJANGO_SETTINGS_MODULE": "corner.settings.development"}


def load(show, given=PRODUCTION, **changes):
    """Load settings in a process of their own, and print the expression `show` of them."""
    return subprocess.run(
        [sys.executable, "-c", f"import manage; from django.conf import settings; print({show})"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **given, **changes},
        capture_output=True,
        text=True,
        check=False,
    )


def value(show, given=PRODUCTION, **changes):
    run = load(show, given, **changes)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


@pytest.mark.parametrize(
    ("name", "wrong", "remedy"),
    [
        ("SECURE_SSL_REDIRECT", "ture", "write true or false"),
        ("TRUSTED_PROXIES", "one", "such as 1"),
        ("TRUSTED_PROXIES", "-1", "such as 1"),
        ("PORT", "80a0", "such as 8000"),
        ("SECURE_HSTS_SECONDS", "2y", "such as 63072000"),
        ("DATABASE_URL", "nonsense", "postgres://user:password@host/name"),
        ("DATABASE_URL", "postgres://user:secret-word@host:port/name", "postgres://user:password@host/name"),
        ("DATABASE_URL", "postgres://user:secret-word@host", "postgres://user:password@host/name"),
        ("DATABASE_URL", "mysql://user:secret-word@host/name", "postgres://user:password@host/name"),
        ("DATABASE_URL", "sqlite://data/site.sqlite3", "with four slashes"),
        ("DATABASE_URL", "sqlite://", "with four slashes"),
        ("EMAIL_URL", "consolemail://", "confirmations would reach nobody"),
        ("EMAIL_URL", "dummymail://", "confirmations would reach nobody"),
        ("EMAIL_URL", "filemail:///tmp/mail", "confirmations would reach nobody"),
        ("EMAIL_URL", "memorymail://", "confirmations would reach nobody"),
        ("EMAIL_URL", "smtp://", "smtp+tls://user:password@mail.example.org:587"),
        ("EMAIL_URL", "user:secret-word@mail.example.org", "smtp+tls://user:password@mail.example.org:587"),
        ("SITE_URL", "corner.example.org", "https://corner.example.org"),
        ("SITE_URL", "https://", "https://corner.example.org"),
        ("SITE_URL", "https://corner.example.org/events/", "https://corner.example.org"),
        ("CACHE_URL", "cache:6379", "redis://cache:6379/0"),
        ("CACHE_URL", "memcached://:secret-word@cache", "redis://cache:6379/0"),
    ],
)
def test_a_wrong_value_is_named_with_its_remedy(name, wrong, remedy):
    run = load("settings.DEBUG", **{name: wrong})
    assert run.returncode != 0
    sentence = run.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in sentence
    assert name in sentence
    assert remedy in sentence
    assert "secret-word" not in run.stderr


def test_a_store_is_asked_for_in_one_of_two_ways():
    run = load("settings.DEBUG", S3_BUCKET="media", S3_ADDRESSING_STYLE="virtal")
    assert "S3_ADDRESSING_STYLE is “virtal”: write path or virtual." in run.stderr
    run = load("settings.DEBUG", S3_BUCKET="media", S3_ENDPOINT_URL="objects.example.org")
    assert "S3_ENDPOINT_URL is not an address" in run.stderr


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"MACHINE_TRANSLATOR": "depel"}, "MACHINE_TRANSLATOR is “depel”: write deepl or google or libretranslate."),
        ({"MACHINE_TRANSLATOR": "deepl"}, "MACHINE_TRANSLATOR_KEY is not: write the key"),
        ({"MACHINE_TRANSLATOR": "libretranslate"}, "MACHINE_TRANSLATOR_URL is not: write the address"),
        (
            {"MACHINE_TRANSLATOR": "libretranslate", "MACHINE_TRANSLATOR_URL": "localhost:5000"},
            "MACHINE_TRANSLATOR_URL is not an address",
        ),
        ({"MACHINE_TRANSLATOR": "google"}, "needs the package google-cloud-translate, and it is not installed"),
    ],
)
def test_a_translation_machine_needs_what_it_needs(given, sentence):
    run = load("settings.DEBUG", **given)
    assert run.returncode != 0
    assert sentence in run.stderr.strip().splitlines()[-1]


def test_a_translation_machine_is_chosen_by_name():
    show = "(settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR or {'OPTIONS': None})['OPTIONS']"
    assert value(show) == "None"
    libre = value(show, MACHINE_TRANSLATOR="libretranslate", MACHINE_TRANSLATOR_URL="http://127.0.0.1:5000/")
    assert "'LIBRETRANSLATE_URL': 'http://127.0.0.1:5000', 'API_KEY': '', 'TIMEOUT': 5" in libre
    assert "'AUTH_KEY': 'k:fx', 'TIMEOUT': 5" in value(show, MACHINE_TRANSLATOR="deepl", MACHINE_TRANSLATOR_KEY="k:fx")


def test_google_is_taken_where_its_package_is_installed(tmp_path):
    package = tmp_path / "google" / "cloud" / "translate"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    given = {"PYTHONPATH": str(tmp_path), "MACHINE_TRANSLATOR": "google"}
    assert "MACHINE_TRANSLATOR_PROJECT is not" in load("settings.DEBUG", **given).stderr
    show = "settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR['OPTIONS']['OPTIONS']"
    assert value(show, **given, MACHINE_TRANSLATOR_PROJECT="corner-1") == "{'PROJECT_ID': 'corner-1'}"


@pytest.mark.parametrize(
    ("name", "show", "default"),
    [
        ("SECURE_SSL_REDIRECT", "settings.SECURE_SSL_REDIRECT", "True"),
        ("TRUSTED_PROXIES", "settings.TRUSTED_PROXIES", "1"),
        ("SECURE_HSTS_SECONDS", "settings.SECURE_HSTS_SECONDS", "63072000"),
        ("CACHE_URL", "'redis' in str(settings.CACHES).lower()", "False"),
        ("S3_BUCKET", "settings.STORAGES['default']['BACKEND'].rpartition('.')[2]", "MediaFolder"),
        ("SECRET_KEY_FALLBACKS", "settings.SECRET_KEY_FALLBACKS", "[]"),
    ],
)
def test_an_empty_value_counts_as_none(name, show, default):
    assert value(show, **{name: ""}) == default
    assert value(show, **{name: "  "}) == default


@pytest.mark.parametrize(("written", "meant"), [("false", "False"), ("No", "False"), ("0", "False"), ("on", "True")])
def test_yes_and_no_are_understood_as_people_write_them(written, meant):
    assert value("settings.SECURE_SSL_REDIRECT", SECURE_SSL_REDIRECT=written) == meant


def test_what_is_right_is_taken_as_it_is():
    assert value("settings.WAGTAILADMIN_BASE_URL", SITE_URL="https://corner.example.org/") == PRODUCTION["SITE_URL"]
    assert value("settings.ALLOWED_HOSTS", ALLOWED_HOSTS="a.example.org, b.example.org,") == str(
        ["a.example.org", "b.example.org"]
    )
    show = "settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_PASSWORD, settings.EMAIL_USE_TLS"
    sent = value(show, EMAIL_URL="smtp+tls://hello:p%40ss@mail.example.org:587")
    assert sent == "mail.example.org 587 p@ss True"
    show = "[settings.DATABASES['default'][name] for name in ('NAME', 'USER', 'PASSWORD', 'HOST')]"
    stored = value(show, DATABASE_URL="postgres://corner:p%40ss@db.example.org/site")
    assert stored == str(["site", "corner", "p@ss", "db.example.org"])


def test_postgresql_is_asked_for_patience_and_what_its_address_says_comes_first():
    show = "[settings.DATABASES['default']['OPTIONS'].get(name) for name in ('connect_timeout', 'sslmode')]"
    address = "postgres://corner:word@db.example.org/site"
    assert value(show, DATABASE_URL=address) == "[3, None]"
    assert value(show, DATABASE_URL=f"{address}?sslmode=require&connect_timeout=9") == "[9, 'require']"


def test_a_secret_may_begin_with_any_sign():
    assert value("settings.SECRET_KEY", SECRET_KEY="$HOME" + "k" * 50) == "$HOME" + "k" * 50


def test_data_may_live_in_a_folder_with_a_space(tmp_path):
    folder = tmp_path / "my data 100%"
    assert value("settings.DATABASES['default']['NAME']", DEVELOPMENT, DATA_DIR=str(folder)) == str(
        folder / "site.sqlite3"
    )


def test_a_newcomer_has_nothing_to_set():
    assert value("settings.DEBUG", DEVELOPMENT) == "True"


def test_the_image_can_be_built_with_what_its_file_says():
    """The Dockerfile gives the build step an environment; production settings must load with it."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    (step,) = [line for line in text.splitlines() if line.startswith("RUN DJANGO_SETTINGS_MODULE=")]
    given = dict(re.findall(r"\b([A-Z_]+)=(\S+)", step.partition(" sh -c ")[0]))
    assert set(PRODUCTION) <= set(given)
    assert value("settings.DEBUG", given) == "False"


def test_a_second_factor_is_asked_for_in_production_and_not_on_ones_own_machine():
    """The printed logins of `make start` work at once; nothing in the environment can switch it off in production."""
    assert value("settings.STAFF_MFA_REQUIRED", STAFF_MFA_REQUIRED="false") == "True"
    assert value("settings.STAFF_MFA_REQUIRED", given=DEVELOPMENT) == "False"


@pytest.mark.parametrize("url", ["sqlite:////data/site.sqlite3", "postgres://user:password@localhost/name"])
def test_a_connection_to_the_database_outlives_its_request(url):
    shown = load("settings.DATABASES['default']['CONN_MAX_AGE']", DATABASE_URL=url)
    assert int(shown.stdout) > 0, shown.stderr
