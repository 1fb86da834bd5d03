#!/usr/bin/env python
"""Django's command line, for this project."""

import os
import sys
from pathlib import Path

# `site/` is a folder, not a package: the standard library owns that name. Its content is put on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
