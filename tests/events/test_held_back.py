"""After a limit nothing is thrown away: the form is kept for staff, who let people in or not."""

import pytest

from corner.models import AuditEntry, OutgoingEmail, SiteSettings
from events.held_back import NotHeld, release, turn_away
from events.models import SignUp
from events.results import Result

State = SignUp.State


@pytest.fixture
def one_a_day(db):
    settings = SiteSettings.load()
    settings.limit_per_email = 1
    settings.save()
    return settings


@pytest.fixture
def held(make_event, visit, one_a_day):
    """Somebody whose second form of the day was one too many; returns the sign-up."""

    def make(**fields):
        visit(make_event()).press("send")
        answer = visit(make_event(**fields)).press("send", name="Amina")
        assert answer.status_code == 303
        return SignUp.objects.get(state=State.HELD)

    return make


def test_beyond_a_limit_the_form_is_kept_and_the_person_told_how_to_ring(make_event, visit, one_a_day, client):
    visit(make_event()).press("send")
    answer = visit(make_event()).press("send", more="")
    html = client.get(answer.url).content.decode()
    assert "You do not have a place yet." in html
    assert one_a_day.phone in html
    signup = SignUp.objects.get(state=State.HELD)
    assert signup.places.taken == 0
    assert signup.position is None
    assert OutgoingEmail.objects.count() == 1  # of the first: no mail bomb


def test_sent_twice_it_is_kept_once(make_event, visit, one_a_day):
    visit(make_event()).press("send")
    visitor = visit(make_event())
    first, second = visitor.press("send"), visitor.press("send")
    assert first.url == second.url
    assert SignUp.objects.filter(state=State.HELD).count() == 1


def test_beyond_as_many_again_nothing_is_kept_and_the_answers_stay(make_event, visit, one_a_day):
    one_a_day.limit_per_address = 1
    one_a_day.save()
    visit(make_event()).press("send")
    visit(make_event()).press("send")
    answer = visit(make_event()).press("send")
    assert answer.status_code == 429
    assert one_a_day.phone in answer.content.decode()
    assert 'value="Amina"' in answer.content.decode()
    assert SignUp.objects.count() == 2


def test_staff_let_the_person_in_and_the_mail_leaves(held, administrator):
    signup = held()
    assert release(signup, administrator) == Result.CONFIRMED
    signup.refresh_from_db()
    assert signup.state == State.CONFIRMED
    assert signup.places.__class__.objects.get(pk=signup.places_id).taken == 1
    assert OutgoingEmail.objects.filter(kind="signup.confirmed", about__signup=signup.pk).count() == 1
    assert AuditEntry.objects.get(action="signup.released").actor == administrator
    with pytest.raises(NotHeld):
        release(signup, administrator)


def test_let_in_when_all_places_are_taken_they_wait_like_everybody(held, administrator, signed_up):
    signup = held(capacity=1)
    signed_up(signup.occasion)
    assert release(signup, administrator) == Result.WAITING
    signup.refresh_from_db()
    assert (signup.state, signup.position) == (State.WAITING, 1)


def test_an_address_that_is_on_the_list_is_not_let_in_twice(held, administrator, signed_up):
    signup = held()
    signed_up(signup.occasion, email=signup.email)
    assert release(signup, administrator) == Result.ALREADY
    assert SignUp.objects.get(pk=signup.pk).state == State.HELD


def test_what_no_person_sent_is_turned_away_without_a_mail(held, administrator):
    signup = held()
    before = OutgoingEmail.objects.count()
    turn_away(signup, administrator)
    assert SignUp.objects.get(pk=signup.pk).state == State.CANCELLED
    assert OutgoingEmail.objects.count() == before
