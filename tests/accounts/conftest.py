"""Staff who sign in as they do: by the forms, with an app on a phone."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from corner.models import OutgoingEmail

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "password"  # what `make_user` gives


@pytest.fixture
def second_factor_is_asked_for(settings):
    """As in production."""
    settings.STAFF_MFA_REQUIRED = True


@pytest.fixture
def commits_at_once(monkeypatch):
    """What waits for the commit happens within the request, as it does where no test's transaction is round it."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **options: act())


@pytest.fixture
def has_app(db):
    """Gives somebody an app, as setting it up does."""

    def give(user, *, codes=False):
        totp.TOTP.activate(user, SECRET)
        if codes:
            from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

            return RecoveryCodes.activate(user).generate_codes()
        return None

    return give


def code(steps=0, secret=SECRET):
    """What the app shows now, or `steps` half minutes later."""
    import time

    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def type_password(client, name, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"username": name, "password": password, **more})


def type_code(client, value):
    return client.post(reverse("mfa_authenticate"), {"code": value})


@pytest.fixture
def comes_in(client):
    """Signs in with password and code; gives the client."""

    def sign_in(user, steps=0):
        type_password(client, user.username)
        answer = type_code(client, code(steps))
        assert answer.status_code == 302, answer.content.decode()
        return client

    return sign_in


def factors(user):
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def link_in(kind):
    """The path of the link in the newest mail of this kind."""
    mail = OutgoingEmail.objects.filter(kind=kind).latest("pk")
    return re.search(r"https?://[^/\s]+(/accounts/\S+)", mail.text)[1]
