"""Compiles every template of the project, so that a misspelt tag is found here and not by a reader."""

import sys
from pathlib import Path

import django
from django.template import TemplateSyntaxError, engines
from django.template.backends.django import DjangoTemplates
from django.template.utils import get_app_template_dirs

import manage  # noqa: F401  puts site/ on the path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Print each template that does not compile; 0 when all do."""
    django.setup()
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)  # noqa: S101  tells mypy which engine
    folders = [ROOT / "site" / "templates", *(Path(folder) for folder in get_app_template_dirs("templates"))]
    ours = {folder for folder in folders if ROOT in folder.parents and ".venv" not in str(folder.relative_to(ROOT))}
    faults = []
    files = sorted(path for folder in ours for path in folder.rglob("*.*") if path.is_file())
    for path in files:
        try:
            engine.from_string(path.read_text(encoding="utf-8"))
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            faults.append(f"{path.relative_to(ROOT)}: {error}")
    print("\n".join(faults) or f"Templates: all {len(files)} compile.")  # noqa: T201  this is a command
    return min(len(faults), 1)


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.development")
    sys.exit(main())
