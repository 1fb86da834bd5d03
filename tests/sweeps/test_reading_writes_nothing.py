"""Reading never waits for somebody who writes: no page that a stranger opens writes, nor takes a writer's place.

On SQLite there is one place for a writer. A page that wants it waits for whoever has it, such as a long import.
"""

import re
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from wagtail.documents import get_document_model

from corner.documents import bytes_of
from corner.models import Attempt, SiteSettings
from tests.sweeps import addresses

#: BEGIN is none of them: on SQLite it takes the writer's place (settings: IMMEDIATE), whatever comes after it.
READS = re.compile(r"[\s(]*(?:SELECT|PRAGMA|SET|SHOW|EXPLAIN)\b", re.IGNORECASE)

#: What somebody does who writes for long, in a process of their own: readers need not wait for it.
HOLDS = {
    "sqlite": """
writer = sqlite3.connect(address, isolation_level=None)
writer.execute("BEGIN IMMEDIATE")
""",
    "postgresql": """
writer = psycopg.connect(address)
tables = writer.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'").fetchall()
for (table,) in tables:
    writer.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
""",
}
PROGRAM = "import sqlite3, sys, psycopg\naddress = sys.argv[1]\n{}\nprint('held', flush=True)\nsys.stdin.read()"


@contextmanager
def somebody_writes():
    """Another process has begun to write, and does not end."""
    of = connection.settings_dict
    address = str(of["NAME"])
    if connection.vendor == "postgresql":
        address = (
            f"dbname={of['NAME']} host={of['HOST']} port={of['PORT']} user={of['USER']} password='{of['PASSWORD']}'"
        )
    command = [sys.executable, "-c", PROGRAM.format(HOLDS[connection.vendor]), address]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "held\n"
        try:
            yield
        finally:
            writer.stdin.close()
            writer.wait(timeout=60)


@contextmanager
def impatient():
    """Whoever wants to write now hears at once that they cannot."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            [usual] = cursor.execute("PRAGMA busy_timeout").fetchone()
            cursor.execute("PRAGMA busy_timeout = 50")
            back = f"PRAGMA busy_timeout = {usual}"
        else:
            cursor.execute("SET lock_timeout = '50ms'")
            back = "SET lock_timeout = 0"
        yield
        cursor.execute(back)


@contextmanager
def written():
    """The statements that are no reading, also those that fail."""
    found = []

    def look(execute, sql, params, many, context):
        if not READS.match(str(sql)):
            found.append(str(sql)[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


@pytest.fixture(scope="module")
def opened_meanwhile(somebody, django_db_blocker):
    """Every page that a reader can open, by address: its status, and what it wrote, while somebody else writes.

    Outside any transaction, as in production: a test's own would have the writer's place.
    """
    with django_db_blocker.unblock():
        cache.clear()
        SiteSettings.load()
        wanted = addresses.all_of(somebody)
        visitor, found = Client(), {}
        with impatient(), somebody_writes():
            for address in wanted:
                with written() as statements:
                    found[address] = (visitor.get(address).status_code, statements)
        return found


def test_every_page_comes_while_somebody_writes(opened_meanwhile):
    assert len(opened_meanwhile) > 80
    assert {address: status for address, (status, _) in opened_meanwhile.items() if status >= 400} == {}


def test_no_page_writes(opened_meanwhile):
    assert {address: wrote for address, (_, wrote) in opened_meanwhile.items() if wrote} == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "word"),
    [
        (lambda: SiteSettings.objects.update(limit_per_address=9), "UPDATE"),
        (lambda: Attempt.objects.filter(what="nothing")._raw_delete("default"), "DELETE"),
        (lambda: Attempt.objects.create(what="nothing", hashed=""), "INSERT"),
    ],
)
def test_a_write_would_be_seen(act, word):
    """The negative control."""
    with written() as statements:
        act()
    assert any(statement.startswith(word) for statement in statements)


def test_whoever_writes_would_have_to_wait(django_db_setup, django_db_blocker):
    """The negative control of the other: somebody does hold the place."""
    from django.db import OperationalError

    with django_db_blocker.unblock(), impatient(), somebody_writes(), pytest.raises(OperationalError):
        SiteSettings.objects.update(limit_per_address=9)


def test_a_form_writes_no_settings_where_nobody_has_saved_any(starter, client):
    """A site that was just begun: opening a form is no reason to write a row."""
    form = next(address for address in addresses.all_of(starter) if re.match(r"/events/.*/sign-up/\d+/$", address))
    SiteSettings.objects.all().delete()
    with written() as statements:
        assert client.get(form).status_code == 200
        assert client.get("/write/").status_code == 200
    assert statements == []
    assert not SiteSettings.objects.exists()


@pytest.mark.django_db
def test_how_large_a_document_is_was_written_down_by_whoever_saved_it():
    """Wagtail writes it when the first reader asks."""
    kept = get_document_model().objects.create(title="Report", file=ContentFile(b"words", "report.txt"))
    assert get_document_model().objects.get(pk=kept.pk).file_size == 5


@pytest.mark.django_db
def test_of_a_document_that_is_older_than_that_a_reader_is_told_and_nothing_is_written():
    kept = get_document_model().objects.create(title="Report", file=ContentFile(b"words", "report.txt"))
    get_document_model().objects.update(file_size=None)
    kept.refresh_from_db()
    with written() as statements:
        assert bytes_of(kept) == 5
    assert statements == []
    kept.file.storage.delete(kept.file.name)
    assert bytes_of(get_document_model().objects.get(pk=kept.pk)) is None
