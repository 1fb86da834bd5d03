"""The register of personal data: of every field of every table, whose it is, why it is kept, and what ends it.

Each room declares its own (`personal_data.py`), and those of the packages it brought in. A test holds that no field is
left out, so a new one has to be thought about; others prove by markers that each rule takes out what it stands for.
`docs/data-protection.md` is made from this (`manage.py data_register --write`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models


@dataclass(frozen=True)
class Rule:
    """What ends it. `ends` is for people, and names settings as "{keep_access_days}"."""

    name: str
    ends: str
    #: What the worker does, on its own data and by its own clock. None: somebody does it, at the moment `ends` names.
    act: Callable[[], object] | None = None


@dataclass(frozen=True)
class Purpose:
    """What the fields of one kind of data have in common; each text is a sentence or less, for a reader of law."""

    title: str
    whose: str
    why: str
    seen_by: str
    basis: str
    rule: str
    erased: str
    #: How somebody gets it who asks what is held about them; empty when they do not, with the reason in `why`.
    handed_out: str
    special: bool = False


@dataclass(frozen=True)
class Declared:
    """One field that holds personal data."""

    model: str
    field: str
    what: str
    purpose: Purpose


_rules: dict[str, Rule] = {}
_personal: dict[tuple[str, str], Declared] = {}
_free: set[tuple[str, str]] = set()


class DeclaredTwice(ValueError):
    """A field, or a rule, has a declaration already."""


def rule(name: str, ends: str, act: Callable[[], object] | None = None) -> str:
    """Declare a rule; its name. Raises DeclaredTwice."""
    if name in _rules:
        raise DeclaredTwice(name)
    _rules[name] = Rule(name, ends, act)
    return name


def personal(model: str, purpose: Purpose, **fields: str) -> None:
    """Declare fields of `model` ("app.Model") as personal, each with what it is. Raises DeclaredTwice."""
    for field, what in fields.items():
        _claim(model, field)
        _personal[model, field] = Declared(model, field, what, purpose)


def nothing_personal(model: str, fields: str) -> None:
    """Declare that these fields, with spaces between, tell nothing about a person. Raises DeclaredTwice."""
    for field in fields.split():
        _claim(model, field)
        _free.add((model, field))


def _claim(model: str, field: str) -> None:
    if (model, field) in _personal or (model, field) in _free:
        raise DeclaredTwice(f"{model}.{field}")


# --- reading it ---------------------------------------------------------------------------------------------


def rules() -> list[Rule]:
    return list(_rules.values())


def declared() -> list[Declared]:
    """Every personal field, in the order of declaration."""
    return list(_personal.values())


def held() -> list[Declared]:
    """The personal fields that this site's database has: a few columns are PostgreSQL's or SQLite's alone."""
    there = set(all_fields())
    return [each for each in declared() if (each.model, each.field) in there]


def all_fields() -> Iterator[tuple[str, str]]:
    """Every column that the site's tables have: (model, field). The link to a page's own row is no data."""
    for model in apps.get_models(include_auto_created=True, include_swapped=True):
        if not model._meta.proxy:
            for field in model._meta.local_concrete_fields:
                if not (field.primary_key and isinstance(field, models.AutoField | models.OneToOneField)):
                    yield model._meta.label, field.name


def undeclared() -> list[str]:
    """Fields that nobody has thought about."""
    return [f"{model}.{field}" for model, field in all_fields() if not is_declared(model, field)]


def gone() -> list[str]:
    """Declarations of fields that are there no more."""
    there = set(all_fields())
    return [f"{model}.{field}" for model, field in (*_personal, *_free) if (model, field) not in there]


def is_declared(model: str, field: str) -> bool:
    return (model, field) in _personal or (model, field) in _free


def tables_without() -> list[str]:
    """Models of which no field is personal."""
    with_some = {model for model, _field in _personal}
    return sorted({model for model, _field in _free} - with_some)
