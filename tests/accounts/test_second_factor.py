"""A password alone opens nothing (safety.md 7): what is not named as open is closed, whatever it is."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.accounts.conftest import code, factors, type_code, type_password
from tests.sweeps.test_admin_is_closed import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_factor_is_asked_for")]

HOME = "/admin/"
SET_UP = "/accounts/2fa/"


@pytest.fixture
def ann(make_user):
    return make_user("ann", groups=["Editors"])


@pytest.fixture
def half_in(client, ann):
    """Ann with her password and no second factor."""
    type_password(client, "ann")
    assert client.session["_auth_user_id"] == str(ann.pk)
    return client


def test_who_has_no_second_factor_is_led_to_setting_one_up(half_in):
    answer = half_in.get(HOME)
    assert (answer.status_code, answer["Location"]) == (302, SET_UP)
    assert "Set up your second key" in half_in.get(SET_UP).content.decode()


def test_every_address_of_the_admin_is_closed_until_then(half_in, administrator):
    half_in.force_login(administrator)  # who could open everything
    open_to_strangers = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
    wanted = {key: url for key, url in addresses().items() if key[0] not in open_to_strangers | {"wagtailadmin_logout"}}
    assert len(wanted) > 200
    for (name, _arguments), url in wanted.items():
        for method in ("get", "post"):
            answer = getattr(half_in, method)(url)
            assert answer.status_code in (302, 404), f"{name} {answer.status_code}"
            if answer.status_code == 302:
                assert answer["Location"].startswith("/accounts/"), f"{name} leads to {answer['Location']}"


def test_an_address_that_nobody_has_thought_of_is_closed(half_in):
    assert half_in.get("/admin/thought/of/tomorrow/")["Location"] == SET_UP
    assert half_in.get("/accounts/thought/of/tomorrow/")["Location"] == SET_UP
    assert half_in.get("/admin/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_outside_the_admin_they_are_nobody(half_in, make_information_page):
    """A page for those who are signed in, its file and the public API answer as to strangers."""
    page = make_information_page("For staff", slug="for-staff")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert half_in.get(page.url)["Location"].startswith(reverse("account_login"))
    assert half_in.get(f"/api/v2/pages/{page.pk}/").status_code == 404
    answer = half_in.get("/about-nothing/")
    assert not answer.wsgi_request.user.is_authenticated


def test_with_it_the_same_page_opens(ann, has_app, comes_in, make_information_page):
    """The other half of the test above: it is the second factor that makes the difference."""
    page = make_information_page("For staff", slug="for-staff")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    has_app(ann)
    assert comes_in(ann).get(page.url).status_code == 200


def test_the_pages_about_the_account_are_closed_as_well(half_in):
    for name in ("account_email", "account_change_password", "usersessions_list", "mfa_view_recovery_codes"):
        assert half_in.get(reverse(name))["Location"] == SET_UP, name


def test_a_password_alone_does_not_sign_in_who_has_an_app(client, ann, has_app):
    has_app(ann)
    assert type_password(client, "ann")["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get(HOME)["Location"].startswith(reverse("account_login"))


def test_password_and_code_open_the_admin(ann, has_app, comes_in):
    has_app(ann)
    assert comes_in(ann).get(HOME).status_code == 200


def test_by_e_mail_address_too(client, ann, has_app):
    has_app(ann)
    type_password(client, "ANN@example.org")
    type_code(client, code())
    assert client.get(HOME).status_code == 200


def test_a_session_that_came_in_by_another_way_is_asked_for_the_code(client, ann, has_app):
    """Whatever opened it (here: code of a test), it lacks the record of a second factor."""
    has_app(ann)
    client.force_login(ann)
    assert client.get(HOME)["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2F"
    assert client.post("/accounts/2fa/reauthenticate/?next=%2Fadmin%2F", {"code": code()})["Location"] == HOME
    assert client.get(HOME).status_code == 200


def test_who_takes_the_second_factor_away_has_to_set_one_up(ann, has_app, comes_in):
    has_app(ann)
    client = comes_in(ann)
    Authenticator.objects.filter(user=ann).delete()
    assert client.get(HOME)["Location"] == SET_UP


def test_recovery_codes_alone_are_no_second_factor(client, ann):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    RecoveryCodes.activate(ann)
    type_password(client, "ann")
    assert client.get(HOME)["Location"] == SET_UP


@pytest.mark.usefixtures("commits_at_once")
def test_setting_up_an_app_opens_the_admin_at_once(half_in, ann):
    half_in.get(reverse("mfa_activate_totp"))
    secret = half_in.session["mfa.totp.secret"]
    answer = half_in.post(reverse("mfa_activate_totp"), {"code": code(secret=secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert factors(ann) == {"totp", "recovery_codes"}
    shown = half_in.get(answer["Location"]).content.decode()
    assert shown.count("<li><code>") == 10
    assert half_in.get(HOME).status_code == 200


def test_off_it_asks_for_nothing(client, ann, settings):
    """On one's own machine the printed logins work at once."""
    settings.STAFF_MFA_REQUIRED = False
    assert type_password(client, "ann")["Location"] == HOME
    assert client.get(HOME).status_code == 200


def test_the_first_administrator_gets_in(client, django_user_model):
    """`createsuperuser` makes somebody with a password: they set up a second factor and are in (docs/run.md)."""
    from django.core.management import call_command

    with pytest.MonkeyPatch.context() as env:
        env.setenv("DJANGO_SUPERUSER_PASSWORD", "three odd words")
        call_command("createsuperuser", username="first", email="first@example.org", interactive=False, verbosity=0)
    type_password(client, "first", "three odd words")
    assert client.get(HOME)["Location"] == SET_UP
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_public_pages_set_no_cookie(client, home):
    assert not client.get("/").cookies
    assert "Cookie" not in client.get("/").headers.get("Vary", "")


def test_a_stranger_gets_the_sign_in_page_and_no_cookie_before_it(client):
    answer = client.get(HOME)
    assert answer["Location"] == "/accounts/login/?next=/admin/"
    assert "sessionid" not in client.cookies


def test_the_right_to_the_admin_is_asked_for_as_well(client, make_user, has_app, comes_in):
    """A second factor opens no more than a password did."""
    nobody = make_user("nobody")
    has_app(nobody)
    assert not Permission.objects.filter(user=nobody).exists()
    assert comes_in(nobody).get(HOME).status_code == 302
