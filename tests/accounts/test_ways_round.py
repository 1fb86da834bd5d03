"""Doors beside the door: Wagtail's own ways in, links, codes and passwords that were used before."""

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from corner.models import OutgoingEmail
from tests.accounts.conftest import PASSWORD, code, link_in, type_code, type_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_factor_is_asked_for")]

HOME = "/admin/"
LOGIN = "/accounts/login/"


@pytest.fixture
def ann(make_user, has_app):
    user = make_user("ann", groups=["Editors"])
    has_app(user)
    return user


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/", "/pl/_util/login/"])
def test_wagtails_own_ways_in_read_no_password(client, ann, door, polish_home):
    answer = client.post(door, {"username": "ann", "password": PASSWORD, "next": HOME})
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)
    assert not is_in(client)


def test_they_lead_on_to_where_somebody_wanted_to_go(client):
    assert client.get("/admin/login/?next=/admin/pages/")["Location"] == f"{LOGIN}?next=%2Fadmin%2Fpages%2F"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_no_way_in_leads_to_another_site(client, ann, elsewhere):
    assert "evil" not in client.get("/admin/login/", {"next": elsewhere})["Location"]
    type_password(client, "ann", next=elsewhere)
    assert type_code(client, code())["Location"] == HOME


def test_there_is_no_other_admin_and_no_signing_up(client):
    for name in ("admin:login", "admin:index", "account_signup", "account_request_login_code"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    before = client.post(
        "/accounts/signup/", {"email": "x@example.org", "username": "x", "password1": "three odd words"}
    )
    assert before.status_code == 404


def test_wagtails_own_forgotten_password_leads_to_ours(client):
    assert client.get("/admin/password_reset/")["Location"] == "/accounts/password/reset/"
    assert client.get("/admin/password_reset/confirm/MQ/x-y/").status_code == 404


def test_wagtails_page_of_the_account_changes_no_password_and_no_address(administrator, has_app, comes_in):
    has_app(administrator)
    client = comes_in(administrator)
    page = client.get("/admin/account/").content.decode()
    assert "new_password1" not in page
    assert 'name="name_email-email"' not in page
    assert reverse("mfa_index") in page


def test_a_code_is_good_once(client, ann):
    type_password(client, "ann")
    used = code()
    type_code(client, used)
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)
    type_password(client, "ann")
    assert "used already" in type_code(client, used).content.decode()
    assert not is_in(client)


def test_an_older_code_is_not_good_after_a_newer_one(client, ann):
    type_password(client, "ann")
    older = code(-1)
    type_code(client, code())
    client.post(reverse("account_logout"))
    type_password(client, "ann")
    type_code(client, older)
    assert not is_in(client)


def test_a_recovery_code_is_good_once(client, make_user, has_app):
    bea = make_user("bea", groups=["Editors"])
    codes = has_app(bea, codes=True)
    type_password(client, "bea")
    type_code(client, codes[3])
    assert client.get(HOME).status_code == 200
    client.post(reverse("account_logout"))
    type_password(client, "bea")
    type_code(client, codes[3])
    assert not is_in(client)
    type_code(client, codes[4])
    assert is_in(client)


def test_with_the_cache_away_codes_still_work_and_are_still_good_once(client, ann, monkeypatch):
    for name in ("add", "set", "get", "incr"):
        monkeypatch.setattr(cache, name, lambda *args, **kwargs: None, raising=False)
    type_password(client, "ann")
    used = code()
    type_code(client, used)
    assert is_in(client)
    client.post(reverse("account_logout"))
    type_password(client, "ann")
    type_code(client, used)
    assert not is_in(client)


def test_a_secret_that_no_key_opens_lets_nobody_in(client, ann, settings):
    """With a new SECRET_KEY and without the old one: closed, and never the codes of an empty secret."""
    settings.SECRET_KEY = "another"
    type_password(client, "ann")
    for guess in (code(), code(secret="")):
        assert type_code(client, guess).status_code == 200
    assert not is_in(client)


def test_the_old_key_among_the_fallbacks_is_enough(client, ann, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    type_password(client, "ann")
    type_code(client, code())
    assert is_in(client)


def test_secrets_are_not_in_the_database_as_they_are(ann):
    from tests.accounts.conftest import SECRET

    [app] = ann.authenticator_set.all()
    assert SECRET not in str(app.data)


# --- A forgotten password ------------------------------------------------------------------------------------


def ask_for_a_link(client, email):
    return client.post("/accounts/password/reset/", {"email": email})


def test_a_new_password_by_mail_does_not_open_the_admin(client, ann):
    ask_for_a_link(client, "ann@example.org")
    page = client.get(link_in("accounts.forgotten"), follow=True)
    sent = client.post(page.request["PATH_INFO"], {"password1": "three odd words", "password2": "three odd words"})
    assert sent.status_code == 302
    assert not is_in(client)
    type_password(client, "ann", "three odd words")
    assert not is_in(client)
    type_code(client, code())
    assert client.get(HOME).status_code == 200


def test_the_link_is_good_once(client, ann):
    ask_for_a_link(client, "ann@example.org")
    link = link_in("accounts.forgotten")
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "three odd words", "password2": "three odd words"})
    assert "does not work any more" in client.get(link, follow=True).content.decode()


def test_nobody_learns_who_has_an_account(client, ann):
    known, unknown = (ask_for_a_link(client, email) for email in ("ann@example.org", "nobody@example.org"))
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert OutgoingEmail.objects.count() == 1
    words = [
        type_password(client, name, "wrong").content.decode().replace(name, "")
        for name in ("ann@example.org", "nobody@example.org")
    ]
    assert all("is not right" in each for each in words)


def test_somebody_who_waits_for_a_link_cannot_make_one(client, make_user):
    """Invited, or let in again: the link that is on its way is the only one."""
    guest = make_user("guest")
    guest.set_unusable_password()
    guest.save()
    ask_for_a_link(client, "guest@example.org")
    assert not OutgoingEmail.objects.exists()


def test_who_has_left_gets_no_link_and_no_way_in(client, ann):
    link = f"/accounts/password/reset/key/{user_pk_to_url_str(ann)}-{default_token_generator.make_token(ann)}/"
    ann.is_active = False
    ann.save()
    ask_for_a_link(client, "ann@example.org")
    assert not OutgoingEmail.objects.exists()
    client.get(link, follow=True)
    type_password(client, "ann")
    assert not is_in(client)


def test_leaving_ends_the_sessions(ann, comes_in):
    client = comes_in(ann)
    ann.is_active = False
    ann.save()
    assert client.get(HOME)["Location"].startswith(LOGIN)


def test_an_address_that_was_replaced_opens_nothing(client, ann):
    ann.email = "ann@new.example.org"
    ann.save()
    ask_for_a_link(client, "ann@example.org")
    assert not OutgoingEmail.objects.exists()


# --- What a device never sends -------------------------------------------------------------------------------

NONSENSE = [
    "[]", "1", "null", "{}", '{"id": "a"}', '{"response": 1}', '{"response": {"userHandle": 1}}', '{"id": "é"}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": '
    '{"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AA", "userHandle": "MQ"}}',
]  # fmt: skip


@pytest.mark.parametrize("sent", NONSENSE)
def test_nonsense_in_place_of_a_passkey_is_refused_in_words(client, ann, sent):
    """Some of it was an error page, with allauth's form (KeyError)."""
    client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": sent}, follow=True)
    assert answer.status_code == 200
    assert not is_in(client)
    type_password(client, "ann")
    assert client.post("/accounts/2fa/authenticate/", {"credential": sent}).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("sent", NONSENSE)
def test_nor_does_it_become_one(ann, comes_in, sent):
    client = comes_in(ann)
    client.get("/accounts/2fa/webauthn/add/")
    assert client.post("/accounts/2fa/webauthn/add/", {"credential": sent, "name": "x"}).status_code == 200
    assert ann.authenticator_set.count() == 1
