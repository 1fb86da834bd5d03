"""No field of any table is left out of the register, and what it says of each is complete and true."""

import re

import pytest
from django.core.management import call_command
from django.db import connection, models

from corner import data_register
from corner.data_register_page import written
from corner.management.commands.data_register import PAGE
from corner.models import SiteSettings
from corner.models.site_settings import KEPT_FOR

#: Tables that only SQLite has.
ONLY_ON_SQLITE = {"wagtailsearch.SQLiteFTSIndexEntry"}
#: Columns that only PostgreSQL has.
ONLY_ON_POSTGRESQL = {"wagtailsearch.IndexEntry.title_text", "wagtailsearch.IndexEntry.body_text"}


def test_every_field_of_every_table_was_thought_about():
    left_out = data_register.undeclared()
    assert not left_out, f"Declare in the room's personal_data.py what these hold: {left_out}"


def test_a_field_that_nobody_thought_about_is_found(monkeypatch):
    """The negative control: a new column of a table of ours."""
    from events.models import SignUp

    new = models.CharField(max_length=9)
    new.set_attributes_from_name("shoe_size")
    monkeypatch.setattr(type(SignUp._meta), "local_concrete_fields", property(lambda meta: [new]))
    assert "events.SignUp.shoe_size" in data_register.undeclared()


def test_no_declaration_outlives_its_field():
    gone = set(data_register.gone())
    if connection.vendor == "sqlite":
        gone -= ONLY_ON_POSTGRESQL
    else:
        gone = {each for each in gone if each.rsplit(".", 1)[0] not in ONLY_ON_SQLITE}
    assert not gone


def test_a_field_is_declared_once():
    with pytest.raises(data_register.DeclaredTwice):
        data_register.nothing_personal("events.SignUp", "name")


def test_every_personal_field_has_a_rule_that_ends_it():
    known = {rule.name for rule in data_register.rules()}
    without = [f"{each.model}.{each.field}" for each in data_register.declared() if each.purpose.rule not in known]
    assert not without
    assert known == {each.purpose.rule for each in data_register.declared()}


def test_every_column_of_the_page_says_something():
    for each in data_register.declared():
        purpose = each.purpose
        for text in (each.what, purpose.whose, purpose.why, purpose.seen_by, purpose.basis, purpose.erased):
            assert text.strip()
            assert "|" not in text
        assert purpose.handed_out.strip()


def test_special_category_data_is_what_people_need():
    special = {each.model for each in data_register.declared() if each.purpose.special}
    assert special == {"events.AccessNeed"}


def test_every_period_that_can_be_set_ends_something():
    named = {name for rule in data_register.rules() for name in re.findall(r"{(\w+)}", rule.ends)}
    assert named == set(KEPT_FOR)
    assert named <= {field.name for field in SiteSettings._meta.concrete_fields}


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the page is made on SQLite, whose search tables it names")
def test_the_page_is_up_to_date():
    assert PAGE.read_text() == written(), "Run: python manage.py data_register --write"


def test_the_command_prints_it(capsys):
    call_command("data_register")
    assert "## What is kept" in capsys.readouterr().out
