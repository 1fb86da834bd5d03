"""Forty people want the last place at the same moment (signups.md, "Never oversold, on both databases")."""

from contextlib import contextmanager

import pytest
from django.db import connection

from corner.models import AuditEntry, OutgoingEmail
from events.models import Places, SignUp
from tests.events import racing

pytestmark = pytest.mark.django_db(transaction=True)

CROWD = 40


@pytest.fixture
def last_place(make_event, date_of):
    return date_of(make_event(title="One place", capacity=1))


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


def test_of_forty_forms_in_three_languages_one_gets_the_last_place(
    last_place, make_event, date_of, polish_home, arabic_home, translate
):
    from events.models import EventPage

    page = EventPage.objects.get(title="One place")
    urls = [f"{each.url}sign-up/{last_place.pk}/" for each in (page, translate(page, "pl"), translate(page, "ar"))]
    forms = [(urls[n % 3], f"person{n}@example.org") for n in range(CROWD)]
    assert racing.race(racing.send_form, forms) == {303: 1, 409: CROWD - 1}
    assert SignUp.objects.count() == OutgoingEmail.objects.count() == 1
    assert last_place.places.get().taken == 1


def test_of_forty_requests_one_gets_the_last_place(crowd, last_place):
    assert racing.race(racing.sign_up, crowd) == {"confirmed": 1, "full": CROWD - 1}
    assert SignUp.objects.count() == last_place.places.get().taken == 1
    assert AuditEntry.objects.filter(action="signup.confirmed").count() == 1


def test_with_the_lock_taken_out_people_meet_errors(crowd, last_place):
    """The negative control: the same crowd, no lock. Only the database's constraint stops the overselling."""
    found = racing.race(racing.sign_up, crowd, locked=False)
    assert found["IntegrityError"] > 0
    assert found != {"confirmed": 1, "full": CROWD - 1}


def test_with_lock_and_constraint_taken_out_the_place_is_sold_many_times(crowd, last_place):
    """The negative control of both: the race is real."""
    with without_the_backstop():
        found = racing.race(racing.sign_up, crowd, locked=False)
        assert found["confirmed"] > 1
        assert last_place.places.get().taken > 1


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


def test_ten_programs_that_press_cancel_give_the_place_back_once(last_place, signed_up):
    signup = signed_up(last_place)
    assert racing.race(racing.cancel, [(signup.pk,)] * 10) == {True: 1, False: 9}
    assert last_place.places.get().taken == 0
    assert OutgoingEmail.objects.filter(kind="signup.cancelled").count() == 1
