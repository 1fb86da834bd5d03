"""Inviting by mail: made by administrators, used once, sent again, withdrawn; and a second start after a lost phone."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contacts.accounts import belonging
from contacts.models import Membership
from corner.accounts import invitations
from corner.links import BadLink, sign
from corner.mail import kinds
from corner.models import AuditEntry, Invitation, OutgoingEmail
from tests.accounts.conftest import factors, link_in, type_code, type_password

pytestmark = pytest.mark.django_db

NEW = {"password1": "three odd words", "password2": "three odd words"}
ADD = "/admin/users/new/"


@pytest.fixture
def admin(administrator, client):
    client.force_login(administrator)
    return client


@pytest.fixture
def filled_in(make_organisation):
    """What an administrator types to invite Nadia."""
    return {
        "first_name": "Nadia",
        "last_name": "Hussein",
        "email": "Nadia@Example.org",
        "groups": [Group.objects.get(name="Editors").pk],
        "organisations": [make_organisation("Monty’s").pk],
    }


@pytest.fixture
def nadia(admin, filled_in, django_user_model):
    assert admin.post(ADD, filled_in).status_code == 302
    return django_user_model.objects.get(email="nadia@example.org")


def is_in(client):
    return "_auth_user_id" in client.session


def actions():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_an_invitation_makes_somebody_who_cannot_sign_in_yet(nadia):
    assert [group.name for group in nadia.groups.all()] == ["Editors"]
    assert [page.title for page in belonging.of(nadia)] == ["Monty’s"]
    assert not nadia.has_usable_password()
    assert not nadia.is_superuser
    mail = OutgoingEmail.objects.get()
    assert (mail.kind, mail.to) == ("accounts.invited", "nadia@example.org")
    assert "account.invited" in actions()


def test_the_page_alone_uses_nothing_up(nadia):
    link = link_in("accounts.invited")
    stranger = Client()
    for _look in range(3):  # a mail scanner, a preview, a person
        answer = stranger.get(link)
        assert "Nadia" in answer.content.decode()
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex"
    assert not is_in(stranger)
    nadia.refresh_from_db()
    assert not nadia.has_usable_password()


def test_with_the_link_they_choose_a_password_and_are_led_to_the_second_factor(nadia, settings):
    settings.STAFF_MFA_REQUIRED = True
    guest = Client()
    guest.post(link_in("accounts.invited"), NEW)
    assert is_in(guest)
    assert guest.get("/admin/")["Location"] == "/accounts/2fa/"
    assert guest.get("/accounts/2fa/totp/activate/").status_code == 200  # without the password once more


def test_a_weak_password_is_refused_and_the_link_stays_good(nadia):
    guest = Client()
    link = link_in("accounts.invited")
    assert "too common" in guest.post(link, {"password1": "password", "password2": "password"}).content.decode()
    assert "same password" in guest.post(link, {**NEW, "password2": "other odd words"}).content.decode()
    guest.post(link, NEW)
    assert is_in(guest)


def test_the_link_is_good_once(nadia):
    link = link_in("accounts.invited")
    Client().post(link, NEW)
    second = Client()
    answer = second.post(link, {"password1": "other odd words", "password2": "other odd words"})
    assert (answer.status_code, is_in(second)) == (410, False)
    nadia.refresh_from_db()
    assert nadia.check_password("three odd words")


def test_of_two_who_send_it_at_once_one_is_too_late(nadia):
    invitation = Invitation.objects.get()
    same = Invitation.objects.get()
    invitations.accept(invitation, "three odd words")
    with pytest.raises(BadLink):
        invitations.accept(same, "other odd words")


def test_after_a_week_it_has_run_out_and_can_be_sent_again(nadia, admin):
    link = link_in("accounts.invited")
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=7, minutes=1))
    assert Client().get(link).status_code == 410
    admin.post(reverse("send_invitation_again", args=[Invitation.objects.get().pk]))
    assert OutgoingEmail.objects.count() == 2
    assert Client().get(link).status_code == 410  # the old one stays dead
    assert Client().get(link_in("accounts.invited")).status_code == 200


def test_withdrawn_nobody_is_left(nadia, admin, django_user_model):
    link = link_in("accounts.invited")
    mail = OutgoingEmail.objects.get()
    address = reverse("withdraw_invitation", args=[Invitation.objects.get().pk])
    assert admin.get(address).status_code == 200
    assert Invitation.objects.exists()  # asking does nothing
    admin.post(address)
    assert Client().post(link, NEW).status_code == 410
    assert not django_user_model.objects.filter(pk=nadia.pk).exists()
    assert not Membership.objects.exists()
    assert not kinds.get(mail.kind).still_wanted(mail)  # and if it has not left, it stays


def test_a_mail_that_was_replaced_does_not_leave(nadia, admin):
    old = OutgoingEmail.objects.get()
    assert kinds.get(old.kind).still_wanted(old)
    admin.post(reverse("send_invitation_again", args=[Invitation.objects.get().pk]))
    new = OutgoingEmail.objects.latest("pk")
    assert [kinds.get(mail.kind).still_wanted(mail) for mail in (old, new)] == [False, True]


@pytest.mark.parametrize("purpose", ["accounts.other", "signup.manage"])
def test_a_link_made_for_something_else_opens_nothing(nadia, purpose):
    token = sign(purpose, Invitation.objects.get().uuid, 1)
    assert Client().get(f"/accounts/welcome/{token}/").status_code == 410


def test_who_was_closed_out_meanwhile_cannot_use_it(nadia):
    nadia.is_active = False
    nadia.save()
    assert Client().get(link_in("accounts.invited")).status_code == 410


def test_the_same_address_is_not_invited_twice(nadia, admin, filled_in):
    answer = admin.post(ADD, filled_in)
    assert "is here already" in answer.content.decode()
    assert OutgoingEmail.objects.count() == 1


def test_a_role_is_asked_for(admin, filled_in, django_user_model):
    filled_in.pop("groups")
    assert "Choose at least one role" in admin.post(ADD, filled_in).content.decode()
    assert not django_user_model.objects.filter(email="nadia@example.org").exists()
    admin.post(ADD, {**filled_in, "is_superuser": "on"})
    assert django_user_model.objects.get(email="nadia@example.org").is_superuser


def test_two_of_one_name_get_two_user_names(nadia, admin, filled_in, django_user_model):
    admin.post(ADD, {**filled_in, "email": "nadia2@example.org"})
    assert len({user.username for user in django_user_model.objects.filter(first_name="Nadia")}) == 2


def test_each_role_says_what_it_may_do(admin):
    page = admin.get(ADD).content.decode()
    assert "Contributors: Writes pages and sends them to the editors." in page
    assert "Event hosts: Sees who signed up" in page


def test_the_list_says_who_is_waited_for(nadia, admin):
    page = admin.get("/admin/invitations/").content.decode()
    for words in ("Nadia Hussein", "nadia@example.org", "Editors", "Monty’s", "Works until", "Withdraw"):
        assert words in page
    Client().post(link_in("accounts.invited"), NEW)
    assert "Nobody is waited for" in admin.get("/admin/invitations/").content.decode()


@pytest.mark.parametrize("groups", [["Editors", "Contributors"], ["Contributors"]])
def test_nobody_but_administrators_comes_near(nadia, groups, make_user):
    from django.contrib.auth.models import Permission

    editor = make_user("ed", groups=groups)
    editor.user_permissions.add(*Permission.objects.filter(codename__endswith="_user"))  # Wagtail would let them
    client = Client()
    client.force_login(editor)
    pk = Invitation.objects.get().pk
    doors = ["/admin/users/", ADD, "/admin/invitations/", f"/admin/lost-phone/{nadia.pk}/", "/admin/who-did-what/"]
    doors += [reverse(name, args=[pk]) for name in ("send_invitation_again", "withdraw_invitation")]
    for door in [*doors, f"/admin/users/edit/{nadia.pk}/", f"/admin/users/delete/{nadia.pk}/"]:
        for method in ("get", "post"):
            assert getattr(client, method)(door)["Location"] == "/admin/", door
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


# --- A lost phone --------------------------------------------------------------------------------------------


@pytest.fixture
def bea(make_user, has_app):
    user = make_user("bea", groups=["Editors"])
    has_app(user, codes=True)
    return user


def test_a_lost_phone_opens_nothing_any_more(admin, bea):
    phone = Client()
    phone.force_login(bea)
    type_password(other := Client(), "bea")
    page = admin.get(f"/admin/lost-phone/{bea.pk}/").content.decode()
    assert "listen for their voice" in page
    assert factors(bea)  # asking does nothing
    admin.post(f"/admin/lost-phone/{bea.pk}/")
    assert not factors(bea)
    assert not UserSession.objects.filter(user=bea).exists()
    assert phone.get("/admin/").status_code == 302
    type_password(other, "bea")
    assert not is_in(other)
    assert "account.let_in_again" in actions()


def test_with_the_link_they_set_up_again_and_may_do_what_they_could(admin, bea, settings):
    settings.STAFF_MFA_REQUIRED = True
    invitations.let_in_again(bea, None)
    again = Client()
    again.post(link_in("accounts.let_in_again"), NEW)
    assert again.get("/admin/")["Location"] == "/accounts/2fa/"
    assert [group.name for group in bea.groups.all()] == ["Editors"]


def test_that_link_works_for_a_day(bea):
    invitations.let_in_again(bea, None)
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=1, minutes=1))
    assert Client().get(link_in("accounts.let_in_again")).status_code == 410


def test_withdrawn_they_stay_and_stay_out(admin, bea, django_user_model):
    invitations.let_in_again(bea, None)
    admin.post(reverse("withdraw_invitation", args=[Invitation.objects.get().pk]))
    assert django_user_model.objects.filter(pk=bea.pk).exists()
    assert Client().get(link_in("accounts.let_in_again")).status_code == 410
    invitations.let_in_again(bea, None)  # and can be let in later
    assert Client().get(link_in("accounts.let_in_again")).status_code == 200


def test_nobody_does_it_to_themselves(admin, administrator):
    admin.post(f"/admin/lost-phone/{administrator.pk}/")
    assert not Invitation.objects.exists()


def test_the_only_administrator_is_let_in_by_whoever_runs_the_server(bea, capsys):
    call_command("let_in_again", "bea@example.org")
    printed = capsys.readouterr().out.strip()
    assert printed.endswith(link_in("accounts.let_in_again"))
    with pytest.raises(CommandError, match="Nobody who may sign in"):
        call_command("let_in_again", "nobody")


def test_the_page_of_a_person_leads_there(admin, bea, administrator):
    assert f"/admin/lost-phone/{bea.pk}/" in admin.get(f"/admin/users/edit/{bea.pk}/").content.decode()
    own = admin.get(f"/admin/users/edit/{administrator.pk}/").content.decode()
    assert "/admin/lost-phone/" not in own


# --- The list and the page of a person -----------------------------------------------------------------------


def test_the_list_of_users_says_whose_account_is_safe(admin, bea, nadia):
    page = admin.get("/admin/users/").content.decode()
    for words in ("Second factor", "Last sign-in", "Has a link, not used yet", "Monty’s", "Editors", "Administrator"):
        assert words in page


def test_however_many_there_are_it_asks_the_same(admin, staff_of, make_organisation):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as queries:
            admin.get("/admin/users/")
        return len(queries)

    staff_of(make_organisation())
    few = asked()
    for _each in range(5):
        staff_of(make_organisation(), make_organisation())
    assert asked() == few


def test_an_administrator_changes_who_somebody_works_for(admin, nadia, make_organisation):
    other = make_organisation("Quiet Voices")
    fields = {"username": nadia.username, "first_name": "Nadia", "last_name": "Hussein", "email": nadia.email}
    admin.post(
        f"/admin/users/edit/{nadia.pk}/",
        {**fields, "is_active": "on", "groups": [nadia.groups.get().pk], "organisations": [other.pk]},
    )
    assert [page.title for page in belonging.of(nadia)] == ["Quiet Voices"]
    assert "account.organisations_changed" in actions()
    assert not nadia.has_usable_password()
    assert type_code(Client(), "000000").status_code == 302
