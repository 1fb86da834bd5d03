"""Production, and the contestants."""

from corner.settings.production import *  # noqa: F403  settings are read by name
from corner.settings.production import INSTALLED_APPS

INSTALLED_APPS = ["bench.contestants", *INSTALLED_APPS]
# Its tables are made by `migrate --run-syncdb` in databases that are thrown away.
MIGRATION_MODULES = {"contestants": None}
ROOT_URLCONF = "bench.contestants.urls"
