"""What somebody changes about their own account: each change is told to them, and none opens a way round."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from corner.models import AuditEntry, OutgoingEmail
from tests.accounts.conftest import code, factors, link_in, type_code, type_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_factor_is_asked_for", "commits_at_once")]


@pytest.fixture
def ann(make_user, has_app):
    user = make_user("ann", groups=["Editors"])
    has_app(user)
    return user


@pytest.fixture
def client_of_ann(ann, comes_in):
    return comes_in(ann)


def mails(kind):
    return list(OutgoingEmail.objects.filter(kind=kind).values_list("to", flat=True))


def test_a_new_address_counts_once_it_has_answered(client_of_ann, ann):
    client_of_ann.post(reverse("account_email"), {"action_add": "1", "email": "ann@new.example.org"})
    ann.refresh_from_db()
    assert ann.email == "ann@example.org"
    assert mails("accounts.confirm") == ["ann@new.example.org"]
    link = link_in("accounts.confirm")
    client_of_ann.get(link)
    ann.refresh_from_db()
    assert ann.email == "ann@example.org"  # looking changes nothing
    client_of_ann.post(link)
    ann.refresh_from_db()
    assert ann.email == "ann@new.example.org"
    assert AuditEntry.objects.filter(action="account.email_changed").exists()


def test_the_old_address_opens_nothing_then(client_of_ann, ann, client):
    client_of_ann.post(reverse("account_email"), {"action_add": "1", "email": "ann@new.example.org"})
    client_of_ann.post(link_in("accounts.confirm"))
    client.cookies.clear()
    for address, opens in (("ann@example.org", False), ("ann@new.example.org", True)):
        client.post(reverse("account_reset_password"), {"email": address})
        assert (address in mails("accounts.forgotten")) is opens


def test_a_new_password_is_told_without_address_and_browser(client_of_ann, ann):
    new = {"oldpassword": "password", "password1": "three odd words", "password2": "three odd words"}
    client_of_ann.post(reverse("account_change_password"), new, headers={"user-agent": "A phone on a train"})
    [mail] = OutgoingEmail.objects.filter(kind="accounts.changed")
    assert "Your password was changed." in mail.text
    assert "127.0.0.1" not in mail.text + mail.html
    assert "train" not in mail.text + mail.html


def test_who_takes_the_app_away_is_led_to_a_new_one(client_of_ann, ann):
    """A new phone: away with the old, on with the new."""
    client_of_ann.post(reverse("mfa_deactivate_totp"))
    assert factors(ann) == set()
    assert client_of_ann.get("/admin/")["Location"] == reverse("mfa_index")
    assert "taken away" in OutgoingEmail.objects.latest("pk").text


def test_after_a_quarter_of_an_hour_they_show_once_more_who_they_are(client_of_ann):
    session = client_of_ann.session
    session["account_authentication_methods"] = [
        {**record, "at": record["at"] - 16 * 60} for record in session["account_authentication_methods"]
    ]
    session.save()
    answer = client_of_ann.get(reverse("mfa_deactivate_totp"))
    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]


def test_new_recovery_codes_take_the_old_ones_place(client, make_user, has_app):
    bea = make_user("bea", groups=["Editors"])
    old = has_app(bea, codes=True)
    type_password(client, "bea")
    type_code(client, code())
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("account_logout"))
    type_password(client, "bea")
    assert type_code(client, old[0]).status_code == 200


def test_the_language_of_the_admin_stays(client_of_ann, ann):
    UserProfile.objects.update_or_create(user=ann, defaults={"preferred_language": "pl"})
    assert '<html lang="pl"' in client_of_ann.get(reverse("mfa_index")).content.decode()
