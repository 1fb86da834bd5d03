"""No address of this site sends anybody on to another, whatever it is asked to."""

import re
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from tests.doors import names

pytestmark = pytest.mark.django_db

ASKED = (
    "next", "next_url", "url", "to", "return", "return_to", "return_url", "redirect", "redirect_to", "continue", "goto",
    "target", "dest", "destination", "success_url", "cancel_url", "referer", "back", "callback", "go",
)  # fmt: skip
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "///evil.example/", "/\\evil.example/", "\\\\evil.example/",
    "https:evil.example", "http:///evil.example/", "\thttps://evil.example/", "https://testserver@evil.example/",
    "https://testserver.evil.example/", "javascript:alert(1)", "/%2f/evil.example/", "//evil.example\\@testserver/",
)  # fmt: skip
PUBLIC = (
    "/", "/events", "/pl", "/search/", "/write/", "/sign-ups/lost-link/", "/accounts/login/", "/accounts/logout/",
    "/accounts/2fa/authenticate/", "/accounts/reauthenticate/", "/accounts/password/reset/", "/_util/login/",
    "/admin/login/", "/admin/logout/", "/admin/", "//evil.example/", "/\\evil.example/", "//evil.example/events",
    "/%2fevil.example", "/.evil.example/x", "///evil.example", "/events//evil.example",
)  # fmt: skip


def leads_elsewhere(answer):
    """As a browser reads it, which takes a backslash for a slash and forgets white space."""
    location = re.sub(r"[\t\r\n]", "", answer.headers.get("Location", "")).strip().replace("\\", "/")
    location = re.sub(r"^(https?):/*", r"\1://", location)
    parts = urlsplit(re.sub(r"^/{2,}", "//", location))
    return parts.scheme not in ("", "http", "https") or parts.netloc not in ("", "testserver")


def ask(client, path, elsewhere):
    wanted = dict.fromkeys(ASKED, elsewhere)
    yield client.get(f"{path}?{urlencode(wanted)}", headers={"referer": "https://evil.example/"})
    yield client.post(path, {**wanted, "username": "ann", "password": "password"})


def is_found(location):
    return leads_elsewhere(type("Answer", (), {"headers": {"Location": location}}))


def test_such_a_redirect_would_be_found():
    assert all(is_found(each) for each in ELSEWHERE if not each.startswith("/%2f"))
    assert not any(is_found(each) for each in ("", "/events/", "http://testserver/x", "?next=https://evil.example/"))


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nothing_public_leads_elsewhere(make_information_page, make_user, polish_home, elsewhere):
    make_user("ann", groups=["Editors"])
    make_information_page("Help", slug="help")
    for path in PUBLIC:
        for answer in ask(Client(raise_request_exception=False), path, elsewhere):
            assert not leads_elsewhere(answer), f"{path}: {answer['Location']}"
            assert answer.status_code < 500


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nor_does_a_password_for_a_page_or_a_document(client, make_information_page, elsewhere):
    from wagtail.models import Collection

    page = PageViewRestriction.objects.create(
        page=make_information_page("Help", slug="help"), restriction_type="password", password="open"
    )
    files = CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node().add_child(name="Board"),
        restriction_type="password",
        password="open",
    )
    for address in (
        reverse("wagtailcore_authenticate_with_password", args=[page.pk, page.page_id]),
        reverse("wagtaildocs_authenticate_with_password", args=[files.pk]),
    ):
        answer = client.post(address, {"password": "open", "return_url": elsewhere})
        assert answer.status_code in (200, 302)
        assert not leads_elsewhere(answer)


@pytest.mark.long
@pytest.mark.parametrize("elsewhere", ELSEWHERE[:4])
def test_no_address_of_the_admin_does(client, administrator, home, elsewhere):
    """Every one that the resolver knows; what stands in it is the same number everywhere."""
    client.force_login(administrator)
    client.raise_request_exception = False
    asked = 0
    for name, parts in names():
        try:
            path = reverse(name, kwargs=dict.fromkeys(parts, home.pk))
        except Exception:  # a part that is no number: the forms behind it are asked about by others
            continue
        for answer in ask(client, path, elsewhere):
            asked += 1
            assert not leads_elsewhere(answer), f"{name}: {answer['Location']}"
        client.force_login(administrator)
    assert asked > 400
