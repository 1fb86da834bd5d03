"""Conventions and promises as system checks: `manage.py check`, with `--deploy` for production.

Only with `--deploy` is the database looked into, where it says who is responsible for personal data. Before the first
`migrate` there is nothing to look into, which is said and is no fault.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning, register
from django.core.exceptions import ObjectDoesNotExist
from django.db import Error as DatabaseTrouble
from django.db import connection
from django.db.models import Max
from django.http.request import validate_host
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone

from corner.mail import kinds

#: The worker looks every few seconds, and its longest job takes minutes.
WORKER_SILENT_FOR = timedelta(minutes=30)
# Mail that these take never reaches anybody.
NOT_REAL_MAIL = ("console", "filebased", "dummy", "locmem", "corner.mail.files")


@register()
def site_is_a_folder(**kwargs: Any) -> list[CheckMessage]:
    """`site/` must never become a package: the standard library owns the name (design.md, "The house")."""
    if not (settings.SITE_DIR / "__init__.py").exists():
        return []
    return [Error("Delete site/__init__.py: the standard library owns the name “site”.", id="corner.E001")]


@register()
def no_work_is_lost_in_a_task_table(**kwargs: Any) -> list[CheckMessage]:
    """Tasks kept in a database wait for a second kind of worker, and one that is killed never runs (safety.md 6)."""
    backend = settings.TASKS["default"]["BACKEND"]
    if "database" not in backend and "django_tasks_db" not in backend:
        return []
    return [
        Error(
            f"The task backend {backend} keeps tasks in the database: nothing takes them up.",
            hint="Use django_tasks.backends.immediate.ImmediateBackend. What must not be lost is a job.",
            id="corner.E002",
        )
    ]


@register()
def every_mail_has_its_words(**kwargs: Any) -> list[CheckMessage]:
    """A kind of mail without one of its templates would stop the sign-up that causes it."""
    missing = []
    for kind in kinds.registered():
        for part in kinds.PARTS:
            try:
                get_template(kind.template(part))
            except TemplateDoesNotExist:
                missing.append(kind.template(part))
    return [Warning(f"The mail template {name} is missing.", id="corner.W003") for name in missing]


@register(deploy=True)
def mail_reaches_people(**kwargs: Any) -> list[CheckMessage]:
    """Confirmations must not vanish into a console or a folder."""
    backend = settings.EMAIL_BACKEND
    if not any(name in backend for name in NOT_REAL_MAIL):
        return []
    return [
        Error(
            f"Mail would not reach anybody: it goes to {backend}.",
            hint="Set EMAIL_URL to a mail server, such as smtp+tls://user:password@mail.example.org:587.",
            id="corner.E004",
        )
    ]


# Not tagged as a check of the database: those run only when a database is named, and nobody would name it.
@register(deploy=True)
def somebody_is_responsible(**kwargs: Any) -> list[CheckMessage]:
    """The privacy notice must name a controller before people are asked for their data (issue 2, 10)."""
    from corner.models import SiteSettings

    try:
        controller = SiteSettings.objects.values_list("controller", flat=True).get()
    except ObjectDoesNotExist:
        controller = ""
    except DatabaseTrouble:
        return [_not_looked_up()]
    if controller.strip():
        return []
    return [
        Warning(
            "Nobody is named as responsible for personal data, so the privacy notice is not complete.",
            hint="In the admin: Settings, Site settings, “Who is responsible for personal data”: full legal name and "
            "address.",
            id="corner.W006",
        )
    ]


@register(deploy=True)
def people_can_ring(**kwargs: Any) -> list[CheckMessage]:
    """Every page says “ring us”: the number that a new site begins with is a sample, which nobody answers."""
    from corner.models import SiteSettings

    sample = SiteSettings._meta.get_field("phone").get_default()
    try:
        phones = set(SiteSettings.objects.values_list("phone", flat=True)) or {sample}
    except DatabaseTrouble:
        return []  # which `somebody_is_responsible` tells
    if sample not in phones:
        return []
    return [
        Warning(
            f"The phone number on every page is still the sample, {sample}.",
            hint="In the admin: Settings, Site settings, “Phone number”, with the hours when somebody answers.",
            id="corner.W007",
        )
    ]


@register(deploy=True)
def the_parts_fit_together(**kwargs: Any) -> list[CheckMessage]:
    """Each setting is right by itself, and two of them together mean something that nobody wants."""
    found: list[CheckMessage] = []
    storage: dict[str, Any] = settings.STORAGES["default"]
    public = str(storage.get("OPTIONS", {}).get("public_endpoint", ""))
    if _has_store() and "Redis" not in settings.CACHES["default"]["BACKEND"]:
        found.append(
            Warning(
                "Uploaded files are in a store for several machines, but the cache is on this one: a web server on "
                "another machine would go on showing what was changed here.",
                hint="Set CACHE_URL to Valkey or Redis, such as redis://cache:6379/0.",
                id="corner.W008",
            )
        )
    if _has_store() and connection.vendor == "sqlite":
        found.append(
            Warning(
                "Uploaded files are in a store for several machines, but the database is a file on this one.",
                hint="For one machine, leave S3_BUCKET out. For several, set DATABASE_URL to PostgreSQL.",
                id="corner.W009",
            )
        )
    if _has_store() and public.startswith("http://"):
        found.append(
            Warning(
                "Browsers are sent to the store of uploaded files without TLS, and will not show its pictures.",
                hint="Set S3_PUBLIC_ENDPOINT_URL to the https address at which browsers reach the store.",
                id="corner.W010",
            )
        )
    return found


@register(deploy=True)
def links_in_mail_lead_here(**kwargs: Any) -> list[CheckMessage]:
    """What SITE_URL says goes into mails that cannot be called back."""
    parts = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if not validate_host(parts.hostname or "", settings.ALLOWED_HOSTS):
        return [
            Error(
                f"Links in mail begin with {settings.WAGTAILADMIN_BASE_URL}, a name the site does not answer to.",
                hint=f"Add {parts.hostname} to ALLOWED_HOSTS, or correct SITE_URL.",
                id="corner.E011",
            )
        ]
    if parts.scheme != "https":
        return [
            Warning(
                f"Links in mail begin with {settings.WAGTAILADMIN_BASE_URL}: secret links would travel in the open.",
                hint="Write SITE_URL with https.",
                id="corner.W012",
            )
        ]
    return []


@register(deploy=True)
def the_worker_runs(**kwargs: Any) -> list[CheckMessage]:
    """Without it no mail leaves and nothing is erased when its time has come; pages look as ever."""
    from corner.models import JobRun

    try:
        last = JobRun.objects.aggregate(last=Max("last_started"))["last"]
    except DatabaseTrouble:
        return []  # which `somebody_is_responsible` tells
    if last and last > timezone.now() - WORKER_SILENT_FOR:
        return []
    since = f"since {timezone.localtime(last):%-d %B %Y, %H:%M}" if last else "yet"
    return [
        Warning(
            f"The worker has not run {since}: no mail leaves, and nothing is published or erased at its time.",
            hint="Start `python manage.py work` beside the web server, and have it started again when it ends.",
            id="corner.W013",
        )
    ]


def _has_store() -> bool:
    return str(settings.STORAGES["default"]["BACKEND"]).endswith(".MediaStore")


def _not_looked_up() -> CheckMessage:
    """An empty database is how every site begins; one that does not answer, or lacks a column, is a fault."""
    text = "Who is responsible for personal data could not be looked up: no database, or an empty one."
    hint = "Run this check again once `manage.py migrate` has run."
    try:
        kind = Warning if connection.introspection.table_names() else Info
    except DatabaseTrouble:
        kind = Warning
    return kind(text, hint=hint, id="corner.W005")
