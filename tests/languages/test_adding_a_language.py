"""A language is one entry in a list, and a catalogue: docs/languages-register.md, step by step, in a folder of its own.

The settings read the list when they are loaded, so the tests for every language run once more, beside this one.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from corner.languages import config

GUIDE = settings.BASE_DIR / "docs" / "languages-register.md"
SETTINGS = """
import importlib.util, pathlib, sys
import corner.languages

here = pathlib.Path(__file__).parent
spec = importlib.util.spec_from_file_location("corner.languages.config", here / "config.py")
sys.modules[spec.name] = corner.languages.config = importlib.util.module_from_spec(spec)
spec.loader.exec_module(corner.languages.config)
from corner.settings.test import *
LOCALE_PATHS = [here / "locale"]
"""
FILL = """
from corner.languages.catalogues import read
catalogue = read("ti")
for entry in catalogue:
    entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, entry.msgid_plural)
    entry.msgstr = "" if entry.msgid_plural else entry.msgid
catalogue.save()
"""


class Project:
    """This project, with a list of languages and a folder of catalogues that are its own."""

    def __init__(self, folder, cache):
        self.folder, self.cache = folder, cache
        self.languages = folder / "config.py"
        shutil.copy(config.__file__, self.languages)
        shutil.copytree(settings.LOCALE_PATHS[0] / "en_GB", folder / "locale" / "en_GB")
        (folder / "one_more.py").write_text(SETTINGS)

    def add(self, entry):
        """At the end of the list; once the example of the guide is a language here, it gives way."""
        same = re.escape(entry.split(",")[0])
        code = re.sub(rf"^{same},.*\n", "", self.languages.read_text(), flags=re.MULTILINE)
        (end,) = re.findall(r"^\)\nBY_CODE", code, re.MULTILINE)
        self.languages.write_text(code.replace(end, f"{entry}\n{end}"))

    def run(self, *command):
        strange = ("PYTEST", "DATABASE_URL", "DATA_DIR", "TEST_DATA_DIR")  # they belong to the run around this one
        environment = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
        path = os.pathsep.join([str(self.folder), str(settings.SITE_DIR)])
        environment |= {"DJANGO_SETTINGS_MODULE": "one_more", "PYTHONPATH": path}
        return subprocess.run(
            [sys.executable, *command], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
        )

    def hold(self, *tests):
        """Whether these tests pass; what they said is shown where this one fails."""
        tests = [f"tests/languages/{test}" for test in tests]
        ran = self.run("-m", "pytest", "-q", "-p", "no:xdist", "-o", f"cache_dir={self.cache}", *tests)
        print(ran.stdout, ran.stderr)  # noqa: T201
        assert ran.returncode in (0, 1), "the tests did not run"
        return ran.returncode == 0


@pytest.fixture
def project(tmp_path, pytestconfig):
    return Project(tmp_path, Path(pytestconfig.cache.mkdir("migrated")).parents[1])


@pytest.fixture
def entry():
    """The one that the guide shows."""
    (entry,) = re.findall(r'^ +(Language\("ti", .+\),)$', GUIDE.read_text(), re.MULTILINE)
    return f"    {entry}"


def test_a_language_with_its_entry_alone_routes_and_is_named_but_cannot_be_switched_on(project, entry):
    project.add(entry)
    assert project.hold(
        "test_prefixes.py::test_a_language_without_its_words_routes_but_cannot_be_switched_on[ti]",
        "test_formats.py::test_times_have_no_english_am_and_pm[ti]",
    )


@pytest.mark.long
def test_a_language_that_is_called_drafted_is_held_to_every_word(project, entry):
    project.add(entry.replace("),", ", drafted=True),"))
    assert project.run("manage.py", "check_catalogues", "ti", "--update").returncode == 0
    complete = "test_catalogues.py::test_every_string_is_drafted_and_safe[ti]"
    assert not project.hold(complete)
    assert project.run("-c", f"import manage, django; django.setup()\n{FILL}").returncode == 0
    assert project.hold(
        complete,
        "test_catalogues.py::test_every_catalogue_parses_and_says_how_its_language_counts[ti]",
        "test_prefixes.py::test_every_language_whose_words_are_drafted_can_be_switched_on[ti]",
        "test_formats.py::test_times_have_no_english_am_and_pm[ti]",
    )


def test_the_guide_has_a_row_for_every_language():
    """Who reads it on the web sees what the code says."""
    rows = re.findall(r"^\| ([^|]+) \| ([a-z-]+) \| ([^|]+) \| ([^|]+) \|$", GUIDE.read_text(), re.MULTILINE)
    said = [(name, code, words == "drafted", review != "**no**") for name, code, words, review in rows[1:]]
    assert said == [(each.name, each.code, each.drafted, bool(each.reviewed)) for each in config.LANGUAGES[1:]]
