"""Search is slow or its index is broken: the page says so, compares titles, and staff are told."""

import logging

import pytest
from django.db import OperationalError, connection

from corner import troubles
from search import finding
from search.patience import at_most

pytestmark = pytest.mark.django_db

COUNTING = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0}) SELECT max(i) FROM n"
#: Queries that take minutes, and some tenths of a second.
ENDLESS = {"sqlite": COUNTING.format(10**9), "postgresql": "SELECT pg_sleep(300)"}
LONG = {"sqlite": COUNTING.format(300_000), "postgresql": "SELECT pg_sleep(0.2)"}


def ask_for_ever(*_args):
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS[connection.vendor])


@pytest.fixture(autouse=True)
def counted(monkeypatch):
    monkeypatch.setattr(troubles, "_counted", type(troubles._counted)())
    return troubles._counted


def test_a_query_without_end_ends(db):
    with pytest.raises(OperationalError), at_most(0.1):
        ask_for_ever()
    with connection.cursor() as cursor:  # and what comes after has its own time
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_the_bound_ends_with_the_block(db):
    with at_most(0.01):
        pass
    with connection.cursor() as cursor:
        cursor.execute(LONG[connection.vendor])
        assert cursor.fetchone()


def test_a_search_that_takes_too_long_says_so_and_finds_titles(
    client, make_technique, searchable, monkeypatch, caplog, counted
):
    make_technique("Lanterns by the river")
    monkeypatch.setattr(finding, "PATIENCE", 0.1)
    monkeypatch.setattr(finding, "_search", ask_for_ever)
    with caplog.at_level(logging.WARNING):
        answer = client.get("/search/?q=lanterns+of+amina")
        assert answer.status_code == 200
        answer = client.get("/search/?q=lanterns")
    html = answer.content.decode()
    assert "Search is not working well just now" in html
    assert "by the river" in html
    assert 'href="/techniques/"' in html, "the lists are one press away"
    assert counted[troubles.Kind.SEARCH] == 2
    assert "amina" not in caplog.text.lower()


def test_an_index_that_is_gone_costs_the_search_its_depth_only(client, make_technique, searchable, counted):
    make_technique("Lanterns by the river")
    if connection.vendor == "postgresql":
        pytest.skip("there, the index is columns of one table, which are there or the site is not migrated")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE wagtailsearch_indexentry_fts")
    answer = client.get("/search/?q=lanterns")
    assert answer.status_code == 200
    assert b"by the river" in answer.content
    assert counted[troubles.Kind.SEARCH]


def test_a_database_that_is_gone_is_no_fault_of_the_index(client, home, monkeypatch, counted):
    def cut_off(*_args):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(finding, "_search", cut_off)
    client.raise_request_exception = False
    assert client.get("/search/?q=lanterns").status_code == 503
    assert not counted
