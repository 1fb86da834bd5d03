"""While an upgrade goes on, the old code still reads and writes the new tables: docs/upgrade.md, “Two versions”.

The old code is not at hand where this runs, but what it needs is: every column that it names, and none that it would
have to fill without knowing of it.
"""

from typing import NamedTuple

import pytest
from django.db import connection

from tests.upgrades import kept

pytestmark = pytest.mark.django_db

#: Columns that went for good, as "table.column": only what the release before had stopped to name.
GONE_AFTER_A_RELEASE = set()


class Column(NamedTuple):
    name: str
    may_be_empty: bool
    has_default: bool


def in_the_way(old, new):
    """What the old code would trip over. `old`: {table: names}; `new`: {table: [Column]}."""
    found = []
    for table, names in sorted(old.items()):
        columns = {column.name: column for column in new.get(table, [])}
        found += [f"{table}.{name} is gone" for name in sorted(names - columns.keys())]
        found += [
            f"{table}.{name} is new, and the old code does not fill it: give it db_default, or null=True"
            for name, column in sorted(columns.items())
            if name not in names and not column.may_be_empty and not column.has_default
        ]
    return [each for each in found if each.split()[0] not in GONE_AFTER_A_RELEASE]


@pytest.fixture
def version_0_1(tmp_path):
    kept.unpack(tmp_path / "kept.sqlite3")
    return kept.columns(tmp_path / "kept.sqlite3")


def now(table):
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return [Column(each.name, bool(each.null_ok), each.default is not None) for each in described]


def test_the_code_of_version_0_1_can_go_on_while_the_new_one_starts(version_0_1):
    there = set(connection.introspection.table_names())
    assert in_the_way(version_0_1, {table: now(table) for table in version_0_1 if table in there}) == []


def test_what_would_stop_it_is_found():
    """The negative control."""
    old = {"events_signup": {"id", "name"}, "corner_topic": {"id"}}
    new = {"events_signup": [Column("id", False, False), Column("nickname", False, False)]}
    assert in_the_way(old, new) == [
        "corner_topic.id is gone",
        "events_signup.name is gone",
        "events_signup.nickname is new, and the old code does not fill it: give it db_default, or null=True",
    ]
    harmless = [
        Column("id", False, False),
        Column("name", False, False),
        Column("a", True, False),
        Column("b", False, True),
    ]
    assert in_the_way({"events_signup": {"id", "name"}}, {"events_signup": harmless}) == []


def test_the_kept_database_is_that_of_people(tmp_path):
    """Sign-ups in every state that there was, and somebody behind each table that matters."""
    kept.unpack(tmp_path / "kept.sqlite3")

    def count(table):
        return kept.rows(tmp_path / "kept.sqlite3", f"SELECT count(*) FROM {table}")[0][0]

    states = {state for [state] in kept.rows(tmp_path / "kept.sqlite3", "SELECT DISTINCT state FROM events_signup")}
    assert states == {
        *("confirmed", "waiting", "offered", "held", "cancelled"),
        *("declined", "expired", "not-reached", "date-cancelled"),
    }
    for table in ("accessneed", "attendee", "responsibleadult", "calltask", "feedback", "hostmessage"):
        assert count(f"events_{table}"), table
    for table in (
        "contacts_message",
        "corner_outgoingemail",
        "wagtail_localize_stringtranslation",
        "corner_invitation",
    ):
        assert count(table), table
    addresses = kept.rows(tmp_path / "kept.sqlite3", "SELECT email FROM events_signup WHERE email <> ''")
    assert all(address.endswith("@example.org") for [address] in addresses), "nobody real is in it"
    assert kept.VERSION_0_1.stat().st_size < 1_500_000
