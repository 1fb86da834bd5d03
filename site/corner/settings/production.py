"""Production: everything comes from the environment, and what is missing is named before anything starts."""

from django.core.exceptions import ImproperlyConfigured

from corner.settings.base import *  # noqa: F403  settings are read by name
from corner.settings.base import DATA_DIR, DATABASES, LOGGING, STORAGES, WAGTAILADMIN_BASE_URL, env
from corner.settings.mail import mail_settings

REQUIRED = {
    "SECRET_KEY": (
        "a long random text, kept secret (make one: python -c 'import secrets; print(secrets.token_urlsafe(50))')"
    ),
    "ALLOWED_HOSTS": "the names this site answers to, such as corner.example.org",
    "DATABASE_URL": "where the data lives, such as postgres://user:password@host/name or sqlite:////data/site.sqlite3",
    "EMAIL_URL": "the mail server, such as smtp+tls://user:password@host:587, so that confirmations reach people",
    "SITE_URL": "the address people type, such as https://corner.example.org; links in mail begin with it",
    "DEFAULT_FROM_EMAIL": "the address that mail comes from",
}
missing = [name for name in REQUIRED if not env.text(name)]
if missing:
    raise ImproperlyConfigured(
        "The site cannot start. Please set: "
        + "; ".join(f"{name} ({REQUIRED[name]})" for name in missing)
        + ". The file .env.example shows every setting."
    )

DEBUG = False
SAMPLES_ALLOWED = False
STAFF_MFA_REQUIRED = True
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
vars().update(mail_settings(env))

# Errors are reported to nobody unless this says where to.
if env.text("SENTRY_DSN"):
    from corner.error_reports import start

    start(env.text("SENTRY_DSN"))

PAGE_CACHE = env.flag("PAGE_CACHE", True)
# A connection outlives its request: opening SQLite costs 0.3 ms of processor time and all that it had in memory. A
# restored backup is written into the same file (corner/backup/of_sqlite.py), so an open one shows nothing old.
DATABASES["default"]["CONN_MAX_AGE"] = 60
# One machine: a cache in files is shared by all processes. Several: CACHE_URL=redis://host:6379/0.
if cache_url := env.url("CACHE_URL", ("redis", "rediss"), "redis://cache:6379/0"):
    CACHES = {
        "default": {
            "BACKEND": "corner.cache.FailSafeRedisCache",
            "LOCATION": cache_url,
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "corner.cache.FailSafeFileCache",
            "LOCATION": str(DATA_DIR / "cache"),
            "OPTIONS": {"MAX_ENTRIES": 20_000},  # pages, in all languages, with what was asked of them
        }
    }

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
if env.text("S3_BUCKET"):
    from corner.settings.object_store import media_storage

    STORAGES["default"] = media_storage(env)

# --- Transport: TLS ends at the proxy in front ----------------------------------------------------------------
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 63_072_000)  # two years (safety.md)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

# --- Lines of the log, one object each (corner/watching/logs.py) -----------------------------------------------
LOGGING["handlers"]["console"]["formatter"] = "json"
LOGGING["loggers"]["corner.requests"] = {"level": "INFO"}
LOGGING["loggers"]["gunicorn.error"] = {"handlers": ["console"], "level": "INFO", "propagate": False}
