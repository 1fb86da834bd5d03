"""Settings that hold everywhere. What differs by machine comes from the environment (`environment.py`)."""

from pathlib import Path
from urllib.parse import quote

from corner.languages.config import CONTENT_LANGUAGES, LANGUAGES_RIGHT_TO_LEFT, register_with_django
from corner.settings.accounts import *  # noqa: F403  settings are read by name
from corner.settings.environment import Environment
from corner.settings.machine import machine_translator

env = Environment()

BASE_DIR = Path(__file__).resolve().parents[3]
SITE_DIR = BASE_DIR / "site"
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).expanduser().resolve()
PORT = env.number("PORT", 8000)

INSTALLED_APPS = [
    # Top of the house first: an upper app's templates and hooks may refine a lower one's.
    "search",
    "exchange",
    "home",
    "events",
    "casestudies",
    "techniques",
    "library",
    "contacts",
    "corner.apps.CornerConfig",
    "wagtail_localize",
    "wagtail_localize.locales",  # replaces wagtail.locales
    "wagtail.api.v2",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.embeds",
    "wagtail.sites",
    "contacts.accounts.apps.UsersConfig",  # replaces wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "storages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "corner.watching.middleware.Watched",
    "corner.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corner.compressed.Compressed",
    "corner.unchanged.Unchanged",
    "corner.page_cache.middleware.PageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "corner.once.OncePerRequest",
    "corner.languages.middleware.LanguageFromPath",
    "django.middleware.common.CommonMiddleware",
    "corner.guards.body.SmallForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "corner.accounts.second_factor.SecondFactor",
    "corner.accounts.idle.KeepSignedIn",
    "corner.incomplete_forms.IncompleteForm",
    "corner.languages.fence.TranslatorsFence",
    "corner.publishing.RefusalAsMessage",
    "corner.media.StoreAwayPage",
    "corner.redirects.Redirects",
]

ROOT_URLCONF = "corner.urls"
WSGI_APPLICATION = "corner.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database -----------------------------------------------------------------------------------------------


def tuned(database: dict) -> dict:
    """Django's database settings with what was measured to be right (signups.md, safety.md).

    SQLite: WAL lets readers go on while somebody signs up; IMMEDIATE makes a writer take its turn at the start of
    its transaction instead of failing in the middle; FULL keeps what was acknowledged when the power goes;
    secure_delete overwrites what is deleted, which would else stay readable in the file (corner/forgetting.py).
    PostgreSQL: connections persist (2.7 times faster writes, measured) and are checked before use. Not a pool: each
    process has few threads, each with one connection of its own, so there is nothing to share. A server that is not
    there is given up after seconds, and one that vanished from the network, too. How long a statement may take is the
    web server's affair (corner/wsgi.py): migrations take as long as they take.
    """
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        }
    else:
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
        patience = {"connect_timeout": 3, "tcp_user_timeout": 10_000}  # seconds, milliseconds
        alive = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
        database["OPTIONS"] = {**patience, **alive, **database.get("OPTIONS", {})}  # ?sslmode=require of the address
    database["ATOMIC_REQUESTS"] = False  # else every GET would take the writer's place
    return database


DATABASES = {"default": tuned(env.database("DATABASE_URL", f"sqlite:///{quote(str(DATA_DIR / 'site.sqlite3'))}"))}

# --- Languages and time -------------------------------------------------------------------------------------

register_with_django()
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"  # plain "en" gives American dates
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = CONTENT_LANGUAGES
LANGUAGES_BIDI = LANGUAGES_RIGHT_TO_LEFT
LOCALE_PATHS = [SITE_DIR / "locale"]
FORMAT_MODULE_PATH = ["corner.languages.formats"]
# For languages that neither Django nor we have formats for; Django's own are American.
DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
WAGTAIL_I18N_ENABLED = True
# Submitting a translation makes drafts, never live English text under another language (languages.md, traps 1, 2).
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(env)
WAGTAILADMIN_PERMITTED_LANGUAGES = CONTENT_LANGUAGES

# --- Files --------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static-collected"
# The second: pictures of the guide for editors, which stand beside its text.
STATICFILES_DIRS = [SITE_DIR / "static", ("guide", BASE_DIR / "docs" / "guide" / "pictures")]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "corner.media.MediaFolder"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # long StreamField forms in the admin; public ones: corner/guards/body.py

# --- Wagtail ------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Southampton Coproduction Corner"
WAGTAILADMIN_BASE_URL = env.origin("SITE_URL", f"http://127.0.0.1:{PORT}")
WAGTAIL_ENABLE_UPDATE_CHECK = False  # it asks another host (safety.md 13)
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # likewise
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # who approves pages is asked to, not who keeps the site running
WAGTAIL_AUTOSAVE_INTERVAL = 0  # it can write a date twice, and with it a list of people (docs/decisions/0011)
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000  # a 14 KB picture of 11000 x 11000 points took 709 MB (safety.md 2)
WAGTAILIMAGES_IMAGE_MODEL = "corner.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "corner.uploads.ImageForm"
WAGTAILIMAGES_AVIF_QUALITY = 50  # of 100; a page with a photograph at its head and one in its text stays below 100 KB
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024  # a large camera's photo; it is made smaller (docs/pictures.md)
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "mp3", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # downloads, all of them: nothing that was uploaded opens on this site
WAGTAILDOCS_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "corner.document_files.DocumentForm"
WAGTAILEMBEDS_FINDERS: list = []  # nothing is loaded from another host
WAGTAILAPI_LIMIT_MAX = 50
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, object]] = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- People -------------------------------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # pages carry their token; no script reads a cookie
# Only staff get messages, and they have a session: no cookie of its own, which any subdomain could set.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "corner.errors.form_expired"
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")  # links already mailed keep working
# What people need is kept encrypted with the first of these (corner/encrypted.py); without any, in clear.
FIELD_KEYS = [*env.keys("ACCESS_NEEDS_KEY"), *env.keys("ACCESS_NEEDS_KEY_FALLBACKS")]

# --- Mail and cache -----------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "coproduction-corner@localhost")
EMAIL_TIMEOUT = 10  # seconds
CACHES: dict[str, dict] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

PAGE_CACHE = False  # whether whole pages are kept for readers who are not signed in (corner/page_cache/)
# --- Backups (docs/backup.md) --------------------------------------------------------------------------------

BACKUP_DIR = env.text("BACKUP_DIR")  # the worker makes one every night, when this is set
BACKUP_KEYS = env.words("BACKUP_KEY")  # public keys of age; what opens a backup stays elsewhere

# --- Guards of public forms (see corner/guards/) ------------------------------------------------------------

FORM_MINIMUM_SECONDS = 3  # nobody reads and fills in a form faster
# How many proxies of our own add to X-Forwarded-For. Too high a number lets visitors choose their own address.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)

# --- Headers (see corner/headers.py) ------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS = ["security.W002"]  # X-Frame-Options is sent by corner.headers, not by Django's middleware

# --- Seen from outside (see corner/watching/ and docs/watching.md) --------------------------------------------

METRICS_TOKEN = env.text("METRICS_TOKEN")
LOGGING: dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "words": {"()": "corner.watching.logs.Words", "format": "{levelname} {name}: {message}", "style": "{"},
        "json": {"()": "corner.watching.logs.Json"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "words"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own handlers would write, or mail, whole exceptions with everything that is in them.
    "loggers": {"django": {"handlers": [], "level": "WARNING"}},
}
