"""The site as in production, in this process, with its data in a folder that is thrown away: for tools that look at it.

Call `begin` once, before anything else of Django.
"""

import os
from io import StringIO
from pathlib import Path
from typing import Any

HOST = "corner.example.org"


def begin(database_url: str, folder: Path, host: str = HOST) -> Any:
    """Starter content with sample events, an administrator, static files; gives the administrator."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "corner.settings.production",
        "SECRET_KEY": "only-for-trials-0123456789-abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": host.partition(":")[0],
        "DATABASE_URL": database_url,
        "DATA_DIR": str(folder),
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "SITE_URL": f"https://{host}",
        "DEFAULT_FROM_EMAIL": "hello@corner.example.org",
    }
    import django
    from django.core.management import call_command
    from django.test import override_settings

    import manage  # noqa: F401  puts site/ on the path

    django.setup()
    # Whoever looks has no second key at hand; and what is collected must not land in the working copy.
    override_settings(STAFF_MFA_REQUIRED=False, STATIC_ROOT=str(folder / "static")).enable()
    call_command("compile_catalogues", verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with override_settings(SAMPLES_ALLOWED=True):
        call_command("load_starter_content", stdout=StringIO())
    from django.contrib.auth import get_user_model

    return get_user_model().objects.create_superuser("boss", "boss@example.org", "three odd words")
