"""The WSGI application: `gunicorn --pythonpath site corner.wsgi` (never `--chdir site`)."""

import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from corner.charsets import without_codecs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.production")
_django = get_wsgi_application()

#: Seconds. Gunicorn gives a request thirty: a statement that takes longer than this helps nobody, and holds a thread.
LONGEST_STATEMENT = 20


def no_endless_statements(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """For the web server alone: the worker, migrations and backups take as long as they take."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = %s", [f"{LONGEST_STATEMENT}s"])


connection_created.connect(no_endless_statements)


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Django's, which gets no names of character sets that Python would take for something else."""
    environ["CONTENT_TYPE"] = without_codecs(environ.get("CONTENT_TYPE", ""))
    return _django(environ, start_response)
