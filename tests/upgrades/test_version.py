"""The version stands in one place, and the changes say what is new in it."""

import re
import tomllib
from pathlib import Path

import corner

ROOT = Path(__file__).resolve().parents[2]


def test_the_newest_heading_of_the_changes_is_this_version():
    headings = re.findall(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] == corner.__version__


def test_no_other_place_names_one():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert "version" not in project
    assert project["dynamic"] == ["version"]
