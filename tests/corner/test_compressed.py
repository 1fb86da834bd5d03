"""Pages leave compressed, and a browser that has one already is told so; secrets stay beside no words of a stranger."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from corner import compressed
from corner.compressed import Compressed, takes_gzip

GZIP = {"Accept-Encoding": "gzip, deflate, br"}
LONG = "Tea in the park, and cake. " * 100


@pytest.fixture
def ask():
    """What the middleware makes of an answer; the request is GET / by a browser."""

    def answer(response, method="get", path="/", headers=GZIP, **cookies):
        request = getattr(RequestFactory(), method)(path, headers=headers)
        request.COOKIES.update(cookies)
        return Compressed(lambda request: response)(request)

    return answer


def html(**headers):
    return HttpResponse(LONG, headers=headers)


def with_cookie():
    response = html()
    response.set_cookie("csrftoken", "x")
    return response


def test_a_page_is_a_fraction_of_itself(ask):
    answer = ask(html())
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode() == LONG
    assert answer["Content-Length"] == str(len(answer.content))
    assert len(answer.content) < len(LONG) / 10
    assert answer["Vary"] == "Accept-Encoding"


def test_the_same_page_is_the_same_bytes():
    assert compressed.gzipped(LONG.encode()) == compressed.gzipped(LONG.encode())
    assert compressed.gzipped(LONG.encode())[4:8] == bytes(4), "no time in it"


def test_whoever_cannot_read_it_gets_it_plain_and_caches_between_know(ask):
    answer = ask(html(), headers={})
    assert not answer.has_header("Content-Encoding")
    assert answer.content.decode() == LONG
    assert answer["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("said", "takes"),
    [
        ("gzip", True),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("*", True),
        ("GZIP", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000, br", False),
        ("br", False),
        ("xgzip", False),
        ("", False),
        ("br;q=x", False),
    ],
)
def test_what_a_browser_says_is_understood(said, takes):
    assert takes_gzip(RequestFactory().get("/", headers={"Accept-Encoding": said})) is takes


@pytest.mark.parametrize(
    "response",
    [
        html(**{"Cache-Control": "private, no-store"}),
        html(**{"Cache-Control": "private"}),
        with_cookie(),
    ],
    ids=["no-store", "private", "a token's cookie"],
)
@pytest.mark.parametrize(("method", "path"), [("get", "/?name=guess"), ("post", "/")])
def test_no_secret_is_compressed_beside_a_strangers_words(ask, response, method, path):
    """BREACH: the length of the answer would tell whether the guess stands in it."""
    assert not ask(response, method, path).has_header("Content-Encoding")


def test_nor_what_a_session_shows(ask, settings):
    session = {settings.SESSION_COOKIE_NAME: "abc"}
    assert not ask(html(), path="/?name=guess", **session).has_header("Content-Encoding")
    assert ask(html(), **session).has_header("Content-Encoding"), "nobody's words are in it"


def test_nor_what_a_program_with_a_key_asks_for(ask):
    headers = {**GZIP, "Authorization": "Bearer abc"}
    assert not ask(html(), path="/?name=guess", headers=headers).has_header("Content-Encoding")


def test_what_everybody_may_see_is_compressed_whatever_was_asked(ask):
    assert ask(html(), path="/search/?q=tea").has_header("Content-Encoding")


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("short"),
        HttpResponse(LONG, content_type="image/avif"),
        HttpResponse(LONG, content_type="application/zip"),
        html(**{"Content-Encoding": "br"}),
    ],
    ids=["short", "picture", "archive", "compressed already"],
)
def test_what_would_win_nothing_stays_as_it_is(ask, response):
    before = response.content
    assert ask(response).content == before


@pytest.mark.parametrize("kind", ["text/calendar", "application/rss+xml", "application/json", "image/svg+xml"])
def test_calendars_feeds_data_and_drawings_are_words_too(ask, kind):
    assert ask(HttpResponse(LONG, content_type=kind))["Content-Encoding"] == "gzip"


@pytest.mark.django_db
def test_the_site_does_it(client, home, make_event):
    for url in (home.url, make_event().url, "/search/?q=tea"):
        answer = client.get(url, headers=GZIP)
        assert answer["Content-Encoding"] == "gzip", url
        assert "</html>" in gzip.decompress(answer.content).decode()


@pytest.mark.django_db
def test_a_form_has_no_strangers_words_beside_its_token(client, make_event, date_of):
    event = make_event()
    form = event.url + event.reverse_subpage("sign_up", [date_of(event).pk])
    assert client.get(form, headers=GZIP)["Content-Encoding"] == "gzip"
    again = client.post(form, {"name": "guess"}, headers=GZIP)
    assert b"csrfmiddlewaretoken" in again.content, "it came back in clear"


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, GZIP])
def test_a_browser_that_has_a_page_is_told_so_where_no_page_is_kept(client, make_event, settings, headers):
    assert not settings.PAGE_CACHE
    url = make_event().url
    page = client.get(url, headers=headers)
    assert page["Cache-Control"] == "no-cache"
    again = client.get(url, headers={**headers, "If-None-Match": page["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", page["ETag"])
    assert client.get(url, headers={**headers, "If-None-Match": '"other"'}).status_code == 200


@pytest.mark.django_db
def test_a_page_that_changed_is_sent(client, make_event):
    event = make_event()
    etag = client.get(event.url)["ETag"]
    event.title = "Cake in the park"
    event.save_revision().publish()
    assert client.get(event.url, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.django_db
def test_forms_and_what_staff_see_have_no_etag(client, make_event, date_of, administrator):
    event = make_event()
    assert not client.get(event.url + event.reverse_subpage("sign_up", [date_of(event).pk])).has_header("ETag")
    client.force_login(administrator)
    assert not client.get(event.url).has_header("ETag")
