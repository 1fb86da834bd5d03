"""What somebody had before must not be worth anything after: a planted session, a role, a second factor, a guess."""

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import hashers
from django.test import Client
from django.urls import reverse

from corner.accounts import invitations
from tests.accounts.conftest import code, type_code, type_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_factor_is_asked_for")]

HOME = "/admin/"


@pytest.fixture
def ann(make_user, has_app):
    user = make_user("ann", groups=["Editors"])
    has_app(user)
    return user


def test_a_session_that_was_planted_before_is_not_the_one_after(client, ann):
    """Whoever could set a cookie in somebody's browser does not come in with them."""
    client.get("/accounts/login/")
    type_password(client, "ann")
    planted = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    type_code(client, code())
    assert client.get(HOME).status_code == 200
    assert client.cookies[django_settings.SESSION_COOKIE_NAME].value != planted
    thief = Client()
    thief.cookies[django_settings.SESSION_COOKIE_NAME] = planted
    assert thief.get(HOME).status_code == 302


def test_a_session_that_nobody_made_is_none(ann):
    made_up = Client()
    made_up.cookies[django_settings.SESSION_COOKIE_NAME] = "a" * 32
    type_password(made_up, "ann")
    type_code(made_up, code())
    assert made_up.get(HOME).status_code == 200
    assert made_up.cookies[django_settings.SESSION_COOKIE_NAME].value != "a" * 32


def test_who_loses_the_roles_is_out_with_the_next_click(ann, comes_in):
    client = comes_in(ann)
    assert client.get("/admin/pages/").status_code == 200
    ann.groups.clear()
    assert client.get("/admin/pages/").status_code in (302, 403)
    assert client.get("/admin/reports/pictures/").status_code in (302, 403)


def test_who_loses_the_administrators_right_has_only_the_rest(ann, comes_in):
    ann.is_superuser = True
    ann.save()
    client = comes_in(ann)
    assert client.get(reverse("who_did_what")).status_code == 200
    ann.is_superuser = False
    ann.save()
    assert client.get(reverse("who_did_what")).status_code == 302


def test_a_second_factor_that_was_taken_away_ends_the_session(ann, comes_in, administrator):
    client = comes_in(ann)
    invitations.let_in_again(ann, administrator)
    assert client.get(HOME)["Location"].startswith("/accounts/login/")
    type_password(client, "ann")
    assert type_code(client, code()).status_code != 200
    assert client.get(HOME).status_code == 302


def test_a_second_factor_of_somebody_else_is_none(client, ann, make_user, has_app):
    bea = make_user("bea", groups=["Editors"])
    has_app(bea, codes=True)
    type_password(client, "ann")
    codes = bea.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
    type_code(client, codes[0])
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize("name", ["ann", "ann@example.org", "nobody", "nobody@example.org", "left", "guest"])
def test_every_wrong_guess_costs_the_same_work(client, ann, make_user, name, monkeypatch):
    """A stranger must not learn by the clock who has an account: each guess is hashed once, as a right one is."""
    left = make_user("left")
    left.is_active = False
    left.save()
    guest = make_user("guest")
    guest.set_unusable_password()
    guest.save()
    hashed = []
    kind = type(hashers.get_hasher())
    encode = kind.encode
    monkeypatch.setattr(kind, "encode", lambda self, *args, **kw: hashed.append(1) or encode(self, *args, **kw))
    type_password(client, name, "a wrong guess")
    assert len(hashed) == 1


def test_the_answer_to_a_wrong_guess_is_the_same_for_everybody(client, ann, make_user):
    left = make_user("left")
    left.is_active = False
    left.save()
    said = set()
    for name in ("ann", "nobody", "left", "ann@example.org"):
        answer = type_password(client, name, "a wrong guess")
        said.add((answer.status_code, tuple(answer.context["form"].non_field_errors())))
    assert len(said) == 1


def test_a_passkey_of_another_site_opens_nothing(client, ann, settings):
    """The name that passkeys are bound to is that of the request, which only our own hosts can be."""
    answer = client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json", "host": "evil.example"})
    assert answer.status_code == 400
    ours = client.get("/accounts/2fa/webauthn/login/", headers={"x-forwarded-host": "evil.example"})
    assert "evil.example" not in ours.content.decode()
