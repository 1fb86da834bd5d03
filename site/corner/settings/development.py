"""A newcomer's own machine: nothing to configure, mail lands in files, nothing is reachable from outside."""

from corner.settings.base import *  # noqa: F403  settings are read by name
from corner.settings.base import DATA_DIR, env

DEBUG = env.flag("DEBUG", True)
SECRET_KEY = "development-only-key-production-refuses-to-start-without-its-own"  # noqa: S105  not a secret
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]

EMAIL_BACKEND = "corner.mail.files.EmlFiles"
EMAIL_FILE_PATH = DATA_DIR / "mail"

# Sample events and the development logins may be made only where this is true.
SAMPLES_ALLOWED = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys can be tried at http://localhost
