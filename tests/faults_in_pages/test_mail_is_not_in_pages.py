"""No page speaks to a mail server, whichever it is: mail is written down, and the worker sends it."""

import pytest
from django.contrib.auth.models import Group
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from corner.models import OutgoingEmail

pytestmark = pytest.mark.django_db


class Spoken(Exception):
    """A page tried to send."""


class Nobody(BaseEmailBackend):
    def open(self):
        raise Spoken

    def send_messages(self, messages):
        raise Spoken


@pytest.fixture(autouse=True)
def whoever_sends_fails(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Nobody"
    import sys

    sys.modules.setdefault(__name__, sys.modules[Nobody.__module__])


def kinds():
    return set(OutgoingEmail.objects.values_list("kind", flat=True))


def test_signing_up_and_asking_for_a_lost_link(make_event, visit, client):
    assert visit(make_event()).press("send").status_code == 303
    client.post("/sign-ups/lost-link/", {"email": "amina@example.org"})
    assert "signup.confirmed" in kinds()


def test_a_forgotten_password(client, administrator):
    administrator.email = "ann@example.org"
    administrator.save()
    assert client.post(reverse("account_reset_password"), {"email": "ann@example.org"}).status_code == 302
    assert kinds() == {"accounts.forgotten"}


def test_an_invitation_and_a_changed_password(client, administrator, make_organisation):
    administrator.email = "ann@example.org"
    administrator.save()
    client.force_login(administrator)
    typed = {"first_name": "Nadia", "last_name": "Hussein", "email": "nadia@example.org"}
    client.post("/admin/users/new/", {**typed, "groups": [Group.objects.get(name="Editors").pk]})
    assert "accounts.invited" in kinds()


def test_who_sends_from_a_page_would_be_seen():
    from django.core.mail import send_mail

    with pytest.raises(Spoken):
        send_mail("Hello", "Hello", None, ["amina@example.org"])
