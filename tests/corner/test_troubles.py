"""Helpers that fail are noted wherever they are met, cheaply, and never in the way of what somebody is doing."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from botocore.exceptions import EndpointConnectionError
from django.core.signals import request_finished
from django.db import OperationalError, connection, transaction

from corner import troubles
from corner.cache import FailSafeRedisCache
from corner.mail import outbox, sending
from corner.media import StoreAway
from corner.models import Trouble
from corner.object_store import _or_away

NINE = datetime(2027, 5, 3, 9, 0, tzinfo=UTC)
CACHE = troubles.Kind.CACHE


@pytest.fixture(autouse=True)
def nothing_noted(monkeypatch):
    monkeypatch.setattr(troubles, "_counted", Counter())
    monkeypatch.setattr(troubles, "_written", {})


@pytest.fixture
def later():
    """It is nine; let time go on, also for what counts seconds since the machine was started."""
    with time_machine.travel(NINE, tick=False) as clock:

        def shift(**passes):
            clock.shift(timedelta(**passes))
            for kind in troubles._written:
                troubles._written[kind] -= timedelta(**passes).total_seconds()

        yield shift


def meet(kind=CACHE, times=1):
    for _ in range(times):
        troubles.note(kind)
    troubles.write_down()


def test_noting_asks_no_database():
    """This test has no right to the database: a query would fail it."""
    troubles.note(CACHE)


@pytest.mark.django_db(transaction=True)
def test_what_was_met_is_counted_with_its_first_and_last_time(later):
    meet(times=3)
    later(minutes=5)
    meet(times=2)
    trouble = Trouble.objects.get()
    assert (trouble.kind, trouble.count) == ("cache", 5)
    assert (trouble.first_seen, trouble.last_seen) == (NINE, NINE + timedelta(minutes=5))


@pytest.mark.django_db(transaction=True)
def test_after_a_quiet_time_it_begins_anew(later):
    meet(times=3)
    later(minutes=16)
    meet()
    trouble = Trouble.objects.get()
    assert (trouble.count, trouble.first_seen) == (1, NINE + timedelta(minutes=16))


@pytest.mark.django_db(transaction=True)
def test_a_thousand_failures_in_a_minute_are_one_write(later, django_assert_max_num_queries):
    meet()
    with django_assert_max_num_queries(0):
        for _ in range(1000):
            meet()
    later(seconds=61)
    troubles.write_down()
    assert Trouble.objects.get().count == 1001


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_into_a_transaction_that_may_be_undone(later):
    with transaction.atomic():
        meet()
        assert not Trouble.objects.exists()
        transaction.set_rollback(True)
    troubles.write_down()
    assert Trouble.objects.get().count == 1


@pytest.mark.django_db(transaction=True)
def test_with_the_database_away_nothing_is_raised_and_nothing_forgotten(later, monkeypatch, caplog):
    with monkeypatch.context() as away:
        away.setattr(connection, "cursor", lambda *args: (_ for _ in ()).throw(OperationalError("password=secret")))
        meet(times=2)
    assert "secret" not in caplog.text
    later(seconds=61)
    troubles.write_down()
    assert Trouble.objects.get().count == 2


@pytest.mark.django_db(transaction=True)
def test_the_end_of_a_request_writes_it_down(later):
    troubles.note(CACHE)
    request_finished.send(sender=None)
    assert Trouble.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_once_may_be_chance_and_what_keeps_on_is_told_until_it_is_quiet(later):
    meet()
    assert not Trouble.objects.keeping_on()
    later(minutes=2)
    meet()
    assert [trouble.kind for trouble in Trouble.objects.keeping_on()] == ["cache"]
    later(minutes=14)
    assert Trouble.objects.keeping_on()
    later(minutes=2)
    assert not Trouble.objects.keeping_on()


def test_a_cache_that_fails_is_a_trouble():
    FailSafeRedisCache("redis://127.0.0.1:1/0", {}).get("key")
    assert troubles._counted == {CACHE: 1}


@pytest.mark.django_db
def test_a_mail_server_that_is_away_is_a_trouble(away):
    outbox.queue("staff.notice", to="ann@example.org", language="en-gb", dedupe_key="1", context={"text": "Hello"})
    sending.send_due()
    assert troubles._counted == {troubles.Kind.MAIL: 1}


def test_a_store_that_is_away_is_a_trouble():
    @_or_away
    def ask():
        raise EndpointConnectionError(endpoint_url="https://objects.example.org")

    with pytest.raises(StoreAway):
        ask()
    assert troubles._counted == {troubles.Kind.STORE: 1}
