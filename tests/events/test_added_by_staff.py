"""Staff add people who ring, let in supporters, and look at forms that came after a limit."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.urls import reverse

from corner.models import AuditEntry, OutgoingEmail
from events.models import AccessNeed, Attendee, CallTask, Occasion, ResponsibleAdult, SignUp
from tests.fixtures.visitors import QUESTIONS, hidden

pytestmark = pytest.mark.django_db

State = SignUp.State


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def make_own(make_event, own):
    return lambda **fields: make_event(responsible_organisation=own, largest_party=4, **fields)


@pytest.fixture
def family_day(make_own):
    return make_own(
        under_18s_invited=True, ages="4 to 16", safeguarding_lead="Sam", for_guardians="It ends at 4.", capacity=6
    )


@pytest.fixture
def staff(client, staff_of, own):
    client.force_login(staff_of(own, name="host"))
    return client


@pytest.fixture
def add(staff, date_of):
    """Fill in the staff form about somebody and send it."""

    def send(page, **answers):
        address = reverse("events_add_signup", args=[date_of(page).pk])
        html = staff.get(address).content.decode()
        unseen = {name: value for name, value in hidden(html).items() if name != "csrfmiddlewaretoken"}
        data = {
            "name": "Halina",
            "email": "",
            "phone": "023 8000 0004",
            "language": "en-gb",
            "people": "1",
            **unseen,
            **answers,
        }
        return staff.post(address, data, follow=True)

    return send


def test_an_adult_and_two_children_are_added_by_phone_and_marked_one_by_one(add, staff, family_day, date_of):
    answer = add(
        family_day,
        people="3",
        adult_name="Halina",
        adult_phone="023 8000 0004",
        emergency_contact="Aunt Ola, 023 8000 0005",
        **{"with-1-name": "Kuba", "with-1-under-16": "on", "with-2-name": "Zosia", "with-2-under-16": "on"},
    )
    assert "They have a place." in answer.content.decode()
    signup = SignUp.objects.get()
    assert (signup.source, signup.number_of_places, signup.places.taken) == ("staff", 3, 3)
    assert ResponsibleAdult.objects.get().name == "Halina"
    assert AuditEntry.objects.get(action="signup.confirmed").actor.username == "host"
    assert not CallTask.objects.exists()  # they were told just now

    occasion = date_of(family_day)
    door = reverse("events_door", args=[occasion.pk])
    html = staff.get(door).content.decode()
    for words in ("Kuba", "Zosia", "Under 16", "The adult who looks after those under 16: <bdi>Halina</bdi>"):
        assert words in html
    assert "Aunt Ola" not in html  # for those with the right, who ask
    with time_machine.travel(occasion.starts_at):
        staff.force_login(get_user_model().objects.get(username="host"))  # nobody stays signed in for days
        for person, wish in zip(signup.attendees.all(), ["came", "came", "did-not-come"], strict=True):
            staff.post(door, {"go": "note", "attendee": person.pk, "attendance": wish})
    assert list(Attendee.objects.values_list("name", "attendance")) == [
        ("Halina", "came"),
        ("Kuba", "came"),
        ("Zosia", "did-not-come"),
    ]


def test_a_child_without_an_adult_is_asked_about(add, family_day):
    answer = add(family_day, people="2", **{"with-1-under-16": "on"})
    assert answer.status_code == 422
    assert "Write the name of the adult who looks after them" in answer.content.decode()
    assert 'value="Halina"' in answer.content.decode()


def test_with_an_e_mail_address_they_get_the_usual_mail_in_their_language(add, make_own, polish_home):
    answer = add(make_own(), email="halina@example.org", language="pl")
    assert "We write to them." in answer.content.decode()
    mail = OutgoingEmail.objects.get()
    assert (mail.kind, mail.language) == ("signup.confirmed", "pl")


def test_staff_need_not_ask_everything_and_needs_want_a_yes(add, make_own):
    page = make_own(questions=QUESTIONS)
    assert add(page, need=["bsl"]).status_code == 422
    assert add(page, need=["bsl"], agree="on").status_code == 200
    assert AccessNeed.objects.get().question == "bsl"


def test_staff_add_people_after_sign_up_has_closed_but_not_to_a_date_that_is_cancelled(add, staff, make_own, date_of):
    page = make_own()
    Occasion.objects.update(closes_at=date_of(page).starts_at - timedelta(days=30))
    assert "They have a place." in add(page).content.decode()
    Occasion.objects.update(status="cancelled")
    html = staff.get(reverse("events_add_signup", args=[date_of(page).pk])).content.decode()
    assert "This date is cancelled." in html
    assert "<form method" not in html[html.index("This date is cancelled.") :]


def test_where_people_ring_staff_write_the_list(add, make_own):
    assert "They have a place." in add(make_own(signup="call-us")).content.decode()


def test_full_means_the_waiting_list_for_who_rings_too(add, make_own, date_of, signed_up):
    page = make_own(capacity=1)
    signed_up(date_of(page))
    assert "They are on the waiting list, number 1." in add(page).content.decode()


def test_an_address_that_is_on_the_list_is_named_to_staff_and_nobody_is_written_to(add, make_own, date_of, signed_up):
    page = make_own()
    signed_up(date_of(page), email="halina@example.org")
    before = OutgoingEmail.objects.count()
    answer = add(page, email="Halina@example.org")
    assert "is on the list already" in answer.content.decode()
    assert OutgoingEmail.objects.count() == before


def test_a_stranger_adds_nobody(client, staff_of, make_organisation, make_own, date_of):
    client.force_login(staff_of(make_organisation("Other group")))
    assert client.get(reverse("events_add_signup", args=[date_of(make_own()).pk])).status_code == 404


# --- supporters ---------------------------------------------------------------------------------------------


def one(signup):
    return reverse("events_signup", args=[signup.occasion_id, signup.pk])


def test_a_supporter_takes_no_place_and_is_on_the_list_for_the_door(staff, make_own, date_of, signed_up):
    page = make_own(capacity=1)
    amina = signed_up(date_of(page), name="Amina")
    staff.post(one(amina), {"go": "let-in", "name": "Ruth"})
    amina.places.refresh_from_db()
    assert (amina.places.taken, amina.number_of_places) == (1, 1)
    html = staff.get(reverse("events_door", args=[amina.occasion_id])).content.decode()
    assert "Ruth" in html
    assert "Supporter" in html
    ruth = Attendee.objects.get(name="Ruth")
    staff.post(one(amina), {"go": "take-back", "attendee": ruth.pk})
    assert not Attendee.objects.filter(name="Ruth").exists()


def test_somebody_with_a_place_cannot_be_taken_away_like_that(staff, make_own, date_of, signed_up):
    amina = signed_up(date_of(make_own()))
    assert staff.post(one(amina), {"go": "take-back", "attendee": amina.attendees.get().pk}).status_code == 404


def test_supporters_can_be_agreed_on_the_phone(add, make_own):
    add(make_own(capacity=1), supporters="1")
    assert list(Attendee.objects.values_list("takes_place", flat=True)) == [True, False]


def test_companions_stand_in_the_file_by_name(staff, make_own, date_of, signed_up):
    from events.requests import Person

    page = make_own()
    signed_up(date_of(page), number_of_places=2, people=(Person("Amina"), Person("=1+1")))
    file = staff.post(reverse("events_download", args=[date_of(page).pk, "csv"])).content.decode()
    assert re.search(r'"Amina, =1\+1"', file)


# --- forms to look at ---------------------------------------------------------------------------------------


@pytest.fixture
def held(make_own, date_of, wish):
    from events.signing_up import sign_up

    return sign_up(wish(date_of(make_own()), name="Amina"), too_often=True).signup


def test_a_form_to_look_at_stands_apart_and_can_be_let_in(staff, held):
    assert "Forms for you to look at:" in staff.get(reverse("events_signups")).content.decode()
    listed = staff.get(reverse("events_occasion", args=[held.occasion_id])).content.decode()
    address = reverse("events_held_signup", args=[held.occasion_id, held.pk])
    assert address in listed
    assert "let them in" in staff.get(address).content.decode()
    answer = staff.post(address, {"go": "let-in"}, follow=True).content.decode()
    assert "They have a place." in answer
    held.refresh_from_db()
    assert held.state == State.CONFIRMED
    assert "Somebody has dealt with this form" in staff.post(address, {"go": "let-in"}, follow=True).content.decode()


def test_a_form_of_nobody_is_put_away(staff, held):
    staff.post(reverse("events_held_signup", args=[held.occasion_id, held.pk]), {"go": "turn-away"})
    held.refresh_from_db()
    assert held.state == State.CANCELLED
    assert not OutgoingEmail.objects.exists()
