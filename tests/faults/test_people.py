"""The people of `make faults` sign up the way visitors do, and do not give up where the site fails them."""

from urllib.parse import parse_qsl

import pytest

from corner.models import Attempt
from events.models import EventPage, Places, SignUp
from tools.faults import load
from tools.faults.load import Door, Person, Tally
from tools.layout.visitor import Answer, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch, settings):
    settings.FORM_MINIMUM_SECONDS = 0
    monkeypatch.setattr(load, "READING", 0)
    monkeypatch.setattr(load, "PATIENCE", (0, 0))
    monkeypatch.setattr(load, "GIVES_UP_AFTER", 60)


@pytest.fixture
def door(make_event, date_of):
    page = make_event(title="Tea", capacity=1)
    occasion = date_of(page)
    return Door(f"{EventPage.objects.get(pk=page.pk).get_url()}sign-up/{occasion.pk}/", occasion.pk)


@pytest.fixture
def person(live_server):
    """`person(7)` is the seventh; `.tally` says what came of it."""

    def make(number):
        return Person(Visitor(live_server.url, live_server.url, None), number, Tally())

    return make


def test_what_they_are_told_is_written_down(person, door):
    first, second = person(1), person(2)
    first.sign_up(door)
    second.sign_up(door)
    assert [(each.told, each.occasion) for each in first.tally.acknowledged] == [("place", door.occasion)]
    assert [each.told for each in second.tally.acknowledged] == ["waiting"]
    assert first.tally.strange == second.tally.strange == []
    assert [reply.kind for reply in first.tally.replies] == ["form", "check", "send", "done"]


def test_nobody_shares_an_address_with_anybody(person, door):
    """Else the limit of sign-ups from one connection would be reached, or would have to be switched off."""
    thousands = [*range(1000), *range(62_000, 63_000)]  # where the last part of an address, and the next, run over
    assert len({person(number).visitor.address for number in thousands}) == len(thousands)
    for number in (1, 2):
        person(number).sign_up(door)
    assert Attempt.objects.filter(what="signup.address").values("hashed").distinct().count() == 2


def test_a_full_date_is_an_answer(person, door):
    Places.objects.update(waiting_list="none")
    first, second = person(1), person(2)
    first.sign_up(door)
    second.sign_up(door)
    assert (second.tally.refused, second.tally.acknowledged, second.tally.strange) == (1, [], [])


def test_an_answer_that_is_lost_is_asked_for_again(person, door, monkeypatch):
    """The site signs them up, and the connection breaks before they hear of it."""
    one = person(1)
    real, broken = one.visitor.send_once, []

    def breaks_once(method, url, content=None, headers=None):
        answer = real(method, url, content, headers or {})
        if answer.status == 303 and not broken:
            broken.append(answer)
            raise ConnectionResetError
        return answer

    monkeypatch.setattr(one.visitor, "send_once", breaks_once)
    one.sign_up(door)
    assert broken
    assert [each.told for each in one.tally.acknowledged] == ["place"]
    assert SignUp.objects.count() == 1
    assert [reply.status for reply in one.tally.replies if reply.kind == "send"] == [0, 303]


def test_the_form_on_the_page_of_an_error_is_what_is_sent_again(person, door, monkeypatch):
    """The database is away for one request. Its page holds the form, here with another name, to see which is sent."""
    one = person(1)
    real, kept = one.visitor.send_once, []

    def fails_once(method, url, content=None, headers=None):
        if b"go=send" in (content or b"") and not kept:
            fields = [
                (name, "From the page" if name == "name" else value)
                for name, value in parse_qsl(content.decode(), True)
            ]
            inputs = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in fields)
            kept.append(f'<form method="post" action="{url}">{inputs}</form>')
            return Answer(url, 503, {"Retry-After": "30"}, kept[0].encode())
        return real(method, url, content, headers or {})

    monkeypatch.setattr(one.visitor, "send_once", fails_once)
    one.sign_up(door)
    assert [each.told for each in one.tally.acknowledged] == ["place"]
    assert SignUp.objects.get().name == "From the page"
    assert [reply.honest for reply in one.tally.replies if reply.failed] == [True]


def test_patience_ends(person, door, monkeypatch):
    monkeypatch.setattr(load, "GIVES_UP_AFTER", 0)
    one = person(1)

    def away(*args):
        raise ConnectionRefusedError

    monkeypatch.setattr(one.visitor, "send_once", away)
    one.sign_up(door)
    assert one.tally.strange == ["GaveUp: form without an answer"]
