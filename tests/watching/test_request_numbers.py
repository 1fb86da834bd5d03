"""Every request has a number, which our own proxy may choose and nobody else."""

import logging

import pytest

from corner import jobs
from corner.watching import numbers
from corner.watching.logs import Json, Words

HEX = "0123456789abcdef" * 2
A_UUID = "2b7c1e0e-6a3f-4f53-9a2c-0f3f6f3b9f10"


def test_a_new_one_for_each(client):
    given = [client.get("/health/live/")[numbers.HEADER] for _ in range(2)]
    assert len(set(given)) == 2
    assert all(len(number) == 32 for number in given)


@pytest.mark.parametrize("number", [HEX, A_UUID])
def test_what_our_proxy_says_is_kept(client, settings, number):
    settings.TRUSTED_PROXIES = 1
    assert client.get("/health/live/", headers={numbers.HEADER: number})[numbers.HEADER] == number


def test_without_a_proxy_of_ours_it_is_what_a_visitor_says_and_is_not_read(client, settings):
    settings.TRUSTED_PROXIES = 0
    assert client.get("/health/live/", headers={numbers.HEADER: HEX})[numbers.HEADER] != HEX


@pytest.mark.parametrize("number", ["amina", HEX + "0", f"{HEX}\n", "<script>", "x" * 4000, "", " " + HEX])
def test_what_no_proxy_would_say_is_thrown_away(client, settings, number):
    settings.TRUSTED_PROXIES = 1
    answer = client.get("/health/live/", headers={numbers.HEADER: number})
    assert answer[numbers.HEADER] != number
    assert len(answer[numbers.HEADER]) == 32


def test_it_stands_on_every_line_of_the_log():
    record = logging.makeLogRecord({"name": "corner.x", "msg": "hello", "levelname": "INFO"})
    with numbers.numbered(HEX):
        assert f'"request_id": "{HEX}"' in Json().format(record)
    assert HEX not in Json().format(record)
    assert Words("{message}", style="{").format(record) == "hello"


@pytest.mark.django_db
@pytest.mark.parametrize("status", [404, 500])
def test_error_pages_bear_it_too(client, monkeypatch, status):
    client.raise_request_exception = False
    if status == 500:
        monkeypatch.setattr("corner.views.settings", None)
    answer = client.get("/robots.txt" if status == 500 else "/nothing/")
    assert answer.status_code == status
    assert len(answer[numbers.HEADER]) == 32


@pytest.mark.django_db
def test_a_run_of_a_job_has_one(monkeypatch):
    seen = []
    monkeypatch.setattr(jobs, "_jobs", {})
    jobs.register("counted", lambda: seen.append(numbers.current()), every=jobs.LONGEST)
    jobs.run_due()
    assert seen[0].startswith("counted-")
    assert numbers.current() == ""
