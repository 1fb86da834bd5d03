"""What somebody who waits sees and presses, and what staff do about it, request by request."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from corner.models import OutgoingEmail
from events import signing_up
from events.mails import manage_url
from events.models import SignUp

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(make_event):
    return make_event(title="Tea in the park", capacity=2, largest_party=2, starts_in_days=30)


@pytest.fixture
def occasion(page, date_of):
    return date_of(page)


@pytest.fixture
def amina(occasion, signed_up):
    """Has both places."""
    return signed_up(occasion, name="Amina", number_of_places=2)


@pytest.fixture
def ben(occasion, amina, wish):
    """Waits."""
    return signing_up.sign_up(wish(occasion, name="Ben", email="ben@example.org")).signup


@pytest.fixture
def cleo(occasion, ben, wish):
    """Waits after Ben."""
    return signing_up.sign_up(wish(occasion, name="Cleo", email="cleo@example.org")).signup


@pytest.fixture
def staff(client, administrator):
    client.force_login(administrator)
    return client


def path(signup, language="en-gb"):
    return manage_url(signup, language).removeprefix("http://testserver")


def read(client, signup, language="en-gb"):
    return client.get(path(signup, language)).content.decode()


def press(client, signup, go):
    return client.post(path(signup), {"go": go}, follow=True).content.decode()


def test_the_form_the_check_and_the_answer_say_that_one_waits(page, amina, visit):
    visitor = visit(page)
    assert "With this form you join the waiting list" in visitor.page.content.decode()
    check = visitor.press("check", people="1").content.decode()
    assert "There are not enough free places for you now" in check
    assert ">Join the waiting list</button>" in check
    answer = visitor.press("send")
    done = visitor.client.get(answer.url).content.decode()
    assert "You are on the waiting list" in done
    assert "You are number 1. You do not have a place yet." in done
    assert "Put it into my calendar" not in done


def test_a_party_that_is_too_large_for_what_is_left_hears_how_much_that_is(page, occasion, signed_up, visit):
    signed_up(occasion)
    check = visit(page).press("check", people="2").content.decode()
    assert "There is 1 place: if fewer of you come" in check


def test_more_people_than_there_are_places_in_all(make_event, visit):
    page = make_event(capacity=2, largest_party=3)
    answer = visit(page).press("send", people="3").content.decode()
    assert "This date has only 2 places in all. Choose fewer people" in answer


def test_whoever_waits_sees_their_turn_and_no_file_for_the_calendar(client, ben, cleo):
    assert "You are number 2. You do not have a place yet." in read(client, cleo)
    mail = OutgoingEmail.objects.get(kind="signup.waiting", to="cleo@example.org")
    assert "do not have a place yet" in mail.text
    assert "Leave the waiting list" in read(client, cleo)


def test_leaving_the_list_takes_two_presses_and_moves_others_up(client, ben, cleo):
    assert "You lose your turn" in press(client, ben, "ask")
    press(client, ben, "cancel")
    assert "You are not on the list any more" in read(client, ben)
    assert "You are number 1." in read(client, cleo)
    mail = OutgoingEmail.objects.get(kind="signup.cancelled")
    assert "You have left the waiting list" in mail.text
    assert "calendar" not in mail.text


@pytest.mark.parametrize("language", ["en-gb", "pl", "ar"])
def test_an_offer_says_until_when_in_the_persons_language(client, amina, ben, language):
    SignUp.objects.filter(pk=ben.pk).update(language=language)
    signing_up.cancel(amina)
    ben.refresh_from_db()
    mail = OutgoingEmail.objects.get(kind="signup.offered")
    assert mail.language == language
    assert str(timezone.localtime(ben.offer_expires_at).day) in mail.text
    assert 'value="accept"' in read(client, ben)


def test_taking_the_place(client, amina, ben):
    signing_up.cancel(amina)
    html = press(client, ben, "accept")
    assert "You have a place" in html
    assert 'value="accept"' not in html
    mail = OutgoingEmail.objects.get(kind="signup.confirmed", to="ben@example.org")
    assert "You have a place" in mail.subject


def test_opening_the_link_changes_nothing(client, amina, ben):
    signing_up.cancel(amina)
    for _ in range(2):
        client.get(path(ben))
        client.head(path(ben))
    ben.refresh_from_db()
    assert ben.state == "offered"


def test_giving_the_offer_to_the_next(client, page, occasion, signed_up, wish):
    """One place; who declines loses it to the next, and can ask again."""
    first, second = signed_up(occasion), signed_up(occasion)
    ben = signing_up.sign_up(wish(occasion, email="ben@example.org")).signup
    cleo = signing_up.sign_up(wish(occasion, email="cleo@example.org")).signup
    signing_up.cancel(first)
    assert "Give the place to somebody else?" in press(client, ben, "ask")
    html = press(client, ben, "decline")
    assert "You did not take the place" in html
    cleo.refresh_from_db()
    assert cleo.state == "offered"
    assert "You are on the waiting list" in press(client, ben, "rejoin")
    assert second.state == "confirmed"


def test_an_old_offer_explains_and_lets_ask_again(client, amina, ben, wish, occasion):
    signing_up.cancel(amina)
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        html = read(client, ben)  # the worker has not come yet
        assert "The offer is over" in html
        assert 'value="accept"' not in html
        assert "The offer is over" in press(client, ben, "accept")
        assert "You have a place" in press(client, ben, "rejoin")  # nobody else waits


def test_a_press_that_means_nothing_now_does_nothing(client, amina):
    for go in ("accept", "decline", "rejoin", "nonsense", ""):
        press(client, amina, go)
    amina.refresh_from_db()
    assert amina.state == "confirmed"


# --- staff --------------------------------------------------------------------------------------------------


def test_staff_see_the_line_in_its_order(staff, occasion, ben, cleo):
    html = staff.get(reverse("events_occasion", args=[occasion.pk])).content.decode()
    line = html[html.index("Waiting list") :]
    assert line.index("Ben") < line.index("Cleo")
    assert "2 parties wait" in html
    assert "Offer a place" not in line  # nothing is free


def test_staff_offer_out_of_turn_with_a_reason(staff, occasion, amina, ben, cleo):
    occasion.places.update(capacity=3, waiting_list="manual")
    address = reverse("events_offer_place", args=[occasion.pk, cleo.pk])
    assert "1 party has waited longer" in staff.get(address).content.decode()
    assert "Write why this party comes first" in staff.post(address, {"reason": " "}).content.decode()
    cleo.refresh_from_db()
    assert cleo.state == "waiting"
    html = staff.post(address, {"reason": "Ben asked us to."}, follow=True).content.decode()
    assert "The place is offered" in html
    assert "Out of turn: Ben asked us to." in html
    cleo.refresh_from_db()
    assert cleo.state == "offered"


def test_staff_who_come_too_late_are_told(staff, occasion, ben):
    html = staff.post(reverse("events_offer_place", args=[occasion.pk, ben.pk]), follow=True).content.decode()
    assert "There are not enough free places for this party." in html
