"""The house keeps its order: rooms know only the rooms below them, and `site/` stays a mere folder."""

import ast
import subprocess
import sys
import sysconfig
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[1]
# Each may use itself and what stands before it.
STOREYS = ["corner", "contacts", "library", "techniques", "casestudies", "events", "home"]
BELOW = {app: set(STOREYS[:height]) for height, app in enumerate(STOREYS)} | {"search": {"corner"}}
# Beside home: it reads every room below, and nothing imports it.
BELOW["exchange"] = set(STOREYS) - {"home"}
FOLDERS = {app: ROOT / app for app in BELOW} | {"corner": ROOT / "site" / "corner"}
# The project's glue names every room: that is what it is for.
GLUE = {"site/corner/urls.py", "site/corner/settings"}

pytestmark = pytest.mark.smoke


def is_glue(path):
    place = path.relative_to(ROOT).as_posix()
    return any(place == glue or place.startswith(f"{glue}/") for glue in GLUE)


def imported(tree):
    """The top-level names that a module imports, wherever in it the import stands, by statement or by name."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (name.name.split(".")[0] for name in node.names)
            case ast.ImportFrom(level=0, module=str(module)):
                yield module.split(".")[0]
            case ast.Call(func=ast.Name(id=call) | ast.Attribute(attr=call), args=[ast.Constant(value=str(name)), *_]):
                if call in {"import_module", "import_string", "get_model"}:
                    yield name.split(".")[0]


@pytest.mark.parametrize("app", BELOW)
def test_imports_run_one_way(app):
    forbidden = set(BELOW) - BELOW[app] - {app}
    upward = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted(FOLDERS[app].rglob("*.py"))
        if not is_glue(path)
        for name in sorted(set(imported(ast.parse(path.read_text()))) & forbidden)
    ]
    assert upward == []


def test_an_upward_import_would_be_found():
    """The negative control: the ways in which an import can be written are all seen."""
    source = """
import home.models
from events import models
def later():
    from techniques.models import TechniquePage
    import_module("library.models")
    apps.get_model("search.Query")
"""
    assert set(imported(ast.parse(source))) == {"home", "events", "techniques", "library", "search"}


@pytest.mark.parametrize("app", BELOW)
def test_relations_run_one_way(app):
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if not field.auto_created
        and getattr(field, "related_model", None) not in (None, "self")
        and field.related_model._meta.app_label in set(BELOW) - BELOW[app] - {app}
    ]
    assert upward == []


@pytest.mark.parametrize("app", BELOW)
def test_migrations_depend_one_way(app):
    """A run_before would turn a dependency round, so it is asked too."""
    forbidden = set(BELOW) - BELOW[app] - {app}
    package = apps.get_app_config(app).name
    modules = [import_module(f"{package}.migrations.{path.stem}") for path in FOLDERS[app].glob("migrations/0*.py")]
    upward = [
        f"{module.__name__} depends on {other}"
        for module in modules
        for other, _ in [*module.Migration.dependencies, *module.Migration.run_before]
        if other in forbidden
    ]
    assert upward == []


@pytest.mark.parametrize("app", BELOW)
def test_every_room_is_installed_with_migrations_of_its_own(app):
    assert Path(apps.get_app_config(app).path) == FOLDERS[app]
    assert (FOLDERS[app] / "migrations" / "__init__.py").exists() or not list(apps.get_app_config(app).get_models())


# --- the traps of a folder called site ----------------------------------------------------------------------


def test_site_is_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("folder", [ROOT, ROOT / "site"])
def test_the_standard_library_keeps_its_name(folder):
    """`import site` must mean Python's own, from whichever folder a program is started."""
    run = subprocess.run(
        [sys.executable, "-c", "import site; print(site.__file__)"],
        cwd=folder,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(run.stdout.strip()).resolve() == Path(sysconfig.get_path("stdlib"), "site.py").resolve()


def test_git_never_ignores_the_folder():
    """Templates of .gitignore for Python list /site, as the output of a documentation tool."""
    lines = [line.strip().strip("/") for line in (ROOT / ".gitignore").read_text().splitlines()]
    assert "site" not in lines
    assert "site/*" not in lines


def test_the_path_is_declared_in_its_three_places():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert "site" in project["tool"]["pytest"]["ini_options"]["pythonpath"]
    assert project["tool"]["ruff"]["src"] == [".", "site"]
    assert 'sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))' in (ROOT / "manage.py").read_text()
    assert "PYTHONPATH=/app:/app/site" in (ROOT / "Dockerfile").read_text()
