"""A kept page is everybody's, and nothing else is kept."""

import gzip

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import PageViewRestriction

from corner import compressed
from corner.page_cache import middleware

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(make_event, keeping):
    return make_event(title="Tea in the park")


@pytest.fixture
def kept(monkeypatch):
    """The addresses that were kept, in order."""
    addresses = []
    keep = middleware._keep

    def remembered(key, request, response, began):
        result = keep(key, request, response, began)
        if result:
            addresses.append(request.get_full_path())
        return result

    monkeypatch.setattr(middleware, "_keep", remembered)
    return addresses


def test_a_page_is_made_once_and_costs_no_query_then(event, client, django_assert_num_queries):
    first = client.get(event.url)
    with django_assert_num_queries(0):
        again = client.get(event.url)
    assert again.content == first.content
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"] == "no-cache"
    for name in ("Content-Security-Policy", "Content-Language", "Content-Type", "Referrer-Policy", "ETag"):
        assert again.headers[name] == first.headers[name]


def test_a_browser_that_has_the_page_is_told_so(event, client, django_assert_num_queries):
    etag = client.get(event.url).headers["ETag"]
    with django_assert_num_queries(0):
        answer = client.get(event.url, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert client.get(event.url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_only_the_head_is_asked_for(event, client, django_assert_num_queries):
    client.get(event.url)
    with django_assert_num_queries(0):
        answer = client.head(event.url)
    assert (answer.status_code, answer.content) == (200, b"")


def test_each_language_host_and_question_has_its_own(event, client, kept, settings):
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    listed = event.get_parent().url
    client.get(listed)
    client.get(f"{listed}?kind=workshop")
    client.get(listed, headers={"Host": "127.0.0.1"})
    client.get(listed, secure=True)
    assert len(kept) == 4
    assert client.get(listed, headers={"Host": "evil.example.org"}).status_code == 400


def test_who_is_signed_in_gets_and_leaves_nothing(event, client, administrator, kept):
    client.force_login(administrator)
    assert b"wagtail-userbar" in client.get(event.url).content
    assert kept == []
    assert b"wagtail-userbar" not in Client().get(event.url).content
    assert b"wagtail-userbar" in client.get(event.url).content


@pytest.mark.django_db(transaction=True)
def test_what_only_some_may_read_is_nobody_elses(event, client, administrator, kept):
    client.get(event.url)
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(administrator)
    assert client.get(event.url).status_code == 200
    assert Client().get(event.url).status_code == 302
    assert kept == [event.url]


def test_a_page_behind_a_password_is_never_kept(event, kept):
    PageViewRestriction.objects.create(page=event, restriction_type="password", password="parsnip")
    friend = Client()
    form = friend.get(event.url)
    assert "Tea in the park" not in form.content.decode()
    restriction = PageViewRestriction.objects.get()
    friend.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{event.pk}/",
        {"password": "parsnip", "return_url": event.url},
    )
    assert "Tea in the park" in friend.get(event.url).content.decode()
    assert "Tea in the park" not in Client().get(event.url).content.decode()
    assert kept == []


def test_forms_secrets_files_and_what_is_not_there_are_not_kept(event, client, kept, signed_up, date_of):
    from events.mails import manage_url

    signup = signed_up(date_of(event))
    own = manage_url(signup).removeprefix("http://testserver")
    form = event.url + event.reverse_subpage("sign_up", [date_of(event).pk])
    for url in (
        form,
        own,
        f"{own}kept/",
        "/nothing-here/",
        "/write/",
        "/search/?q=tea",
        f"{event.get_parent().url}feed.rss",
    ):
        client = Client()
        client.get(url)
        client.get(url)
    assert kept == []
    assert not [key for key in cache._cache if ":page-" in key and "generation" not in key]


@pytest.mark.parametrize("headers", [{"Authorization": "Basic eDp5"}, {"Cookie": "sessionid=1"}])
def test_whoever_shows_who_they_are_is_asked_no_further(event, kept, headers):
    Client().get(event.url, headers=headers)
    assert kept == []


def test_endless_questions_fill_no_cache(event, client, kept):
    client.get(f"{event.url}?x={'y' * 300}")
    assert kept == []


def test_a_draft_looked_at_beforehand_is_not_kept(event, administrator, kept):
    event.title = "Only a draft"
    event.save_revision()
    client = Client()
    client.force_login(administrator)
    shown = client.get(f"/admin/pages/{event.pk}/view_draft/")
    assert "Only a draft" in shown.content.decode()
    assert "Only a draft" not in Client().get(event.url).content.decode()


def test_switched_off_nothing_is_kept(event, client, kept, settings):
    settings.PAGE_CACHE = False
    client.get(event.url)
    assert kept == []


def test_a_page_is_kept_as_it_is_sent_and_still_read_by_whoever_takes_it_plain(event, client, monkeypatch):
    gzip_headers = {"Accept-Encoding": "gzip"}
    plain = client.get(event.url)
    pressed = client.get(event.url, headers=gzip_headers)
    assert gzip.decompress(pressed.content) == plain.content
    assert (pressed["Content-Encoding"], plain.has_header("Content-Encoding")) == ("gzip", False)
    assert pressed["ETag"] == plain["ETag"]
    assert "Accept-Encoding" in plain["Vary"]
    assert int(pressed["Content-Length"]) == len(pressed.content) < int(plain["Content-Length"]) / 3
    monkeypatch.delattr(compressed, "gzipped")  # whoever comes now pays for no compressing
    assert client.get(event.url, headers=gzip_headers).content == pressed.content
    told = client.get(event.url, headers={**gzip_headers, "If-None-Match": pressed["ETag"]})
    assert (told.status_code, told.content) == (304, b"")
