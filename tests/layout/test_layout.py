"""The whole, as compose.yaml has it, in processes: what only holds when the parts work together."""

import re
import socket
import ssl
import time

import pytest

from tools.layout import journeys, running

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def layout(tmp_path_factory):
    with running(tmp_path_factory.mktemp("layout")) as found:
        yield found


@pytest.fixture(scope="module")
def staff(layout):
    return journeys.signed_in(layout)


@pytest.fixture
def stranger(layout):
    return layout.visitor()


@pytest.mark.parametrize(
    "walk", [journeys.sign_up, journeys.media, journeys.translation, journeys.cache, journeys.cookies]
)
def test_a_way_through_both_web_processes(walk, layout, staff):
    walk(layout, staff)


def test_what_must_hold_would_be_missed(layout):
    """The control: a web process with a secret of its own makes forms that the other does not take."""
    process = layout.processes["web-1"]
    before = process.environment
    layout.stop("web-1")
    process.environment = {**before, "SECRET_KEY": "another-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF"}
    try:
        layout.start("web-1")
        with pytest.raises(journeys.Broken, match="did not take the form"):
            journeys.sign_up(layout)
    finally:
        layout.stop("web-1")
        process.environment = before
        layout.start("web-1")


def test_plain_http_leads_to_tls_and_old_tls_is_refused(layout):
    with socket.create_connection(("127.0.0.1", layout.ports["http"])) as plain:
        plain.sendall(b"GET /events/?a=b HTTP/1.1\r\nHost: corner.example.org\r\nConnection: close\r\n\r\n")
        head = plain.recv(4000).decode()
    assert " 301 " in head
    assert "Location: https://corner.example.org/events/?a=b" in head
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", layout.ports["https"])) as connection, pytest.raises(ssl.SSLError):
        old.wrap_socket(connection)


def test_static_files_are_kept_and_pages_are_pressed(stranger):
    gzip = {"Accept-Encoding": "gzip"}
    for path in ("/", "/search/?q=tea", "/events/feed.rss"):
        assert stranger.get(path, **gzip).headers["Content-Encoding"] == "gzip", path
    plain = stranger.get("/")
    assert plain.headers["Content-Encoding"] is None
    again = stranger.get("/", **gzip, **{"If-None-Match": str(plain.headers["ETag"])})
    assert (again.status, again.body) == (304, b"")
    year = 365 * 24 * 60 * 60
    for tag, name in (("link[rel=stylesheet]", "href"), ("script[src]", "src")):
        file = stranger.get(str(plain.page.select_one(tag)[name]), **gzip)
        assert file.status == 200
        assert "immutable" in file.headers["Cache-Control"]
        assert int(re.search(r"max-age=(\d+)", file.headers["Cache-Control"])[1]) >= year
        assert file.headers["Content-Encoding"] == "gzip"


def test_no_secret_leaves_compressed_beside_a_strangers_words(stranger):
    """The proxy must not press what the site left as it is for that reason."""
    form = stranger.get("/write/").form("csrfmiddlewaretoken")
    answer = stranger.submit(form, message="guess")
    assert "csrfmiddlewaretoken" in answer.text
    asked = {"Accept-Encoding": "gzip", "Cookie": "x"}
    sign_in = stranger.send_once("GET", "/accounts/login/?next=/guess/", headers=asked)
    assert (sign_in.status, sign_in.headers["Content-Encoding"]) == (200, None)


def test_what_a_visitor_claims_reaches_nobody(stranger):
    """One who says they came without TLS, or for another host, changes nothing."""
    forged = {"X-Forwarded-Proto": "http", "X-Forwarded-For": "10.9.8.7", "X-Forwarded-Host": "evil.example.com"}
    answer = stranger.send_once("GET", "/", headers=forged)
    assert answer.status == 200
    assert "evil.example.com" not in answer.text


def test_what_is_too_large_is_refused_with_a_page_and_all_headers(stranger):
    answer = stranger.send_once("POST", "/search/", b"a" * 4_000_000)
    assert answer.status == 413
    assert "Too large" in answer.text
    assert answer.headers["Strict-Transport-Security"]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_slow_visitors_hold_up_nobody(layout, stranger):
    """Eighty who send a letter now and then, more than there are threads; the others are served."""
    context = ssl.create_default_context(cafile=layout.folder / "proxy" / "certificate.pem")
    slow = []
    for _ in range(80):
        connection = socket.create_connection(("127.0.0.1", layout.ports["https"]))
        tls = context.wrap_socket(connection, server_hostname="localhost")
        tls.sendall(b"POST /search/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na")
        slow.append(tls)
    try:
        assert [stranger.get("/events/").status for _ in range(5)] == [200] * 5
    finally:
        for tls in slow:
            tls.close()


def test_one_web_server_killed_is_not_noticed_and_both_get_an_honest_page(layout, stranger):
    layout.kill("web-1")
    try:
        assert {stranger.get("/events/").status for _ in range(10)} == {200}
        layout.kill("web-2")
        answer = stranger.get("/events/")
        assert (answer.status, answer.headers["Retry-After"]) == (503, "10")
        assert "Back in a moment" in answer.text
        assert "no-store" in answer.headers["Cache-Control"]
    finally:
        for name in ("web-1", "web-2"):
            layout.start(name)
    until = time.monotonic() + 10
    while stranger.get("/events/").status != 200:
        assert time.monotonic() < until
        time.sleep(0.2)


def test_a_statement_without_end_is_ended_for_visitors_and_not_for_the_worker(layout):
    ask = "k.execute('SHOW statement_timeout'); print(k.fetchone())"
    show = f"from django.db import connection as c; k = c.cursor(); {ask}"
    assert "('0',)" in layout.manage("shell", "--no-imports", "-c", show)
    web = f"import corner.wsgi; {show}"
    assert "('20s',)" in layout.manage("shell", "--no-imports", "-c", web)


def test_nothing_that_was_written_down_says_who_came(layout, staff):
    """Logs of all parts, after all of the above: no name, no address of mail, no link of one's own."""
    for log in layout.folder.glob("*.log"):
        text = log.read_text(errors="replace")
        links = re.findall(r"/sign-ups/(?!lost-link/|(?:done/)?<)[^ \"]+", text)  # <path:token>: the name of an address
        assert links == [], log.name
        for never in ("Amina", "amina-", "administrator@"):
            assert never not in text, f"{log.name} has {never}"
