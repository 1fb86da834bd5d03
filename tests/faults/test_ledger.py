"""The ledger of `make faults` sees what went wrong: each figure that must be 0 is shown not to be 0 where it is not."""

import pytest
from django.db.models import F
from django.utils import timezone

from corner.models import OutgoingEmail
from events.models import Places, SignUp
from tools.faults import ledger
from tools.faults.ledger import Delivered
from tools.faults.load import DOMAIN, Acknowledged

pytestmark = pytest.mark.django_db


@pytest.fixture
def occasion(make_event, date_of):
    return date_of(make_event(capacity=2))


@pytest.fixture
def told(occasion, signed_up):
    """What each of three visitors was told: two have a place, and the third waits."""
    people = [signed_up(occasion, email=f"visitor{number}@{DOMAIN}") for number in range(3)]
    return [
        Acknowledged(person.email, occasion.pk, word)
        for person, word in zip(people, ("place", "place", "waiting"), strict=True)
    ]


@pytest.fixture
def delivered(told):
    return [Delivered(mail.to, mail.message_id) for mail in OutgoingEmail.objects.all()]


def measured(told, delivered, in_flight=0):
    return {figure.what: figure for figure in ledger.figures(told, delivered, in_flight)}


def test_where_nothing_went_wrong_every_figure_is_good(told, delivered):
    figures = measured(told, delivered)
    assert len(figures) == 5
    assert all(figure.good for figure in figures.values())
    assert figures["Acknowledged and lost"].measured == "0 of 3 acknowledged"


def test_a_sign_up_that_is_gone_is_lost(told):
    SignUp.objects.filter(email_key=told[1].email).delete()
    assert ledger.lost(told) == [told[1]]


def test_who_was_told_of_a_place_and_waits_is_lost(told, occasion):
    deceived = Acknowledged(told[2].email, occasion.pk, "place")
    assert ledger.lost([deceived]) == [deceived]


def test_a_sign_up_for_another_date_is_lost(told, make_event, date_of):
    elsewhere = Acknowledged(told[0].email, date_of(make_event()).pk, "place")
    assert ledger.lost([elsewhere]) == [elsewhere]


def test_whoever_waited_and_was_offered_a_place_is_not_lost(told):
    SignUp.objects.filter(email_key=told[2].email).update(state="offered", offer_expires_at=timezone.now())
    assert ledger.lost(told) == []


def test_two_sign_ups_of_one_person_are_seen(told, make_event, date_of, signed_up):
    assert ledger.signed_up_twice() == []
    signed_up(date_of(make_event()), email=told[0].email)
    assert ledger.signed_up_twice() == [told[0].email]


def test_more_places_given_than_there_are_is_seen(told, occasion):
    """The database refuses a count above the capacity; a place that was given without counting is overselling too."""
    assert ledger.oversold() == []
    SignUp.objects.filter(email_key=told[2].email).update(state="confirmed")
    assert ledger.oversold() == [occasion.pk]


def test_a_count_that_is_not_what_is_on_the_list_is_seen(told, occasion):
    Places.objects.filter(occasion=occasion).update(taken=F("taken") - 1)
    assert ledger.oversold() == [occasion.pk]


def test_a_mail_that_the_server_never_took_is_missing(told, delivered):
    rest = [each for each in delivered if each.recipient != told[2].email]
    assert ledger.without_mail(told, rest) == [told[2]]


def test_another_mail_to_the_same_person_is_not_theirs(told, delivered):
    others = [Delivered(each.recipient, "<another@example.org>") for each in delivered]
    assert ledger.without_mail(told, others) == told


def test_a_mail_of_which_the_outbox_knows_nothing_is_missing(told, delivered):
    OutgoingEmail.objects.all().delete()
    assert ledger.without_mail(told, delivered) == told


def test_a_mail_that_came_twice_is_counted_and_allowed_only_for_a_kill(told, delivered):
    twice = [*delivered, delivered[0]]
    assert not measured(told, twice)["Mails doubled"].good
    assert measured(told, twice, in_flight=1)["Mails doubled"].good
