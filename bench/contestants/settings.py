"""Production, and the contestants."""

from corner.settings.production import *  # noqa: F403  settings are read by name
from corner.settings.production import INSTALLED_APPS

INSTALLED_APPS = ["bench.contestants", *INSTALLED_APPS]
ROOT_URLCONF = "bench.contestants.urls"
