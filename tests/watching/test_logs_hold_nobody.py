"""What people write, and the links that only they know, are planted everywhere; no line of the log repeats any of it.

Beside the site's own lines the same records are written as Python would write them: there the marks are found, so the
search can find them.
"""

import io
import json
import logging

import pytest
from django.test import Client
from django.urls import reverse

from corner import jobs
from corner.models import OutgoingEmail
from corner.watching.logs import Json, Words
from events import mails

NAME, SECRET, E_MAIL = "Zdzislawa", "qwertzsecret", "zdzislawa@marks.example"
MARKS = (NAME, SECRET, E_MAIL, E_MAIL.partition("@")[0])


@pytest.fixture
def lines():
    """All that is logged from INFO on: as production writes it, as development does, and as Python would."""
    root, streams = logging.getLogger(), {}
    plain = logging.Formatter("%(levelname)s %(name)s: %(message)s")
    words = Words("{levelname} {name}: {message}", style="{")
    handlers = []
    loggers = [root, *(logging.getLogger(name) for name in ("django", "corner.requests", "gunicorn.error"))]
    levels = [logger.level for logger in loggers]
    for name, formatter in {"json": Json(), "words": words, "plain": plain}.items():
        handler = logging.StreamHandler(streams.setdefault(name, io.StringIO()))
        handler.setFormatter(formatter)
        handlers.append(handler)
        root.addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.INFO)
    yield lambda name: streams[name].getvalue()
    for handler in handlers:
        root.removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def nobody(lines):
    """No mark in what the site writes; and the marks were there to be found."""
    for name in ("json", "words"):
        found = [line for line in lines(name).splitlines() if any(mark.lower() in line.lower() for mark in MARKS)]
        assert not found, found
    for line in lines("json").splitlines():
        assert json.loads(line)["time"]
    return any(mark in lines("plain") for mark in MARKS)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_forms_links_and_searches_of_visitors(lines, visitor, make_event, visit, home, date_of, signed_up):
    page = make_event("Tea in the park", questions=[])
    somebody = visit(page)
    assert somebody.press("send", name=NAME, email=E_MAIL).status_code == 303
    assert somebody.press("send", name=NAME, email="not " + E_MAIL).status_code != 500
    link = mails.manage_url(signed_up(date_of(page), name=NAME, email=f"x{E_MAIL}"))
    assert visitor.get(link, follow=True).status_code == 200
    token = link.rstrip("/").rpartition("/")[2]
    for address in (
        f"/sign-ups/{token}x/", f"/sign-ups/{token}", f"/sign-ups/{SECRET}/kept/", f"/pl/sign-ups/{SECRET}/",
        f"/search/?q={NAME}", f"/{E_MAIL}/", f"/whats-on/{NAME}/", f"/write/?about={E_MAIL}", f"/admin/{SECRET}/",
        f"/documents/1/{NAME}.pdf", f"/accounts/password/reset/key/{SECRET}/", f"/media/images/{NAME}.jpg",
        f"/robots.txt/{NAME}?email={E_MAIL}", f"/{NAME}", f"/api/v2/pages/?search={NAME}",
    ):  # fmt: skip
        visitor.get(address)
        visitor.post(address, {"name": NAME, "email": E_MAIL})
    visitor.get("/", headers={"host": f"{SECRET}.example.org"})
    visitor.generic("BREW" + SECRET.upper(), "/")
    checked = Client(enforce_csrf_checks=True, raise_request_exception=False)
    checked.post("/write/", {"name": NAME}, headers={"referer": f"https://x.example/{SECRET}/"}, secure=True)
    assert token not in lines("json") + lines("words")
    assert nobody(lines), "the marks should have been there to be found"
    assert '"path": "/sign-ups/<path:token>/"' in lines("json")
    assert f'"path": "{page.url}' in lines("json"), "the address of a public page is nobody's secret"


@pytest.mark.django_db
def test_the_admin_and_signing_in(lines, visitor, administrator):
    for wrong in (NAME, E_MAIL):
        visitor.post(reverse("account_login"), {"login": wrong, "password": SECRET})
    visitor.force_login(administrator)
    for address in ("/admin/?q=", "/admin/pages/search/?q=", "/admin/who-did-what/?doer=", "/admin/users/?q="):
        visitor.get(address + NAME)
    visitor.post("/admin/pages/999999/edit/", {"title": NAME})
    nobody(lines)
    assert '"path": "/admin/' in lines("json")


@pytest.mark.django_db
def test_a_view_that_fails_on_what_somebody_wrote(lines, visitor, monkeypatch):
    def fail(*args, **kwargs):
        try:
            raise ValueError(f"{E_MAIL} is on the list already")
        except ValueError as error:
            raise RuntimeError(f"Cannot add {NAME}") from error

    monkeypatch.setattr("corner.views.reverse", fail)
    answer = visitor.get(f"/robots.txt?email={E_MAIL}")
    assert answer.status_code == 500
    assert nobody(lines), "the marks should have been there to be found"
    assert "RuntimeError" in lines("json")
    assert "test_logs_hold_nobody.py" in lines("json"), "the way to it is told"
    number = answer["X-Request-ID"]
    assert all(json.loads(line)["request_id"] == number for line in lines("json").splitlines())


@pytest.mark.django_db
def test_the_worker(lines, monkeypatch, settings):
    def fails():
        raise ValueError(f"{NAME} {E_MAIL}")

    monkeypatch.setattr(jobs, "_jobs", {name: job for name, job in jobs._jobs.items() if name == "send-mail"})
    jobs.register("fails", fails, every=jobs.LONGEST)
    OutgoingEmail.objects.create(kind="gone", to=E_MAIL, subject=NAME, text=SECRET, dedupe_key=SECRET)
    assert jobs.run_due() == ["fails"]
    nobody(lines)
    assert "Job fails failed" in lines("json")


@pytest.mark.parametrize(
    ("logger", "words", "arguments"),
    [
        ("gunicorn.error", "Error handling request %s", (f"/sign-ups/AbC-{SECRET}.0123456789?x={NAME}",)),
        ("urllib3", "Retrying after '%s'", (f"cannot reach {NAME}",)),
        ("smtplib", "550 no such user %s", (E_MAIL,)),
    ],
)
def test_what_other_packages_say(lines, logger, words, arguments):
    logging.getLogger(logger).error(words, *arguments)
    assert nobody(lines), "the marks should have been there to be found"


def test_an_exception_that_another_package_logs(lines):
    try:
        raise ValueError(E_MAIL)
    except ValueError:
        logging.getLogger("django_tasks").exception("Task %s failed", 5)
    assert nobody(lines), "the marks should have been there to be found"
    assert "Task 5 failed" in lines("json")
    assert '"trace": "  File' in lines("json")
