"""Staff hear what people miss, and nothing about anybody (search/not_found.py says the rules)."""

import sqlite3
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from corner import jobs
from search import not_found
from search.models import NotFound

pytestmark = pytest.mark.django_db


def looked_for(words, days, language="en-gb", ago=0):
    """Rows as if `words` had been looked for on so many days, the last of them `ago` days back."""
    today = timezone.localdate() - timedelta(days=ago)
    for back in range(days):
        NotFound.objects.create(words=words, language=language, day=today - timedelta(days=back))


def fail(*args):
    raise DatabaseError("database is locked")


def test_a_search_that_finds_nothing_is_counted_once_a_day(ask, home):
    for typed in ("bike repair", "Bike  repair!", "bike repair"):
        ask(typed)
    assert list(NotFound.objects.values_list("words", "language")) == [("bike repair", "en-gb")]


def test_each_language_counts_for_itself(ask, polish_home):
    ask("rowery", "pl")
    ask("rowery")
    assert set(NotFound.objects.values_list("language", flat=True)) == {"pl", "en-gb"}


def test_what_is_found_is_not_counted(ask, make_technique):
    make_technique("Lanterns")
    ask("lanterns")
    ask("lanterns", kind="events")
    ask("")
    ask("???")
    assert not NotFound.objects.exists()


def test_a_head_request_counts_nothing(client, home):
    client.head("/search/?q=bicycles")
    assert not NotFound.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        "ola@example.org",
        "ola @ example",
        "02380 123456",
        "flat 4",
        "born 1.1.1970",
        "٠٢٣٨٠",
        "my husband hurts me",  # a sentence
        "Ola Nowak",
        "Anna",
        "anna schmidt",
        "فاطمة",
        "x" * 31,
    ],
)
def test_what_may_be_about_somebody_is_never_written(ask, home, typed):
    ask(typed)
    assert not NotFound.objects.exists()


def test_a_name_of_somebody_on_the_site_is_never_written(ask, make_person, make_user):
    make_person("Wanderley Quist").unpublish()
    make_user("zed", first_name="Zelda", last_name="Zimmer")
    for typed in ("wanderley", "quist bikes", "zimmer", "zelda"):
        ask(typed)
    assert not NotFound.objects.exists()


def test_the_page_is_finished_before_anything_is_written(client, home, rf, monkeypatch):
    """Counting hangs on the closing of the response, after its last byte; what fails there reaches nobody."""
    from search.views import search

    response = search(rf.get("/search/?q=bicycles"))
    assert not NotFound.objects.exists()
    [count] = response._resource_closers
    with monkeypatch.context() as broken:
        broken.setattr(not_found, "_count", fail)
        count()
    assert not NotFound.objects.exists()
    count()
    assert NotFound.objects.get().words == "bicycles"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_the_counting_while_somebody_else_writes(home):
    """The next request of the same reader may come over the same connection; a sign-up still waits for its turn."""
    with connection.cursor() as cursor:
        [before] = cursor.execute("PRAGMA busy_timeout").fetchone()
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    seen = []
    with connection.execute_wrapper(lambda execute, sql, *rest: (seen.append(sql), execute(sql, *rest))[1]):
        not_found.count("bicycles", "en-gb")
    other.execute("ROLLBACK")
    other.close()
    assert not NotFound.objects.exists()
    assert "PRAGMA busy_timeout = 50" in seen
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (before,)
    not_found.count("bicycles", "en-gb")
    assert NotFound.objects.count() == 1


def test_no_log_line_holds_the_words(monkeypatch, caplog, home):
    monkeypatch.setattr(not_found, "_count", fail)
    not_found.count("bicycles", "en-gb")
    assert "could not be counted" in caplog.text
    assert "bicycles" not in caplog.text


def test_the_page_still_sets_no_cookie_and_may_be_cached(ask, home):
    response = ask("bicycles")
    assert not response.cookies
    assert "public" in response["Cache-Control"]


def test_a_second_time_nothing_is_written(ask, home):
    ask("bicycles")
    with CaptureQueriesContext(connection) as queries:
        ask("bicycles")
    reads = ("SELECT", "(SELECT", "SAVEPOINT", "RELEASE")  # PostgreSQL's unions stand in brackets
    assert [query["sql"] for query in queries if not query["sql"].startswith(reads)] == []


def test_nonsense_all_day_does_not_fill_the_database(ask, home, monkeypatch):
    monkeypatch.setattr(not_found, "MOST_A_DAY", 2)
    for typed in ("bicycles", "kayaks", "balloons"):
        ask(typed)
    assert NotFound.objects.count() == 2


# --- What staff see -----------------------------------------------------------------------------------------


@pytest.fixture
def report(client, staff_of, make_organisation):
    def read():
        client.force_login(staff_of(make_organisation(), name=None))
        return client.get(reverse("searches_without_answer")).content.decode()

    return read


def test_words_show_once_they_were_looked_for_on_three_days(report):
    looked_for("bicycles", 3)
    looked_for("kayaks", 2)
    html = report()
    assert "bicycles" in html
    assert "kayaks" not in html


def test_words_are_gone_after_thirty_days(report):
    looked_for("bicycles", 3, ago=30)
    looked_for("kayaks", 4, ago=26)
    assert "bicycles" not in report()
    [job] = [job for job in jobs.registered() if job.name == "search.not-found"]
    job.run()
    assert set(NotFound.objects.values_list("words", flat=True)) == {"kayaks"}


def test_two_languages_are_not_added_up(report):
    looked_for("bicycles", 2, "pl")
    looked_for("bicycles", 1, "en-gb", ago=4)
    assert "bicycles" not in report()


def test_what_people_typed_is_harmless_in_the_report(report):
    looked_for("<b>bikes", 3)
    assert "&lt;b&gt;bikes" in report()


def test_nobody_but_staff_sees_it(client, make_user, home):
    client.force_login(make_user())
    assert client.get(reverse("searches_without_answer")).status_code == 302


def test_wagtails_report_of_every_question_is_not_offered(admin_client, home):
    html = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Searches without an answer" in html
    assert "Search terms" not in html
