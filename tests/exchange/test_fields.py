"""What leaves the site is a written list. A field that is new on a page is not in the data by accident."""

import pytest
from wagtail.models import Page, get_page_models

from corner.models import BasePage
from exchange.fields import BY_TYPE, KEPT_BACK, OF_EVERY_PAGE, fields_of
from exchange.files import HEAD, KINDS

TYPES = [model for model in get_page_models() if issubclass(model, BasePage)]
OF_WAGTAIL = {field.name for field in Page._meta.get_fields()} | {"page_ptr"}
#: What no field that leaves may be called, whatever it holds.
CONTACT = ("mail", "phone", "reach", "address", "contact", "password", "owner", "user", "link")


def own_fields(model):
    return {field.name for field in model._meta.get_fields()} - OF_WAGTAIL


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_every_field_was_decided_on(model):
    """New? Then say in exchange/fields.py whether it leaves the site, or why not; and write it into docs/export.md."""
    assert own_fields(model) - set(fields_of(model._meta.label)) - set(KEPT_BACK) == set()


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_the_list_names_only_what_there_is(model):
    names = fields_of(model._meta.label)
    assert set(names) - {"basis"} <= own_fields(model)
    assert len(names) == len(set(names))
    assert not set(names) & set(KEPT_BACK)


def test_nothing_is_kept_back_that_there_is_not():
    assert set(KEPT_BACK) <= set().union(*(own_fields(model) for model in TYPES))


def test_no_field_is_about_how_to_reach_somebody():
    names = {name for label in BY_TYPE for name in fields_of(label)}
    assert {name for name in names if any(word in name for word in CONTACT)} == set()


def test_every_type_is_in_one_file():
    assert set(BY_TYPE) == {model._meta.label for model in TYPES}
    columns = {name for kind in KINDS.values() for name in kind.columns}
    assert columns >= {*HEAD, *OF_EVERY_PAGE}


@pytest.mark.parametrize("name", sorted({name for label in BY_TYPE for name in fields_of(label)}))
def test_every_field_is_written_down_for_those_who_use_it(name):
    from pathlib import Path as File

    assert f"`{name}`" in (File(__file__).parents[2] / "docs" / "export.md").read_text()
