"""Where somebody is signed in: seen, ended, and forgotten with the session."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from corner.accounts import sessions
from corner.accounts.idle import SEEN
from tests.accounts.conftest import type_password

pytestmark = pytest.mark.django_db

LIST = "/accounts/sessions/"


@pytest.fixture
def ann(make_user):
    return make_user("ann", groups=["Editors"])


@pytest.fixture
def here(client, ann):
    type_password(client, "ann")
    return client


@pytest.fixture
def elsewhere(ann):
    other = Client(headers={"user-agent": "A phone on a train"})
    type_password(other, "ann")
    return other


def test_a_person_sees_where_they_are_signed_in(here, elsewhere):
    page = here.get(LIST).content.decode()
    assert "A phone on a train" in page
    assert "127.0.0.1" in page
    assert "Here, now" in page


def test_they_end_the_others_and_stay(here, elsewhere):
    here.post(LIST)
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302
    assert "A phone on a train" not in here.get(LIST).content.decode()


def test_nobody_sees_or_ends_those_of_others(here, elsewhere, make_user):
    make_user("bea", groups=["Editors"])
    bea = Client()
    type_password(bea, "bea")
    assert "A phone on a train" not in bea.get(LIST).content.decode()
    bea.post(LIST)
    assert elsewhere.get("/admin/").status_code == 200


def test_a_new_password_ends_the_others(here, elsewhere):
    new = {"oldpassword": "password", "password1": "three odd words", "password2": "three odd words"}
    assert here.post(reverse("account_change_password"), new).status_code == 302
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


def test_signing_out_forgets_address_and_browser(here):
    assert UserSession.objects.count() == 1
    here.post(reverse("wagtailadmin_logout"))
    assert not UserSession.objects.exists()


def test_a_session_that_has_run_out_is_forgotten_by_the_worker(here, elsewhere):
    Session.objects.filter(session_key=elsewhere.session.session_key).update(expire_date=timezone.now())
    sessions.forget_ended()
    assert [each.session_key for each in UserSession.objects.all()] == [here.session.session_key]


def ends_at(client):
    return Session.objects.get(session_key=client.session.session_key).expire_date


def test_a_click_puts_the_end_off_and_a_public_page_sets_nothing(here, home):
    session = here.session
    session[SEEN] -= 3600
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(hours=7))
    here.get("/admin/")
    assert ends_at(here) > timezone.now() + timedelta(hours=7, minutes=59)
    assert not Client().get("/").cookies


def test_after_eight_hours_without_one_it_is_over(here):
    assert ends_at(here) < timezone.now() + timedelta(hours=8, minutes=1)
    assert here.cookies["sessionid"]["max-age"] == ""  # and it ends with the browser
    Session.objects.update(expire_date=timezone.now())
    assert here.get("/admin/").status_code == 302


def test_clicking_writes_only_once_in_ten_minutes(here):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    here.get("/admin/account/")
    with CaptureQueriesContext(connection) as asked:
        here.get("/accounts/2fa/")
    written = [query["sql"] for query in asked if query["sql"].startswith(("UPDATE", "INSERT"))]
    assert written == []
