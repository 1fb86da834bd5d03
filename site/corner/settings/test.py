"""The test suite: SQLite in a file (races need processes), or what DATABASE_URL names."""

import tempfile
from pathlib import Path

from corner.settings.base import *  # noqa: F403  settings are read by name
from corner.settings.base import DATABASES, env

DEBUG = False
SECRET_KEY = "test-only"  # noqa: S105  not a secret
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

DATA_DIR = Path(env.text("TEST_DATA_DIR") or tempfile.mkdtemp(prefix="corner-test-"))
MEDIA_ROOT = DATA_DIR / "media"
# Nobody misses these databases after a power cut, so no test waits for the disk.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}

# Keeping the search index up takes a third of the time of saving a page; tests that search ask for `searchable`.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SAMPLES_ALLOWED = True
WAGTAILADMIN_BASE_URL = "http://testserver"
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None  # tests name their own
FORM_MINIMUM_SECONDS = 0  # tests type fast
