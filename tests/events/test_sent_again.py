"""A form is sent again: by impatient fingers, by a bad connection, by somebody nosy."""

from datetime import timedelta

import pytest
from django.utils import timezone

from corner.models import OutgoingEmail, SiteSettings
from events.models import Occasion, SignUp
from events.signing_up import cancel

pytestmark = pytest.mark.django_db


def test_sending_twice_and_reloading_is_one_sign_up_one_mail_one_page(make_event, visit, client):
    amina = visit(make_event())
    first, second = amina.press("send"), amina.press("send")
    assert first.url == second.url
    assert client.get(first.url).content == client.get(first.url).content
    assert SignUp.objects.count() == OutgoingEmail.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"closes_at": timezone.now() - timedelta(minutes=1)},
        {"takes_signups": False},
        {"status": "postponed"},
        {"largest_party": 1},
    ],
)
def test_who_has_the_last_place_hears_so_again_whatever_changed_since(make_event, visit, date_of, client, change):
    """A double press, or a telephone that lost its answer and asks again."""
    page = make_event(capacity=2, largest_party=2)
    amina = visit(page)
    first = amina.press("send", people="2")
    Occasion.objects.filter(pk=date_of(page).pk).update(**change)
    second = amina.press("send")
    assert (second.status_code, second.url) == (first.status_code, first.url)
    assert first.status_code == 303
    assert "You have a place" in client.get(second.url).content.decode()
    assert SignUp.objects.count() == OutgoingEmail.objects.count() == 1


def test_who_has_a_place_in_a_way_that_is_offered_no_more_hears_so_again(make_event, visit, date_of):
    page = make_event(mode="both", capacity_online=1)
    amina = visit(page)
    first = amina.press("send", way="online")
    date_of(page).places.filter(way="online").update(offered=False)
    assert amina.press("send").url == first.url


def test_a_retry_is_no_further_try(make_event, visit):
    settings = SiteSettings.load()
    settings.limit_per_email = 1
    settings.save()
    amina = visit(make_event())
    first, second = amina.press("send"), amina.press("send")
    assert (second.status_code, second.url) == (303, first.url)


def test_a_form_sent_again_after_the_place_was_given_back_gives_no_place(make_event, visit):
    amina = visit(make_event())
    amina.press("send")
    cancel(SignUp.objects.get())
    answer = amina.press("send")
    assert answer.status_code == 409
    assert "This form was sent before" in answer.content.decode()
    assert not SignUp.objects.active().exists()


def test_the_last_page_does_not_promise_a_date_that_was_cancelled(make_event, visit, date_of, client):
    page = make_event()
    sent = visit(page).press("send")
    Occasion.objects.filter(pk=date_of(page).pk).update(status="cancelled")
    html = client.get(sent.url).content.decode()
    assert "<h1>This date is cancelled</h1>" in html
    for promise in ("You have a place", "See you", "Put it into my calendar"):
        assert promise not in html


def test_the_last_page_does_not_promise_the_old_day_of_a_date_that_is_put_off(make_event, visit, date_of, client):
    page = make_event()
    sent = visit(page).press("send")
    Occasion.objects.filter(pk=date_of(page).pk).update(status="postponed")
    html = client.get(sent.url).content.decode()
    assert "This date is put off." in html
    assert "See you" not in html


def test_the_last_page_greets_nobody_to_a_date_that_is_over(make_event, visit, date_of, client):
    page = make_event()
    sent = visit(page).press("send")
    ended = timezone.now() - timedelta(days=1)
    Occasion.objects.filter(pk=date_of(page).pk).update(starts_at=ended - timedelta(hours=1), ends_at=ended)
    html = client.get(sent.url).content.decode()
    assert "<h1>This date is over</h1>" in html
    assert "See you" not in html


# --- who is on the list ---------------------------------------------------------------------------------------


def test_a_repeat_sees_what_a_newcomer_sees(make_event, visit, date_of, signed_up):
    page = make_event()
    signed_up(date_of(page), email="amina@example.org")
    known, new = visit(page), visit(page)
    known.press("send")
    known_page = known.client.get(known.press("send").url).content
    new_page = new.client.get(new.press("send", email="new@example.org").url).content
    assert known_page == new_page
    assert SignUp.objects.count() == 2


@pytest.mark.parametrize("other_date", [False, True])
@pytest.mark.parametrize("is_on_the_list", [True, False])
def test_a_form_sent_for_two_people_does_not_tell_who_is_on_the_list(
    make_event, visit, date_of, signed_up, is_on_the_list, other_date
):
    """Somebody nosy sends it with another person's address, and then the same form with their own."""
    page, next_page = make_event(), make_event()
    if is_on_the_list:
        signed_up(date_of(page), email="victim@example.org")
    nosy = visit(page)
    assert nosy.press("send", email="victim@example.org").status_code == 303
    if other_date:
        nosy.url = f"{next_page.url}sign-up/{date_of(next_page).pk}/"
    answer = nosy.press("send", email="nosy@example.org")
    assert answer.status_code == 409
    assert "This form was sent before" in answer.content.decode()
    assert SignUp.objects.get().email == "victim@example.org"


@pytest.mark.parametrize("is_on_the_list", [True, False])
def test_a_form_for_a_full_date_is_not_used_up_and_tells_nothing_either(
    make_event, visit, date_of, signed_up, is_on_the_list
):
    page = make_event(capacity=3, largest_party=3, waiting_list="none")
    signed_up(date_of(page), number_of_places=2, email="victim@example.org" if is_on_the_list else "x@example.org")
    nosy = visit(page)
    assert "Only 1 place is left" in nosy.press("send", email="victim@example.org", people="2").content.decode()
    assert nosy.press("send", email="nosy@example.org", people="1").status_code == 303
