"""A database moves to the other kind: every row as it is. On PostgreSQL the whole way is in tests/upgrades."""

import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from corner.models import Topic
from corner.moving import counters, moving
from corner.moving.tables import NotMoved, Table, tables
from events.models import SignUp
from tests import baseline

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def never_the_developers_own():
    baseline.insist_on_test_database()


@pytest.fixture
def amina(make_event, date_of, signed_up):
    return signed_up(
        date_of(make_event()), name="Łucja “Ó” 🌻", email="amina@example.org", answers={"q": ["a", "中"]}, asked={}
    )


@pytest.fixture
def another(tmp_path):
    """An empty copy of the site's tables in a SQLite file."""
    if connection.vendor != "sqlite":
        pytest.skip("tests/upgrades moves between both kinds")
    connection.ensure_connection()
    with closing(sqlite3.connect(tmp_path / "another.sqlite3")) as target:
        connection.connection.backup(target)
    with moving._elsewhere(tmp_path / "another.sqlite3") as other:
        with transaction.atomic(using=other.alias), other.cursor() as cursor:
            for sql in other.ops.sql_flush(moving.no_style(), moving._all_tables(other), reset_sequences=True):
                cursor.execute(sql)
        yield other


def test_every_table_is_moved_or_known_not_to_be():
    names = {table.name for table in tables()}
    left = {name for name in connection.introspection.table_names() if name not in names}
    assert all(name.startswith(moving.MADE) for name in left), left


def test_rows_are_the_same_afterwards(amina, another):
    moved = moving._move(connection, another)
    assert moved["events_signup"] == 1
    [signups] = [table for table in tables() if table.model is SignUp]
    assert list(signups.read(another)) == list(signups.read(connection))
    with another.cursor() as cursor:
        cursor.execute("SELECT name, answers FROM events_signup")
        assert cursor.fetchone() == ("Łucja “Ó” 🌻", '{"q": ["a", "\\u4e2d"]}')


def test_a_row_that_is_not_the_same_stops_the_move(amina, another, monkeypatch):
    """The negative control of “differences: 0”: a table writes something else, and nothing is moved."""
    write = Table.write

    def careless(table, target, rows):
        at = table.columns.index("name") if table.model is SignUp else None
        write(table, target, rows if at is None else ((*row[:at], "Bo", *row[at + 1 :]) for row in rows))

    monkeypatch.setattr(Table, "write", careless)
    with pytest.raises(NotMoved, match="events_signup: different"):
        moving._move(connection, another)
    assert Table(SignUp).contents(another)[0] == 0


def test_a_number_that_was_given_once_is_not_given_again(amina, signed_up, another):
    """The link in somebody's mail names the number of a sign-up that is deleted by now."""
    gone = signed_up(amina.occasion)
    last = gone.pk
    gone.delete()
    moving._move(connection, another)
    assert counters.last_given(another, "events_signup", "id") >= last > amina.pk


def test_rows_that_would_stay_behind_stop_the_move(another):
    with another.cursor() as cursor:
        cursor.execute("CREATE TABLE somebodys_own (id integer)")
        moving._insist_on_all_tables(another)
        cursor.execute("INSERT INTO somebodys_own VALUES (1)")
    with pytest.raises(NotMoved, match="somebodys_own"):
        moving._insist_on_all_tables(another)


def test_it_does_not_write_over_what_people_made(amina, tmp_path):
    file = tmp_path / "old.sqlite3"
    sqlite3.connect(file).close()
    with pytest.raises(CommandError, match="--replace"):
        call_command("move_database", "--from", str(file))
    with pytest.raises(CommandError, match="is there already"):
        call_command("move_database", "--to", str(file))
    with pytest.raises(CommandError, match="There is no file"):
        call_command("move_database", "--from", str(tmp_path / "none"))


@pytest.mark.long
def test_what_postgresql_would_refuse_is_named_by_its_number(tmp_path):
    """SQLite keeps texts of any length. The row is named, its words are not, and nothing is moved."""
    import os
    import subprocess
    import sys

    from django.conf import settings

    from tests.upgrades import kept
    from tools import postgres

    old = tmp_path / "site.sqlite3"
    kept.unpack(old)
    with closing(sqlite3.connect(old)) as database:
        [number] = database.execute("SELECT min(id) FROM events_signup WHERE name <> ''").fetchone()
        database.execute("UPDATE events_signup SET name = ? WHERE id = ?", ["secret " * 99, number])
        database.commit()
    with postgres.own_server() as port:
        run = subprocess.run(
            [sys.executable, "manage.py", "move_database", "--from", str(old)],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "corner.settings.development",
                "DATA_DIR": str(tmp_path),
                "DATABASE_URL": postgres.url(port),
            },
            capture_output=True,
            text=True,
        )
    assert run.returncode == 1
    assert f"events.SignUp {number} does not fit" in run.stderr
    assert "(name is too long" in run.stderr
    assert "secret" not in run.stdout + run.stderr


def test_topics_keep_their_language(amina, another):
    """Keys between tables are as they were, whatever order the tables came in."""
    moving._move(connection, another)
    with another.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        assert cursor.fetchall() == []
    assert Table(Topic).contents(another) == Table(Topic).contents(connection)
