"""Every kind of answer leaves with every security header, and with no cookie that another host could read or set."""

import pytest
from django.http import HttpResponse
from django.test import Client

from tools.answers import Answered, kinds, put_something

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_in_production(settings):
    """What the production settings say of headers and cookies."""
    settings.SECURE_SSL_REDIRECT = settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_REDIRECT_EXEMPT = [r"^health/"]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True


def test_none_lacks_a_header(starter_once, db, as_in_production, make_user):
    staff = make_user("boss", is_superuser=True)
    found = list(kinds(put_something(staff), Client))
    assert [f"{each.kind}: {fault}" for each in found for fault in each.faults()] == []
    assert len(found) > 50


def test_an_answer_without_them_is_found():
    bare = Answered("bare", HttpResponse(), 200)
    assert len(bare.faults()) == 9
    lax = HttpResponse(headers={"Content-Security-Policy": "default-src 'self' 'unsafe-inline'"})
    assert "a lax Content-Security-Policy" in Answered("lax", lax, 200).faults()
    lax.set_cookie("name", "value")
    assert len([fault for fault in Answered("cookie", lax, 200).faults() if "cookie name" in fault]) == 4
