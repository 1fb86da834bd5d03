"""Checking people in at the door, on a phone: plain forms, one note a person."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from corner.models import AuditEntry, OutgoingEmail
from events.models import Attendee, SignUp
from events.requests import AccessAnswer, AccessConsent

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def occasion(make_event, date_of, own):
    return date_of(make_event(capacity=4, largest_party=3, responsible_organisation=own))


@pytest.fixture
def amina(occasion, signed_up):
    return signed_up(
        occasion,
        name="Amina",
        number_of_places=2,
        access_answers=(AccessAnswer("bsl", "British Sign Language", "NEEDS-BSL"),),
        access_consent=AccessConsent("2026-11", "en-gb"),
    )


@pytest.fixture
def staff(client, staff_of, own):
    client.force_login(staff_of(own, name="host"))
    return client


@pytest.fixture
def on_the_day(occasion, staff):
    with time_machine.travel(occasion.starts_at - timedelta(minutes=20)):
        staff.force_login(get_user_model().objects.get(username="host"))  # nobody stays signed in for days
        yield


def address(occasion):
    return reverse("events_door", args=[occasion.pk])


def note(staff, occasion, person, attendance):
    data = {"go": "note", "attendee": person.pk, "attendance": attendance}
    return staff.post(address(occasion), data, follow=True).content.decode()


def walk_in(staff, occasion, **data):
    data = {"go": "walk-in", "name": "Zoe", "number": "1", "way": "in-person", "nonce": uuid.uuid4(), **data}
    return staff.post(address(occasion), data, follow=True)


def test_each_person_of_a_party_is_noted_by_themselves(staff, occasion, amina, on_the_day):
    first, second = amina.attendees.all()
    html = note(staff, occasion, first, "came")
    assert "1 of 2 people are here." in html
    note(staff, occasion, second, "did-not-come")
    assert list(amina.attendees.values_list("attendance", flat=True)) == ["came", "did-not-come"]
    assert AuditEntry.objects.filter(action="attendee.came").get().actor.username == "host"


def test_noting_twice_is_one_note_and_it_can_be_undone(staff, occasion, amina, on_the_day):
    person = amina.attendees.first()
    note(staff, occasion, person, "came")
    note(staff, occasion, person, "came")
    assert AuditEntry.objects.filter(action="attendee.came").count() == 1
    note(staff, occasion, person, "unknown")
    person.refresh_from_db()
    assert person.attendance == "unknown"


def test_before_the_day_nobody_can_have_come(staff, occasion, amina):
    html = note(staff, occasion, amina.attendees.first(), "came")
    assert "This cannot be noted now" in html
    assert not Attendee.objects.exclude(attendance="unknown").exists()
    assert 'value="came"' not in staff.get(address(occasion)).content.decode()


def test_whoever_came_without_signing_up_takes_a_place(staff, occasion, amina, on_the_day):
    answer = walk_in(staff, occasion, number="2")
    assert "2 of 4 people are here." in answer.content.decode()
    zoe = SignUp.objects.get(source="door")
    assert list(zoe.attendees.values_list("attendance", flat=True)) == ["came", "came"]
    assert occasion.places.get().taken == 4
    assert not OutgoingEmail.objects.filter(about__signup=zoe.pk).exists()


def test_two_people_without_an_address_are_two_parties_and_one_press_twice_is_one(staff, occasion, on_the_day):
    nonce = uuid.uuid4()
    for _ in range(2):
        walk_in(staff, occasion, nonce=nonce)
    walk_in(staff, occasion, name="Yan")
    assert sorted(SignUp.objects.values_list("name", flat=True)) == ["Yan", "Zoe"]


def test_at_the_door_too_full_means_full(staff, occasion, amina, on_the_day):
    answer = walk_in(staff, occasion, number="3")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "There are not so many free places" in html
    assert 'value="Zoe"' in html
    assert not SignUp.objects.filter(source="door").exists()


@pytest.mark.parametrize("data", [{"name": ""}, {"number": "0"}, {"number": "x"}, {"nonce": "x"}, {"way": "rocket"}])
def test_what_cannot_be_is_refused(staff, occasion, on_the_day, data):
    assert walk_in(staff, occasion, **data).status_code == 422
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("attendee", ["", "x", "999999", "9" * 40])
def test_a_person_who_is_not_on_this_list_is_not_there(staff, occasion, amina, on_the_day, attendee):
    data = {"go": "note", "attendee": attendee, "attendance": "came"}
    assert staff.post(address(occasion), data).status_code == 404


def test_another_dates_people_are_not_noted_here(staff, occasion, amina, make_event, date_of, signed_up, on_the_day):
    other = signed_up(date_of(make_event()))
    data = {"go": "note", "attendee": other.attendees.first().pk, "attendance": "came"}
    assert staff.post(address(occasion), data).status_code == 404


def test_what_people_need_is_there_for_those_with_the_right_each_time_they_ask(staff, staff_of, own, occasion, amina):
    assert "NEEDS-BSL" not in staff.post(address(occasion), {"go": "needs"}).content.decode()
    assert not AuditEntry.objects.filter(action="accessneeds.viewed").exists()
    carer = staff_of(own)
    carer.user_permissions.add(Permission.objects.get(content_type__app_label="events", codename="view_accessneed"))
    staff.force_login(carer)
    assert "NEEDS-BSL" not in staff.get(address(occasion)).content.decode()
    assert "NEEDS-BSL" in staff.post(address(occasion), {"go": "needs"}).content.decode()
    assert AuditEntry.objects.filter(action="accessneeds.viewed").count() == 1


def test_strangers_find_nothing(client, staff_of, make_organisation, occasion, amina):
    client.force_login(staff_of(make_organisation("Other group")))
    assert client.get(address(occasion)).status_code == 404


def test_no_cache_keeps_it(staff, occasion, amina):
    answer = staff.get(address(occasion))
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_the_number_of_queries_does_not_grow_with_the_list(staff, occasion, signed_up, django_assert_max_num_queries):
    for _ in range(4):
        signed_up(occasion)
    with django_assert_max_num_queries(20):
        staff.get(address(occasion))
