"""The waiting list: strictly in turn, offers that end, and everybody told what is true (signups.md, "States")."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import Sum
from django.utils import timezone

from corner.models import AuditEntry, OutgoingEmail
from events import signing_up, waiting
from events.models import Places, SignUp
from events.results import Result

pytestmark = pytest.mark.django_db

State = SignUp.State


@pytest.fixture
def ask(wish):
    """Ask for places: `ask(occasion, 2)` gives the Outcome."""

    def asked(occasion, number_of_places=1, **fields):
        return signing_up.sign_up(wish(occasion, number_of_places=number_of_places, **fields))

    return asked


@pytest.fixture
def date(make_event, date_of):
    """A date with so many places, for parties of up to three."""

    def make(capacity=1, **fields):
        return date_of(make_event(capacity=capacity, **{"largest_party": 3, "starts_in_days": 30, **fields}))

    return make


def now(signup):
    """The sign-up as the database has it."""
    return SignUp.objects.select_related("places", "occasion").get(pk=signup.pk)


def state(signup):
    return now(signup).state


def places(occasion):
    return occasion.places.get()


def mails(kind):
    return OutgoingEmail.objects.filter(kind=f"signup.{kind}")


def insist_on_counts(occasion):
    """The counters say what the sign-ups say (signups.md, invariant 1)."""
    for row in occasion.places.all():
        holding = row.signups.filter(state__in=State.holding()).aggregate(all=Sum("number_of_places"))["all"] or 0
        assert row.taken == holding
        assert row.waiting == row.signups.filter(state=State.WAITING).count()


# --- coming onto the list -----------------------------------------------------------------------------------


def test_when_all_places_are_taken_the_next_wait_in_order(date, ask):
    occasion = date(capacity=1)
    first, second, third = (ask(occasion) for _ in range(3))
    assert [each.result for each in (first, second, third)] == [Result.CONFIRMED, Result.WAITING, Result.WAITING]
    assert (second.number, third.number) == (1, 2)
    assert second.signup.position < third.signup.position
    assert mails("waiting").count() == 2
    assert AuditEntry.objects.filter(action="signup.waiting").count() == 2
    insist_on_counts(occasion)


def test_a_newcomer_never_overtakes_whoever_waits(date, ask):
    occasion = date(capacity=2)
    ask(occasion)
    pair = ask(occasion, 2)
    assert pair.result == Result.WAITING
    assert ask(occasion).result == Result.WAITING  # one place is free, but not for them
    assert places(occasion).free == 1
    assert places(occasion).left == 0


def test_without_a_waiting_list_full_means_full(date, ask):
    occasion = date(capacity=1, waiting_list="none")
    ask(occasion)
    assert ask(occasion).result == Result.FULL
    assert SignUp.objects.count() == 1


def test_a_party_that_could_never_fit_does_not_wait_for_ever(date, ask):
    occasion = date(capacity=2)
    outcome = ask(occasion, 3)
    assert (outcome.result, outcome.left) == (Result.MORE_THAN_ALL, 2)


def test_the_same_form_sent_twice_is_one_turn_and_the_same_page(date, wish, signed_up):
    occasion = date(capacity=1)
    signed_up(occasion)
    request = wish(occasion)
    first, second = signing_up.sign_up(request), signing_up.sign_up(request)
    assert (first.shown, first.number) == (second.shown, second.number) == (Result.WAITING, 1)
    assert mails("waiting").count() == 1


def test_a_repeat_sees_what_a_newcomer_would_see(date, ask):
    occasion = date(capacity=1)
    ask(occasion, email="amina@example.org")
    repeat = ask(occasion, email="amina@example.org")
    assert (repeat.result, repeat.shown, repeat.number) == (Result.ALREADY, Result.WAITING, 1)
    assert SignUp.objects.count() == 1
    assert ask(occasion).number == 1


# --- offers -------------------------------------------------------------------------------------------------


def test_a_fair_queue(date, ask):
    """A (two places), then B (one) wait. One place frees: nobody is offered. A second: A is."""
    occasion = date(capacity=2)
    one, two = ask(occasion).signup, ask(occasion).signup
    a, b = ask(occasion, 2).signup, ask(occasion).signup
    signing_up.cancel(one)
    assert (state(a), state(b)) == (State.WAITING, State.WAITING)
    assert ask(occasion).result == Result.WAITING
    signing_up.cancel(two)
    assert (state(a), state(b)) == (State.OFFERED, State.WAITING)
    assert mails("offered").get().to == a.email
    insist_on_counts(occasion)


def test_accepting_twice_is_one_place_and_one_mail(date, ask):
    occasion = date(capacity=1)
    first, second = ask(occasion).signup, ask(occasion).signup
    signing_up.cancel(first)
    assert waiting.accept(second)
    assert waiting.accept(second)
    assert state(second) == State.CONFIRMED
    assert now(second).confirmed_at
    assert mails("confirmed").filter(to=second.email).count() == 1
    insist_on_counts(occasion)


def test_declining_gives_the_place_to_the_next(date, ask):
    occasion = date(capacity=1)
    first, second, third = (ask(occasion).signup for _ in range(3))
    signing_up.cancel(first)
    assert waiting.decline(second)
    assert not waiting.decline(second)
    assert (state(second), state(third)) == (State.DECLINED, State.OFFERED)
    insist_on_counts(occasion)


def test_an_offer_lapses_with_the_worker_stopped(date, ask):
    """Then the job runs twice: A expires once, B is offered once."""
    occasion = date(capacity=1)
    first, a, b = (ask(occasion).signup for _ in range(3))
    signing_up.cancel(first)
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        waiting.settle_all()
        waiting.settle_all()
        assert (state(a), state(b)) == (State.EXPIRED, State.OFFERED)
        assert mails("offer_lapsed").count() == 1
        assert mails("offered").filter(to=b.email).count() == 1
        assert not waiting.accept(a)
        insist_on_counts(occasion)


def test_whoever_comes_first_settles_what_the_worker_did_not(date, ask):
    """An offer that ran out is not taken, worker or no worker; and its place goes to the next, not to a newcomer."""
    occasion = date(capacity=1)
    first, a, b = (ask(occasion).signup for _ in range(3))
    signing_up.cancel(first)
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        assert ask(occasion).result == Result.WAITING
        assert (state(a), state(b)) == (State.EXPIRED, State.OFFERED)


def test_an_offer_ends_at_the_latest_when_sign_up_closes(date, ask):
    occasion = date(capacity=1, starts_in_days=1)
    first, second = ask(occasion).signup, ask(occasion).signup
    signing_up.cancel(first)
    assert now(second).offer_expires_at == occasion.closes_at


def test_once_sign_up_is_closed_nobody_is_offered_a_place(date, ask):
    occasion = date(capacity=1, starts_in_days=2, signup_closes=timezone.now() + timedelta(hours=5))
    first, second = ask(occasion).signup, ask(occasion).signup
    with time_machine.travel(timezone.now() + timedelta(hours=6)):
        signing_up.cancel(first)
        assert state(second) == State.WAITING


def test_somebody_who_let_the_offer_go_can_ask_again(date, ask):
    occasion = date(capacity=1)
    first, a, b = (ask(occasion).signup for _ in range(3))
    signing_up.cancel(first)
    waiting.decline(a)
    assert waiting.rejoin(a)
    assert state(a) == State.WAITING
    assert now(a).position > b.position
    waiting.accept(b)
    signing_up.cancel(b)
    assert state(a) == State.OFFERED
    assert mails("offered").filter(to=a.email).count() == 2  # one for each turn
    insist_on_counts(occasion)


def test_asking_again_gives_a_place_when_one_is_free(date, ask):
    occasion = date(capacity=1)
    first, a = ask(occasion).signup, ask(occasion).signup
    signing_up.cancel(first)
    waiting.decline(a)
    assert waiting.rejoin(a)
    assert state(a) == State.CONFIRMED
    insist_on_counts(occasion)


def test_nobody_rejoins_a_date_that_is_over_or_a_list_they_are_on(date, ask):
    occasion = date(capacity=1)
    first, a = ask(occasion).signup, ask(occasion, email="a@example.org").signup
    signing_up.cancel(first)
    waiting.decline(a)
    again = ask(occasion, email="a@example.org").signup
    assert not waiting.rejoin(a)
    assert state(again) == State.CONFIRMED
    signing_up.cancel(again)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert not waiting.rejoin(a)


# --- what staff do ------------------------------------------------------------------------------------------


def test_by_hand_nobody_is_offered_a_place_until_staff_do(date, ask, administrator):
    occasion = date(capacity=1, waiting_list="manual")
    first, second = ask(occasion).signup, ask(occasion).signup
    signing_up.cancel(first)
    assert state(second) == State.WAITING
    waiting.offer_by_staff(second, administrator)
    assert state(second) == State.OFFERED
    assert AuditEntry.objects.get(action="signup.offered").actor == administrator


def test_out_of_turn_needs_a_reason_which_is_kept(date, ask, administrator):
    occasion = date(capacity=2)
    one = ask(occasion, 2).signup
    pair, single = ask(occasion, 2).signup, ask(occasion).signup
    assert one.number_of_places == 2
    Places.objects.filter(occasion=occasion).update(capacity=3)
    with pytest.raises(waiting.NotPossible, match="reason-missing"):
        waiting.offer_by_staff(single, administrator)
    waiting.offer_by_staff(single, administrator, reason="The place would stay empty.")
    assert (state(pair), state(single)) == (State.WAITING, State.OFFERED)
    assert now(single).out_of_turn_reason == "The place would stay empty."
    assert AuditEntry.objects.get(action="signup.offered").details["passed_over"] == 1
    insist_on_counts(occasion)


def test_staff_cannot_offer_what_is_not_there(date, ask, administrator):
    occasion = date(capacity=1)
    ask(occasion)
    second = ask(occasion).signup
    with pytest.raises(waiting.NotPossible, match="not-enough-places"):
        waiting.offer_by_staff(second, administrator)


def test_more_places_on_the_page_are_offered_to_whoever_waits(make_event, date_of, ask):
    page = make_event(capacity=1)
    occasion = date_of(page)
    ask(occasion)
    second, third = ask(occasion).signup, ask(occasion).signup
    page.capacity_in_person = 2
    page.save_revision().publish()
    assert (state(second), state(third)) == (State.OFFERED, State.WAITING)


def test_a_cancelled_date_writes_once_to_everybody_the_waiting_and_the_offered_too(make_event, date_of, ask):
    page = make_event(capacity=1)
    occasion = date_of(page)
    first, second, third = (ask(occasion).signup for _ in range(3))
    signing_up.cancel(first)
    row = page.dates.get()
    row.status = "cancelled"
    page.dates = [row]
    page.save_revision().publish()
    page.save_revision().publish()
    assert (state(second), state(third)) == (State.DATE_CANCELLED, State.DATE_CANCELLED)
    assert sorted(mails("date_cancelled").values_list("to", flat=True)) == sorted([second.email, third.email])
    insist_on_counts(occasion)


def test_no_offers_while_a_date_is_put_off(make_event, date_of, ask):
    page = make_event(capacity=1)
    occasion = date_of(page)
    first, second = ask(occasion).signup, ask(occasion).signup
    row = page.dates.get()
    row.status = "postponed"
    page.dates = [row]
    page.save_revision().publish()
    signing_up.cancel(first)
    assert state(second) == State.WAITING
    row.status = "scheduled"
    page.dates = [row]
    page.save_revision().publish()
    assert state(second) == State.OFFERED


# --- the end ------------------------------------------------------------------------------------------------


def test_when_the_date_begins_whoever_waits_is_told_kindly_and_once(date, ask):
    occasion = date(capacity=1)
    _first, second = ask(occasion), ask(occasion).signup
    with time_machine.travel(occasion.starts_at + timedelta(minutes=1)):
        waiting.settle_all()
        waiting.settle_all()
        assert state(second) == State.NOT_REACHED
        assert mails("not_reached").count() == 1
        insist_on_counts(occasion)


def test_who_never_had_a_place_is_forgotten_sooner(date, ask):
    occasion = date(capacity=1)
    first, second = ask(occasion).signup, ask(occasion).signup
    day = timezone.localdate(occasion.ends_at)
    assert now(first).erase_after == day + timedelta(days=90)
    assert now(second).erase_after == day + timedelta(days=7)
    signing_up.cancel(first)
    waiting.accept(second)
    assert now(second).erase_after == day + timedelta(days=90)
