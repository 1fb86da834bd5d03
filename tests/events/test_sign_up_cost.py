"""Signing up costs the same however many people have signed up, wait, or read the page in other languages."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Places, SignUp
from events.signing_up import sign_up

pytestmark = pytest.mark.django_db

#: Statements of the whole request that signs somebody up (with two savepoints of the tests' own transaction), and of
#: the service in it.
POST, SERVICE = 44, 24
MANY = 10_000


@pytest.fixture
def fill(date_of):
    """So many parties of one on the list of an event, as if they had signed up."""

    def make(page, number, state=SignUp.State.CONFIRMED):
        (places,) = date_of(page).places.all()
        first = places.next_position
        waits = state == SignUp.State.WAITING
        SignUp.objects.bulk_create(
            [
                SignUp(
                    nonce=uuid.uuid4(),
                    occasion_id=places.occasion_id,
                    places=places,
                    state=state,
                    position=first + turn if waits else None,
                    name=f"Guest {turn}",
                    email=f"{state}{turn}@example.com",
                    email_key=f"{state}{turn}@example.com",
                    language="en-gb",
                    erase_after=timezone.localdate(),
                )
                for turn in range(number)
            ],
            batch_size=500,
        )
        counted = {"waiting": number, "next_position": first + number} if waits else {"taken": number}
        Places.objects.filter(pk=places.pk).update(**counted)

    return make


@pytest.fixture
def cost(visit):
    """Statements of sending the form of this page, and of the service alone: another person each time."""

    def count(page, **answers):
        person = visit(page)
        email = f"{uuid.uuid4().hex}@example.org"
        with CaptureQueriesContext(connection) as found:
            assert person.press("send", email=email, **answers).status_code == 303
        return [query["sql"] for query in found]

    return count


def writes(statements):
    return [sql.split()[2].strip('"') for sql in statements if sql.startswith("INSERT")]


def test_what_one_sign_up_writes_and_how_much_it_asks(make_event, cost):
    page = make_event(capacity=5)
    cost(page)
    statements = cost(page)
    assert writes(statements) == [
        "corner_attempt",
        "events_signup",
        "events_attendee",
        "corner_auditentry",
        "corner_outgoingemail",
    ]
    assert len(statements) <= POST


def test_the_service_alone(make_event, date_of, wish):
    occasion = date_of(make_event(capacity=5))
    sign_up(wish(occasion))
    with CaptureQueriesContext(connection) as found:
        sign_up(wish(occasion))
    assert len(found) <= SERVICE


@pytest.mark.parametrize("number", [10, MANY])
def test_however_many_have_signed_up(make_event, cost, fill, number):
    page = make_event(capacity=None)
    cost(page)
    nobody_yet = len(cost(page))
    fill(page, number)
    assert len(cost(page)) == nobody_yet


@pytest.mark.parametrize("number", [10, MANY])
def test_however_many_wait(make_event, cost, fill, number):
    page = make_event(capacity=1)
    cost(page)
    cost(page)
    one_waits = len(cost(page))
    fill(page, number, SignUp.State.WAITING)
    assert len(cost(page)) == one_waits


def test_only_the_head_of_a_waiting_list_is_read(make_event, date_of, wish, fill, monkeypatch):
    """A list of thousands, read whole by everybody who comes, holds up all who come after."""
    page = make_event(capacity=1)
    occasion = date_of(page)
    sign_up(wish(occasion))
    fill(page, 200, SignUp.State.WAITING)
    made = []
    original = SignUp.from_db.__func__
    monkeypatch.setattr(SignUp, "from_db", classmethod(lambda *args: made.append(1) or original(*args)))
    sign_up(wish(occasion))
    assert len(made) <= 1


def test_in_however_many_languages(make_event, polish_home, arabic_home, translate, cost):
    page = make_event(capacity=50)
    cost(page)
    in_one = len(cost(page))
    translate(page, "pl")
    translate(page, "ar")
    assert len(cost(page)) == in_one


@pytest.mark.parametrize(
    "question",
    [
        lambda occasion: occasion.signups.active().filter(email_key="amina@example.org"),
        lambda occasion: occasion.signups.filter(
            state__in=[SignUp.State.WAITING, SignUp.State.OFFERED], offer_expires_at__lte=timezone.now()
        ),
    ],
)
def test_what_is_asked_while_everybody_waits_does_not_look_at_the_whole_list(make_event, date_of, fill, question):
    page = make_event(capacity=None)
    fill(page, 2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE events_signup")
    plan = question(date_of(page)).order_by("created_at", "pk").explain()
    assert re.search("signup_by_|one_active_signup", plan), plan
