"""People sign up, once each, as long as there are places; and give their place back."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from corner.models import AuditEntry, OutgoingEmail
from events import signing_up
from events.holding import NotInTransaction, hold
from events.mails import manage_url
from events.models import AccessNeed, Occasion, Places, SignUp
from events.requests import AccessAnswer, AccessConsent
from events.results import Result
from events.signing_up import ConsentMissing, DateIsOver, cancel, sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def occasion(make_event, date_of):
    return date_of(make_event(waiting_list="none", capacity=3, largest_party=3))


def taken(occasion):
    return occasion.places.get().taken


def test_somebody_gets_a_place_and_a_mail(occasion, wish):
    outcome = sign_up(wish(occasion, name="Amina", email="Amina@Example.org", language="pl"))
    assert outcome.result == Result.CONFIRMED
    assert taken(occasion) == 1
    signup = SignUp.objects.get()
    assert (signup.name, signup.email_key, signup.state) == ("Amina", "amina@example.org", "confirmed")
    assert signup.erase_after == timezone.localdate(occasion.ends_at) + timedelta(days=90)
    mail = OutgoingEmail.objects.get()
    assert (mail.kind, mail.to, mail.language) == ("signup.confirmed", "Amina@Example.org", "pl")
    assert AuditEntry.objects.filter(action="signup.confirmed", record=f"events.signup:{signup.pk}").count() == 1


def test_a_party_takes_as_many_places_as_it_has_people(occasion, wish):
    outcome = sign_up(wish(occasion, number_of_places=3))
    assert taken(occasion) == 3
    assert outcome.signup.attendees.count() == 3


def test_full_means_full(occasion, wish, signed_up):
    for _ in range(3):
        signed_up(occasion)
    outcome = sign_up(wish(occasion))
    assert (outcome.result, outcome.left) == (Result.FULL, 0)
    assert SignUp.objects.count() == OutgoingEmail.objects.count() == 3


def test_a_party_that_does_not_fit_hears_how_many_places_are_left(occasion, wish, signed_up):
    signed_up(occasion, number_of_places=2)
    outcome = sign_up(wish(occasion, number_of_places=2))
    assert (outcome.result, outcome.left) == (Result.FULL, 1)


def test_the_ways_of_joining_do_not_share_places(make_event, date_of, wish, signed_up):
    occasion = date_of(make_event(mode="both", capacity=1, capacity_online=1, waiting_list="none"))
    signed_up(occasion, way="in-person")
    assert sign_up(wish(occasion, way="in-person")).result == Result.FULL
    assert sign_up(wish(occasion, way="online")).result == Result.CONFIRMED


def test_without_a_limit_there_is_always_room(make_event, date_of, signed_up):
    occasion = date_of(make_event(capacity=None))
    for _ in range(5):
        signed_up(occasion)
    assert taken(occasion) == 5


def test_capacity_is_shared_by_all_languages(make_event, polish_home, arabic_home, translate, date_of, wish):
    page = make_event(capacity=2, waiting_list="none")
    pages = [page, translate(page, "pl"), translate(page, "ar")]
    results = [sign_up(wish(date_of(each), language=each.locale.language_code)).result for each in pages]
    assert results == [Result.CONFIRMED, Result.CONFIRMED, Result.FULL]


# --- sent twice ---------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_is_one_sign_up_and_one_mail(occasion, wish):
    request = wish(occasion)
    first, second = sign_up(request), sign_up(request)
    assert first.shown == second.shown == Result.CONFIRMED
    assert second.signup == first.signup
    assert SignUp.objects.count() == OutgoingEmail.objects.count() == taken(occasion) == 1


def test_a_form_that_was_sent_for_somebody_else_is_used_up(occasion, wish):
    nonce = uuid.uuid4()
    sign_up(wish(occasion, nonce=nonce, email="one@example.org"))
    assert sign_up(wish(occasion, nonce=nonce, email="two@example.org")).result == Result.FORM_USED
    assert SignUp.objects.count() == 1


def test_a_form_sent_again_after_the_place_was_given_back_is_used_up(occasion, wish):
    request = wish(occasion)
    cancel(sign_up(request).signup)
    assert sign_up(request).shown == Result.FORM_USED
    assert taken(occasion) == 0


def test_a_repeat_uses_its_form_up_like_a_newcomer_does(make_event, date_of, occasion, wish):
    """Else a second try with the same form would tell whether the first address is on the list."""
    other = date_of(make_event())
    sign_up(wish(occasion, email="amina@example.org"))
    repeat = wish(occasion, email="Amina@example.org ")
    assert [sign_up(repeat).shown for _ in range(2)] == [Result.CONFIRMED] * 2
    for elsewhere in (occasion, other):
        assert sign_up(wish(elsewhere, nonce=repeat.nonce)).result == Result.FORM_USED
    assert SignUp.objects.count() == taken(occasion) == 1
    assert OutgoingEmail.objects.filter(kind="signup.already_signed_up").count() == 1


def test_a_repeat_sent_again_after_the_place_was_given_back_is_used_up(occasion, wish, signed_up):
    amina, repeat = signed_up(occasion, email="amina@example.org"), wish(occasion, email="amina@example.org")
    sign_up(repeat)
    cancel(amina)
    assert sign_up(repeat).shown == Result.FORM_USED


def test_a_repeat_that_finds_no_room_can_choose_again(occasion, wish, signed_up):
    signed_up(occasion, email="amina@example.org", number_of_places=2)
    too_many = wish(occasion, email="amina@example.org", number_of_places=2)
    assert sign_up(too_many).shown == Result.FULL
    fewer = wish(occasion, email="amina@example.org", nonce=too_many.nonce)
    assert sign_up(fewer).shown == Result.CONFIRMED
    assert sign_up(wish(occasion, nonce=too_many.nonce)).result == Result.FORM_USED


def test_a_repeat_looks_like_a_newcomer_and_only_the_owner_hears_more(occasion, wish):
    sign_up(wish(occasion, email="amina@example.org", name="Amina"))
    outcome = sign_up(wish(occasion, email=" AMINA@example.org ", name="Somebody nosy", language="ar"))
    assert (outcome.result, outcome.shown, outcome.signup) == (Result.ALREADY, Result.CONFIRMED, None)
    assert taken(occasion) == 1
    mail = OutgoingEmail.objects.get(kind="signup.already_signed_up")
    assert mail.to == "amina@example.org"
    assert "Somebody nosy" not in mail.text


def test_a_repeat_on_a_full_date_sees_that_it_is_full(occasion, wish, signed_up):
    signed_up(occasion, email="amina@example.org", number_of_places=3)
    outcome = sign_up(wish(occasion, email="amina@example.org"))
    assert (outcome.shown, outcome.left) == (Result.FULL, 0)


def test_a_repeat_that_would_not_fit_sees_what_a_newcomer_would(occasion, wish, signed_up):
    signed_up(occasion, email="amina@example.org", number_of_places=2)
    mine = sign_up(wish(occasion, email="amina@example.org", number_of_places=2))
    theirs = sign_up(wish(occasion, email="new@example.org", number_of_places=2))
    assert (mine.shown, mine.left) == (theirs.shown, theirs.left) == (Result.FULL, 1)


def test_after_cancelling_one_can_sign_up_again(occasion, wish, signed_up):
    cancel(signed_up(occasion, email="amina@example.org"))
    assert sign_up(wish(occasion, email="amina@example.org")).result == Result.CONFIRMED


# --- when nobody can --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "result"),
    [
        ({"status": "cancelled"}, Result.CANCELLED),
        ({"status": "postponed"}, Result.POSTPONED),
        ({"takes_signups": False}, Result.NOT_HERE),
        ({"on_page": False}, Result.NOT_HERE),
        ({"closes_at": timezone.now() - timedelta(minutes=1)}, Result.CLOSED),
        ({"opens_at": timezone.now() + timedelta(days=1)}, Result.NOT_OPEN_YET),
        ({"starts_at": timezone.now() - timedelta(days=2), "ends_at": timezone.now() - timedelta(days=1)}, Result.PAST),
    ],
)
def test_a_date_that_is_not_open_says_why_and_keeps_nothing(occasion, wish, change, result):
    Occasion.objects.filter(pk=occasion.pk).update(**change)
    assert sign_up(wish(occasion)).result == result
    assert not SignUp.objects.exists()
    assert not OutgoingEmail.objects.exists()


def test_a_date_that_does_not_exist(occasion, wish):
    assert sign_up(wish(occasion, occasion_id=occasion.pk + 999)).result == Result.UNKNOWN


def test_a_way_that_is_not_offered(occasion, wish):
    assert sign_up(wish(occasion, way="online")).result == Result.NOT_HERE


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_party_of_the_wrong_size(occasion, wish, number):
    assert sign_up(wish(occasion, number_of_places=number)).result == Result.PARTY_TOO_LARGE


# --- what people need ---------------------------------------------------------------------------------------

NEED = AccessAnswer("bsl", "British Sign Language", "yes")


def test_what_somebody_needs_is_kept_apart_and_shorter(occasion, wish):
    consent = AccessConsent("2026-11", "en-gb")
    signup = sign_up(wish(occasion, access_answers=(NEED,), access_consent=consent)).signup
    need = AccessNeed.objects.get()
    assert (need.signup, need.question, need.answer) == (signup, "bsl", "yes")
    assert need.erase_after == timezone.localdate(occasion.ends_at) + timedelta(days=14)
    assert (signup.access_consent_version, signup.access_consent_language) == ("2026-11", "en-gb")
    assert signup.access_consent_at == signup.created_at


def test_nothing_about_access_is_kept_without_consent(occasion, wish):
    with pytest.raises(ConsentMissing):
        sign_up(wish(occasion, access_answers=(NEED,)))
    assert not SignUp.objects.exists()


def test_what_somebody_needs_never_changes_who_gets_a_place(occasion, wish, signed_up):
    signed_up(occasion, number_of_places=3)
    consent = AccessConsent("2026-11", "en-gb")
    assert sign_up(wish(occasion, access_answers=(NEED,), access_consent=consent)).result == Result.FULL


# --- giving the place back ----------------------------------------------------------------------------------


def test_cancelling_frees_the_places_and_sends_a_mail(occasion, signed_up, wish):
    signup = signed_up(occasion, number_of_places=3)
    assert cancel(signup)
    assert taken(occasion) == 0
    signup.refresh_from_db()
    assert signup.state == "cancelled"
    assert OutgoingEmail.objects.filter(kind="signup.cancelled").count() == 1
    assert sign_up(wish(occasion)).result == Result.CONFIRMED


def test_cancelling_twice_is_cancelling_once(occasion, signed_up):
    signup = signed_up(occasion)
    assert [cancel(signup), cancel(signup)] == [True, False]
    assert taken(occasion) == 0
    assert OutgoingEmail.objects.filter(kind="signup.cancelled").count() == 1


def test_staff_who_cancel_are_written_down(occasion, signed_up, administrator):
    signup = signed_up(occasion)
    cancel(signup, actor=administrator)
    assert AuditEntry.objects.get(action="signup.cancelled").actor == administrator
    assert "taken you off the list" in OutgoingEmail.objects.get(kind="signup.cancelled").text


@pytest.fixture
def over(occasion, signed_up):
    """Somebody's place on a date that has been."""
    amina = signed_up(occasion, email="amina@example.org")
    ended = timezone.now() - timedelta(hours=1)
    Occasion.objects.filter(pk=occasion.pk).update(starts_at=ended - timedelta(hours=1), ends_at=ended)
    return amina


def test_who_was_on_the_list_of_a_date_that_is_over_stays_there(occasion, over, administrator):
    """`over` was read while the date was still to come, as by a page that was open since."""
    for actor in (None, administrator):
        with pytest.raises(DateIsOver):
            cancel(over, actor=actor)
    assert taken(occasion) == 1
    assert not OutgoingEmail.objects.filter(kind="signup.cancelled").exists()
    assert not AuditEntry.objects.filter(action="signup.cancelled").exists()


def test_staff_whose_page_is_from_yesterday_hear_that_the_date_is_over(client, occasion, over, administrator):
    client.force_login(administrator)
    url = reverse("events_cancel_signup", args=[occasion.pk, over.pk])
    for answer in (client.post(url, follow=True), client.get(url)):
        assert "This date is over. The list stays as it was." in answer.content.decode()
    assert "Yes, cancel it" not in client.get(url).content.decode()
    assert taken(occasion) == 1


def test_the_person_cannot_give_back_a_place_of_yesterday(client, occasion, over):
    url = manage_url(over).removeprefix("http://testserver")
    assert client.post(url, {"go": "cancel"}, follow=True).status_code == 200
    assert "Give my place back" not in client.get(url).content.decode()
    assert taken(occasion) == 1


# --- one act ------------------------------------------------------------------------------------------------


def test_if_the_mail_cannot_be_written_nobody_is_signed_up(occasion, wish, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("events.mails.confirmed", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        sign_up(wish(occasion))
    assert not SignUp.objects.exists()
    assert not AuditEntry.objects.filter(action="signup.confirmed").exists()
    assert taken(occasion) == 0


def test_the_database_itself_refuses_to_oversell(occasion):
    with pytest.raises(IntegrityError), transaction.atomic():
        Places.objects.filter(occasion=occasion).update(taken=4)


def test_the_first_statement_holds_the_occasion(occasion, wish, django_assert_num_queries):
    """Reading first was measured wrong: whoever reads before the hold decides on old numbers."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as queries:
        sign_up(wish(occasion))
    statements = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
    assert statements[0].startswith('UPDATE "events_occasion" SET "lock_version"')


@pytest.mark.django_db(transaction=True)
def test_a_hold_without_a_transaction_is_refused(occasion):
    with pytest.raises(NotInTransaction):
        hold(occasion.pk)
    with pytest.raises(NotInTransaction):
        signing_up.occasion_cancelled(occasion)
