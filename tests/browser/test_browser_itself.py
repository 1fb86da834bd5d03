"""The journeys rest on these promises of the browser fixtures."""

import re

import pytest


@pytest.fixture
def plain_server():
    """A page without Django: the fixtures are what is tested."""
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>before</title><script>document.title = 'after'</script>")

        def log_message(self, *args):
            """Stay silent."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_scripts_run_and_can_be_switched_off(new_page, plain_server):
    with_scripts, without = new_page(), new_page(java_script_enabled=False)
    with_scripts.goto(plain_server)
    without.goto(plain_server)
    assert (with_scripts.title(), without.title()) == ("after", "before")


def test_a_phone_in_the_dark_is_told_apart(new_page, plain_server):
    phone = new_page(viewport={"width": 320, "height": 640}, color_scheme="dark", locale="ar")
    phone.goto(plain_server)
    seen = phone.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, navigator.language]")
    assert seen == [320, True, "ar"]


@pytest.mark.parametrize("other", ["https://elsewhere.example/x", "http://192.0.2.1/x"])
def test_a_page_that_asks_another_machine_is_stopped(browser, plain_server, other):
    """The guard itself, seen from outside: run the fixture by hand and look at how it ends."""
    from tests.browser.conftest import new_page

    opened = new_page.__wrapped__(browser)
    page = next(opened)()
    page.goto(plain_server)
    answer = page.evaluate(f"fetch('{other}').catch(error => 'refused')")
    assert answer == "refused"
    with pytest.raises(AssertionError, match=f"asked another machine: {re.escape(other)}"):
        next(opened, None)
