"""The database is away: everybody is told so in their language, once it is back all goes on, nothing typed is lost."""

import logging
import re
from html import unescape

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from corner import away
from corner.models import OutgoingEmail
from events import holding
from events.models import SignUp
from tests.sweeps.addresses import paths, patterns, wsgi

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
#: Answers that need no database.
WITHOUT = ("/health/", "/static/", "/media/", "/patterns/", "/favicon.ico", "/robots.txt")


def is_honest(answer):
    """503, in words, not kept by any cache, and with a time to come back."""
    return (
        answer.status_code == 503
        and answer.headers["Retry-After"] == str(30)
        and "no-store" in answer.headers["Cache-Control"]
        and b"<h1>" in answer.content
    )


@pytest.mark.parametrize(
    "path",
    ["/", "/events/", "/search/?q=parks", "/topics/parks/", "/write/", "/sitemap.xml", "/open-data/events.json"]
    + ["/api/v2/pages/", "/sign-ups/lost-link/", "/documents/1/sheet.pdf", "/accounts/login/", "/nothing/here/"],
)
def test_every_kind_of_public_page_says_so(visitor, database_gone, path):
    assert is_honest(visitor.get(path)), path


def test_every_address_that_the_resolver_knows_says_so_or_needs_no_database(visitor, database_gone):
    """Public ones and those of staff, with whatever values: never an error of ours, and mostly the honest page."""
    visitor.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32  # staff: whoever has a session is looked up
    seen = []

    def ask(path, method):
        answer = visitor.generic(method, "/", PATH_INFO=wsgi(path))
        seen.append(answer.status_code)
        assert answer.status_code < 500 or is_honest(answer) or path.startswith(WITHOUT), (path, answer.status_code)

    for pattern in patterns():
        _few(given(st.just(None), paths(pattern), st.sampled_from(["GET", "POST"])), ask)
    assert seen.count(503) > len(seen) / 2, "it was tried"


def _few(strategies, ask):
    limits(
        max_examples=3, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )(strategies(lambda _nothing, path, method: ask(path, method)))()  # fmt: skip


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:add", "events_mail"])
def test_staff_are_told_too(visitor, database_gone, name):
    visitor.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert is_honest(visitor.get(reverse(name)))
    assert is_honest(visitor.post(reverse(name), {"title": "Tea"}))


def test_it_is_said_in_the_language_of_the_address(visitor, database_gone):
    answer = visitor.get("/ar/events/")
    assert answer.status_code == 503
    assert '<html lang="ar" dir="rtl">' in answer.content.decode()


def test_the_log_says_it_once_without_anybodys_name(visitor, database_gone, caplog):
    with caplog.at_level(logging.INFO):
        for _ in range(5):
            visitor.post("/sign-ups/lost-link/?from=amina", {"email": "amina@example.org"})
    ours = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(ours) == 1, [record.getMessage() for record in ours]
    assert "The database is away: OperationalError in" in caplog.text
    assert "amina" not in caplog.text


def test_what_was_sent_stands_in_the_page_to_be_sent_again_and_is_harmless(visitor, database_gone):
    typed = {"name": 'Amina "><script>alert(1)</script>', "message": "Two\nlines", "need": ["quiet", "signing"]}
    answer = visitor.post("/write/?reason=unclear", typed)
    html = answer.content.decode()
    fields = [(unescape(name), unescape(value)) for name, value in HIDDEN.findall(html)]
    assert fields == [("name", typed["name"]), ("message", "Two\nlines"), ("need", "quiet"), ("need", "signing")]
    assert '<form class="flow" method="post" action="/write/?reason=unclear">' in html
    assert "<script>" not in html
    assert "private" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_no_password_and_no_file_is_written_into_a_page(visitor, database_gone, tmp_path):
    answers = [visitor.post("/accounts/login/", {"login": "amina", "password": "a secret of hers"})]
    with (tmp_path / "sheet.txt").open("w+") as file:
        answers.append(visitor.post("/accounts/login/", {"title": "Sheet", "file": file}))
    for answer in answers:
        assert answer.status_code == 503
        assert "hers" not in answer.content.decode()
        assert "<form" not in answer.content.decode()


def test_a_body_that_cannot_be_read_makes_it_no_worse(visitor, database_gone):
    broken = visitor.generic("POST", "/write/", b"--x\r\nno end", "multipart/form-data; boundary=y")
    assert broken.status_code in (400, 503)


def test_a_sign_up_that_could_not_be_saved_is_sent_again_from_the_page(
    make_event, visit, visitor, others_write_without_end
):
    amina = visit(make_event())
    amina.client.raise_request_exception = False
    with others_write_without_end():
        answer = amina.press("send", name="Amina")
        assert answer.status_code == 503
        assert "We cannot save anything just now" in answer.content.decode()
    assert SignUp.objects.count() == OutgoingEmail.objects.count() == 0
    again = dict(HIDDEN.findall(answer.content.decode()))
    for _impatiently in range(2):
        sent = visitor.post(unescape(re.search(r'<form[^>]* action="([^"]+)"', answer.content.decode())[1]), again)
        assert sent.status_code == 303
    assert SignUp.objects.get().attendees.get().name == "Amina"
    assert OutgoingEmail.objects.count() == 1


def test_pages_are_read_while_somebody_writes_without_end(home, make_event, client, others_write_without_end):
    page = make_event()
    if connection.vendor == "postgresql":
        pytest.skip("there, a table is locked only by a migration: docs/upgrade.md")
    with others_write_without_end():
        assert client.get(page.url).status_code == client.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/events/"])
def test_all_goes_on_once_it_is_back(visitor, home, events_index, path, transactional_db, tmp_path):
    from tests.faults_in_pages.conftest import free_port, lead_astray

    wanted = {"NAME": str(tmp_path)} if connection.vendor == "sqlite" else {"HOST": "127.0.0.1", "PORT": free_port()}
    with lead_astray(wanted):
        assert visitor.get(path).status_code == 503
    assert visitor.get(path).status_code == 200


@pytest.mark.django_db
def test_a_mistake_of_ours_is_still_an_error(visitor, home, monkeypatch):
    """Else nobody would hear of it: a table that is not there, a row that is there already."""

    def ask(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    monkeypatch.setattr("search.views.find", lambda *args, **kwargs: ask("SELECT * FROM no_such_table"))
    assert visitor.get("/search/?q=parks").status_code == 500


@pytest.mark.django_db
def test_what_counts_as_away():
    assert away.is_away(OperationalError("the server closed the connection"))
    assert not away.is_away(IntegrityError("a row is there already"))
    assert not away.is_away(DatabaseError("something"))
    assert not away.is_away(ValueError())
    assert away.is_away(OSError(28, "No space left on device"))
    assert not away.is_away(FileNotFoundError(2, "none"))
    wrapped = ValueError()
    wrapped.__context__ = OperationalError()
    assert away.is_away(wrapped)


@pytest.mark.parametrize(("each_takes", "times"), [(0.01, holding.ATTEMPTS), (20, 1)])
def test_nobody_waits_five_times_for_a_database_that_has_let_them_wait_for_long(monkeypatch, each_takes, times):
    clock, tried = {"now": 0.0}, []
    monkeypatch.setattr(holding.time, "monotonic", lambda: clock["now"])
    monkeypatch.setattr(holding.time, "sleep", lambda _seconds: None)

    @holding.again_when_locked
    def act():
        tried.append(1)
        clock["now"] += each_takes
        raise OperationalError("database is locked")

    with pytest.raises(OperationalError):
        act()
    assert len(tried) == times
