"""What a request says about its letters is no way to break the site (found by tests/sweeps/test_hostile_input.py)."""

import io

import pytest

from corner.charsets import without_codecs

NO_ALPHABETS = ["hex", "base64", "zip", "rot13", "undefined", "idna", '"punycode"', "moo", "a\x00b"]


def status_of(content_type, query="q=%FF"):
    """Asked of the application itself, as a web server does: the test client makes requests of its own."""
    from corner.wsgi import application

    said = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/robots.txt", "QUERY_STRING": query, "CONTENT_TYPE": content_type,
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http",
    }  # fmt: skip
    application(environ, lambda status, _headers: said.append(status)).close()
    return said[0]


@pytest.mark.django_db
@pytest.mark.parametrize("charset", NO_ALPHABETS)
def test_a_charset_that_is_no_alphabet_is_not_believed(charset):
    assert status_of(f"text/plain; charset={charset}") == "200 OK"


@pytest.mark.parametrize("kept", ["text/plain; charset=UTF-8", "text/plain;charset=latin-1", "text/plain", ""])
def test_the_rest_of_the_header_stays(kept):
    assert without_codecs(kept) == kept


def test_what_stands_beside_it_stays():
    assert without_codecs("multipart/form-data; charset=hex; boundary=a") == "multipart/form-data; boundary=a"
