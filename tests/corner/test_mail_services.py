"""Mail leaves through a service that takes it over https: tried against a stand-in on loopback."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from corner.mail.sending import send_due
from corner.models import OutgoingEmail
from corner.settings.environment import Environment
from corner.settings.mail import mail_settings

pytestmark = pytest.mark.django_db

State = OutgoingEmail.State

SERVICES = {
    "postmark": ("postmark://Token-1", {"ErrorCode": 0, "Message": "OK", "MessageID": "1", "To": "amina@example.org"}),
    "mailgun": ("mailgun://Key-1@mg.example.org", {"id": "<1@mg.example.org>", "message": "Queued. Thank you."}),
    "brevo": ("brevo://Key-1", {"messageId": "<1@example.org>"}),
}

#: How each is shown the key.
KEYS = {
    "postmark": ("X-Postmark-Server-Token", "Token-1"),
    "mailgun": ("Authorization", "Basic YXBpOktleS0x"),  # api:Key-1
    "brevo": ("api-key", "Key-1"),
}


class Service(ThreadingHTTPServer):
    """Answers as it was told, and remembers what it was sent."""

    daemon_threads = True

    def __init__(self, answer):
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.answer = 200, answer
        self.taken = []


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, dict(self.headers), body.decode("utf-8", "replace")))
        if self.server.status == "silence":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(self.server.answer).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def use_service(settings, monkeypatch):
    """The site as EMAIL_URL says, but for the service's address."""
    started = []

    def use(name):
        url, answer = SERVICES[name]
        service = Service(answer)
        threading.Thread(target=service.serve_forever, daemon=True).start()
        started.append(service)
        monkeypatch.setenv("EMAIL_URL", url)
        chosen = mail_settings(Environment())
        settings.EMAIL_BACKEND = chosen["EMAIL_BACKEND"]
        settings.ANYMAIL = {**chosen["ANYMAIL"], f"{name.upper()}_API_URL": f"http://127.0.0.1:{service.server_port}/"}
        settings.DEFAULT_FROM_EMAIL = "hello@corner.example.org"
        return service

    yield use
    for service in started:
        service.shutdown()
        service.server_close()


@pytest.fixture
def postmark(use_service):
    return use_service("postmark")


@pytest.mark.parametrize("name", SERVICES)
def test_a_mail_leaves_with_its_words_its_calendar_file_and_its_id(name, use_service, queue, mail_kind):
    mail_kind(attachments=lambda email: [("invite.ics", b"BEGIN:VCALENDAR", "text/calendar; method=REQUEST")])
    service = use_service(name)
    mail = queue(name="Zażółć", language="pl")
    assert send_due() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (State.SENT, "")
    [(_path, headers, body)] = service.taken
    header, key = KEYS[name]
    assert headers[header] == key
    sent = body if name == "mailgun" else json.dumps(json.loads(body), ensure_ascii=False)
    for piece in ("amina@example.org", "Hello Zażółć", "hello@corner.example.org", mail.message_id.strip("<>")):
        assert piece in sent, piece
    assert "invite.ics" in sent


def test_postmark_is_asked_to_keep_our_id_and_to_follow_nobody(postmark, queue):
    queue()
    send_due()
    sent = json.loads(postmark.taken[0][2])
    assert {"Name": "X-PM-KeepID", "Value": "true"} in sent["Headers"]
    assert (sent["TrackOpens"], sent["TrackLinks"]) == (False, "None")


#: What Postmark says, and what becomes of the mail: its state, how many tries it has used up, what is written down.
ANSWERS = [
    (401, {"ErrorCode": 10, "Message": "Bad token for amina@example.org"}, (State.QUEUED, 0, "HTTP 401 (10)")),
    (422, {"ErrorCode": 400, "Message": "Sender amina@example.org not found"}, (State.QUEUED, 0, "HTTP 422 (400)")),
    (429, {"Message": "Slow down, amina@example.org"}, (State.QUEUED, 0, "HTTP 429")),
    (503, {"Message": "amina@example.org"}, (State.QUEUED, 0, "HTTP 503")),
    (500, {"Message": "amina@example.org"}, (State.QUEUED, 1, "HTTP 500")),
    (200, {"Message": "no number, amina@example.org"}, (State.QUEUED, 1, "")),
    ("silence", {}, (State.QUEUED, 1, "ConnectionError")),
    (422, {"ErrorCode": 402, "Message": "Bad JSON: amina@example.org"}, (State.FAILED, 1, "HTTP 422 (402)")),
    (
        422,
        {"ErrorCode": 300, "Message": "Invalid 'To' address: 'amina@example.org'."},
        (State.FAILED, 1, "the service refuses this address"),
    ),
    (
        200,
        {"ErrorCode": 406, "Message": "Found inactive addresses: amina@example.org.\n Inactive recipients are"},
        (State.FAILED, 1, "the service refuses this address"),
    ),
]


@pytest.mark.parametrize(("status", "answer", "outcome"), ANSWERS)
def test_every_no_is_understood(status, answer, outcome, postmark, queue, caplog):
    postmark.status, postmark.answer = status, answer
    mail = queue()
    send_due()
    mail.refresh_from_db()
    state, tries, why = outcome
    assert (mail.state, mail.attempts) == (state, tries), mail.last_error
    if why:
        assert mail.last_error == why
    assert "amina" not in mail.last_error + caplog.text


def test_a_service_that_nobody_answers_for_uses_up_no_try(postmark, queue, settings, caplog):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.ANYMAIL = {**settings.ANYMAIL, "POSTMARK_API_URL": f"http://127.0.0.1:{nobody.getsockname()[1]}/"}
        mail = queue()
        send_due()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.QUEUED, 0)
    assert "The mail server is away: NewConnectionError" in caplog.text


def test_a_mail_over_which_the_service_falls_silent_does_not_hold_up_the_next(postmark, queue, settings):
    settings.ANYMAIL = {**settings.ANYMAIL, "REQUESTS_TIMEOUT": (5, 0.5)}
    queue(to="hang@example.org")
    queue(to="amina@example.org")
    postmark.status = "silence"
    send_due()
    assert len(postmark.taken) >= 2


@pytest.mark.parametrize("url", ["postmark://", "mailgun://only-a-key", "mailgun://@mg.example.org", "brevo://a key"])
def test_an_address_without_what_the_service_needs_is_named_and_not_quoted(url, monkeypatch):
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match=r"EMAIL_URL names .* write it as") as error:
        mail_settings(Environment())
    assert "only-a-key" not in str(error.value)


def test_a_key_keeps_its_capitals_and_a_european_account_its_continent(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "mailgun+eu://Key%2F1@mg.example.org")
    chosen = mail_settings(Environment())["ANYMAIL"]
    assert chosen["MAILGUN_API_KEY"] == "Key/1"
    assert chosen["MAILGUN_API_URL"] == "https://api.eu.mailgun.net/v3"
