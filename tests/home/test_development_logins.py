"""Logins for trying the site out: each may do what its story says, and no more."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale

from events.models import Occasion
from home.starter.put import get_page

pytestmark = pytest.mark.django_db


def make_logins():
    out = StringIO()
    call_command("development_logins", stdout=out)
    return out.getvalue()


@pytest.fixture
def login(loaded, client, django_user_model):
    make_logins()

    def log_in(name):
        client.force_login(django_user_model.objects.get(username=name))
        return django_user_model.objects.get(username=name)

    return log_in


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_each_login_opens_the_admin_with_the_password_that_is_printed(loaded, client):
    lines = make_logins().splitlines()
    assert "/admin/" in lines[0]
    assert len(lines) == 6
    for line in lines[1:]:
        name, password = line.split()[:2]
        assert client.login(username=name, password=password)
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
        client.logout()


def test_making_them_again_keeps_a_changed_password(loaded, django_user_model):
    make_logins()
    staff = django_user_model.objects.get(username="staff")
    staff.set_password("my own")
    staff.save()
    assert "you changed it" in make_logins()
    assert django_user_model.objects.count() == 5
    assert django_user_model.objects.get(username="staff").check_password("my own")


def test_staff_write_pages_and_snippets(login, client):
    user = login("staff")
    assert client.get(edit_url(get_page("events/world-cafe-money"))).status_code == 200
    assert client.get(reverse("wagtailimages:index")).status_code == 200
    assert client.get(reverse("wagtaildocs:index")).status_code == 200
    assert user.has_perms(["corner.change_topic", "contacts.change_venue", "events.change_agreement"])
    assert user.has_perm("wagtail_localize.submit_translation")
    assert not user.is_superuser


def test_a_host_writes_no_pages(login, client):
    login("host")
    assert client.get(edit_url(get_page("events/sit-beside-a-host"))).status_code != 200


def test_both_see_sign_ups_and_only_staff_sees_access_needs(login):
    """What people need to take part wants a further right (design.md, "Who may do what")."""
    assert login("host").has_perm("corner.see_personal_data")
    assert not login("host").has_perm("events.view_accessneed")
    assert login("staff").has_perms(["corner.see_personal_data", "events.view_accessneed"])
    assert not login("translator").has_perm("corner.see_personal_data")
    assert not login("contributor").has_perm("corner.see_personal_data")


def test_host_and_staff_each_reach_the_sign_ups_of_their_own_organisation_only(login):
    """Two organisations share one admin; personal data is not shared (design.md, "Who may do what")."""

    def seen_by(name):
        occasions = Occasion.objects.for_user(login(name))
        return {occasion.event.responsible_organisation.title for occasion in occasions}

    assert seen_by("host") == {"Monty’s Community Hub"}
    assert seen_by("staff") == {"Southampton Voluntary Services"}
    assert len(seen_by("administrator")) == 2


def test_the_translator_changes_polish_pages_and_no_others(login, client):
    login("translator")
    source = get_page("techniques/world-cafe")
    polish = source.get_translation(Locale.objects.get(language_code="pl"))
    arabic = source.get_translation(Locale.objects.get(language_code="ar"))
    assert client.get(edit_url(polish)).status_code == 200
    assert client.get(edit_url(source)).status_code != 200
    assert client.get(edit_url(arabic)).status_code != 200
