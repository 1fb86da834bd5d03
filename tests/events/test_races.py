"""Forty people want the last place at the same moment (signups.md, "Never oversold, on both databases")."""

from contextlib import contextmanager

import pytest
from django.db import connection

from corner.models import AuditEntry, OutgoingEmail
from events.models import Places, SignUp
from tests.events import racing

pytestmark = pytest.mark.django_db(transaction=True)

CROWD = 40
#: Enough to show what goes wrong without the lock.
FEW = 12
#: Each is a process. Forty of them ask the service in every run; for what stands around it few do, but in the long run.
few_or_many = pytest.mark.parametrize("many", [FEW, pytest.param(CROWD, marks=pytest.mark.long)])


@pytest.fixture
def last_place(make_event, date_of):
    return date_of(make_event(title="One place", capacity=1, waiting_list="none"))


@pytest.fixture
def crowd(last_place, wish):
    return [(wish(last_place),) for _ in range(CROWD)]


@contextmanager
def without_the_backstop():
    """The database's own refusal to oversell is taken away for a while."""
    constraints = Places._meta.constraints
    (backstop,) = [constraint for constraint in constraints if constraint.name == "never_oversold"]
    Places._meta.constraints = [other for other in constraints if other is not backstop]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Places, backstop)
    try:
        yield
    finally:
        SignUp.objects.all().delete()
        Places.objects.update(taken=0)
        Places._meta.constraints = constraints
        with connection.schema_editor() as editor:
            editor.add_constraint(Places, backstop)


@pytest.fixture
def forms(last_place, polish_home, arabic_home, translate):
    """The crowd in front of the forms of three languages."""
    from events.models import EventPage

    page = EventPage.objects.get(title="One place")
    urls = [f"{each.url}sign-up/{last_place.pk}/" for each in (page, translate(page, "pl"), translate(page, "ar"))]
    return [(urls[n % 3], f"person{n}@example.org") for n in range(CROWD)]


@few_or_many
def test_of_all_forms_in_three_languages_one_gets_the_last_place(forms, last_place, many):
    assert racing.race(racing.send_form, forms[:many]) == {303: 1, 409: many - 1}
    assert SignUp.objects.count() == OutgoingEmail.objects.count() == 1
    assert last_place.places.get().taken == 1


def test_with_the_lock_taken_out_the_forms_meet_errors(forms):
    """The negative control: the same forms, no lock. Only the database's constraint stops the overselling."""
    found = racing.race(racing.send_form, forms[:FEW], locked=False)
    assert found["IntegrityError"] > 0
    assert found != {303: 1, 409: FEW - 1}


def test_with_lock_and_constraint_taken_out_the_forms_sell_the_place_many_times(forms, last_place):
    """The negative control of both: in three languages, many are told that they have the one place."""
    with without_the_backstop():
        found = racing.race(racing.send_form, forms[:FEW], locked=False)
        assert found[303] > 1
        assert last_place.places.get().taken > 1


def test_of_forty_requests_one_gets_the_last_place(crowd, last_place):
    assert racing.race(racing.sign_up, crowd) == {"confirmed": 1, "full": CROWD - 1}
    assert SignUp.objects.count() == last_place.places.get().taken == 1
    assert AuditEntry.objects.filter(action="signup.confirmed").count() == 1


def test_with_the_lock_taken_out_people_meet_errors(crowd, last_place):
    """The negative control: the same crowd, no lock. Only the database's constraint stops the overselling."""
    found = racing.race(racing.sign_up, crowd[:FEW], locked=False)
    assert found["IntegrityError"] > 0
    assert found != {"confirmed": 1, "full": FEW - 1}


def test_with_lock_and_constraint_taken_out_the_place_is_sold_many_times(crowd, last_place):
    """The negative control of both: the race is real."""
    with without_the_backstop():
        found = racing.race(racing.sign_up, crowd[:FEW], locked=False)
        assert found["confirmed"] > 1
        assert last_place.places.get().taken > 1


@few_or_many
def test_of_all_who_want_the_last_of_ten_places_the_others_wait_in_order(make_event, date_of, wish, signed_up, many):
    occasion = date_of(make_event(capacity=10))
    for _ in range(9):
        signed_up(occasion)
    languages = ["en-gb", "pl", "ar"]
    found = racing.race(racing.sign_up, [(wish(occasion, language=languages[n % 3]),) for n in range(many)])
    assert found == {"confirmed": 1, "waiting": many - 1}
    line = SignUp.objects.filter(occasion=occasion, state="waiting").order_by("created_at", "pk")
    assert list(line.values_list("position", flat=True)) == list(range(1, many))
    row = occasion.places.get()
    assert (row.taken, row.waiting) == (10, many - 1)
    assert OutgoingEmail.objects.filter(kind="signup.waiting").count() == many - 1


def test_one_form_sent_by_impatient_fingers_is_one_sign_up(last_place, wish):
    request = wish(last_place)
    found = racing.race(racing.sign_up, [(request,)] * 10)
    assert found == {"confirmed": 10}
    assert SignUp.objects.count() == OutgoingEmail.objects.count() == 1


def test_one_form_sent_for_two_dates_at_once_is_one_sign_up(make_event, date_of, wish):
    dates = [date_of(make_event()) for _ in range(2)]
    request = wish(dates[0])
    requests = [(wish(dates[n % 2], nonce=request.nonce, email="one@example.org"),) for n in range(10)]
    found = racing.race(racing.sign_up, requests)
    assert set(found) == {"confirmed", "form-used"}
    assert SignUp.objects.count() == 1


def test_one_form_sent_at_once_for_a_person_on_one_list_and_for_another_date_does_not_tell(
    make_event, date_of, wish, signed_up
):
    """The list of one date and a newcomer of the other: only one of both is ever told that there is a place."""
    known, other = date_of(make_event()), date_of(make_event())
    signed_up(known, email="victim@example.org")
    request = wish(known, email="victim@example.org")
    nosy = wish(other, nonce=request.nonce)
    found = racing.race(racing.sign_up, [(request,), (nosy,)] * 5)
    assert found in ({"already": 5, "form-used": 5}, {"confirmed": 5, "form-used": 5})


def test_ten_programs_that_press_cancel_give_the_place_back_once(last_place, signed_up):
    signup = signed_up(last_place)
    assert racing.race(racing.cancel, [(signup.pk,)] * 10) == {True: 1, False: 9}
    assert last_place.places.get().taken == 0
    assert OutgoingEmail.objects.filter(kind="signup.cancelled").count() == 1
