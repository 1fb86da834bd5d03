"""Whoever measures looks at every answer: an error page can be very fast."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.asked import asked
from bench.client import Connection, WrongAnswer, check, load
from bench.reading import Contestant

PAGE = b"<title>Tea in the park</title>"


class Site(BaseHTTPRequestHandler):
    """/ is right, /wrong another page, /broken an error, /later right twice and then wrong, /endless without length."""

    protocol_version = "HTTP/1.1"
    asked = 0

    def do_GET(self):
        type(self).asked += self.path == "/later"
        status = 500 if self.path == "/broken" else 200
        wrong = self.path == "/wrong" or (self.path == "/later" and self.asked > 2)
        body = b"Something else" if wrong else PAGE
        self.send_response(status)
        if "gzip" in self.headers["Accept-Encoding"]:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        if self.path != "/endless":
            self.send_header("Content-Length", str(len(body)))
        if self.path == "/hangs-up":
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def port():
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize("accept", ["identity", "gzip"])
def test_a_page_is_read_again_and_again_also_compressed(port, accept):
    connection = Connection(port)
    for _ in range(3):
        answer = connection.get("/", accept)
        check(answer, "/", "Tea in the park")
        assert (answer.headers.get("content-encoding") == "gzip") == (accept == "gzip")
    connection.close()


def test_a_server_that_hangs_up_is_asked_on_a_new_connection(port):
    connection = Connection(port)
    assert [connection.get("/hangs-up").status for _ in range(3)] == [200, 200, 200]


@pytest.mark.parametrize("path", ["/wrong", "/broken"])
@pytest.mark.parametrize("accept", ["identity", "gzip"])
def test_a_wrong_page_and_an_error_are_no_page(port, path, accept):
    with pytest.raises(WrongAnswer):
        check(Connection(port).get(path, accept), path, "Tea in the park")


@pytest.mark.parametrize("path", ["/wrong", "/broken", "/later", "/endless"])
def test_load_stops_at_the_first_wrong_answer(port, path):
    Site.asked = 0
    with pytest.raises(WrongAnswer):
        load(port, path, "Tea in the park", seconds=20, connections=2)


def test_load_counts_answers(port):
    assert load(port, "/", "Tea in the park", seconds=0.2, connections=2) > 10


@pytest.mark.parametrize("path", ["/wrong", "/broken"])
def test_a_contestant_is_looked_at_before_it_is_measured(port, path):
    with pytest.raises(WrongAnswer):
        Contestant("peer", path, "Tea in the park", port, None).is_itself()


# --- without a socket ----------------------------------------------------------------------------------------


def application(status):
    def answer(environ, start_response):
        start_response(status, [])
        return [PAGE]

    return answer


def test_a_call_without_a_socket_is_counted(db):
    found = asked(application("200 OK"), "/", "Tea in the park", 0)
    assert found["bytes"] == len(PAGE)
    assert found["sql"] == 0
    assert found["cpu"] > 0


def test_statements_are_counted(db, django_user_model):
    def reads_twice(environ, start_response):
        django_user_model.objects.count()
        django_user_model.objects.count()
        return application("200 OK")(environ, start_response)

    assert asked(reads_twice, "/", "Tea", 0)["sql"] == 2


@pytest.mark.parametrize(("status", "marker"), [("500 Error", "Tea"), ("200 OK", "Coffee")])
def test_a_wrong_call_is_an_error(db, status, marker):
    assert "error" in asked(application(status), "/", marker, 0)
