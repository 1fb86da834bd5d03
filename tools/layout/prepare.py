"""Run by `layout` in a process of its own: an empty database becomes a site to try things on.

Production settings, but for one: sample events and printed logins are let in, since all of it is thrown away.
"""

import django
from django.core.management import call_command
from django.test import override_settings

import manage  # noqa: F401  puts site/ on the path


def main() -> None:
    """Migrate; then the starter content with its sample events, and a login for each role."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    with override_settings(SAMPLES_ALLOWED=True):
        call_command("load_starter_content", if_empty=True, verbosity=0)
        call_command("development_logins", verbosity=0)


if __name__ == "__main__":
    main()
