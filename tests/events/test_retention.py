"""Personal data has an end date, and it is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from corner import jobs
from corner.models import AuditEntry, OutgoingEmail
from events.models import AccessNeed, Attendee, SignUp
from events.retention import due, erase_due
from events.signing_up import AccessAnswer, AccessConsent

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina(make_event, date_of, signed_up):
    return signed_up(
        date_of(make_event(starts_in_days=1, largest_party=2)),
        name="Amina",
        email="amina@example.org",
        phone="023 8000 0000",
        number_of_places=2,
        answers={"q": "Parks"},
        asked={"q": {"question": "What?"}},
        access_answers=(AccessAnswer("bsl", "British Sign Language", "yes"),),
        access_consent=AccessConsent("2026-11", "en-gb"),
    )


def days_after(signup, days):
    return time_machine.travel(signup.occasion.ends_at + timedelta(days=days), tick=False)


def test_needs_go_after_fourteen_days_and_the_rest_stays(amina):
    with days_after(amina, 14):
        erase_due()
    assert AccessNeed.objects.exists()
    with days_after(amina, 15):
        assert due()["access_needs"] == 1
        assert erase_due()["access_needs"] == 1
    assert not AccessNeed.objects.exists()
    amina.refresh_from_db()
    assert amina.name == "Amina"


def test_people_go_after_ninety_days_and_counts_stay(amina):
    with days_after(amina, 90):
        assert erase_due()["signups"] == 0
    with days_after(amina, 91):
        assert erase_due()["signups"] == 1
    signup = SignUp.objects.get()
    assert (signup.name, signup.email, signup.email_key, signup.phone, signup.answers, signup.asked) == (
        "",
        "",
        "",
        "",
        {},
        {},
    )
    assert signup.anonymised_at
    assert (signup.number_of_places, signup.state) == (2, "confirmed")
    assert signup.places.taken == 2
    assert set(Attendee.objects.values_list("name", flat=True)) == {""}


def test_doing_it_again_changes_nothing(amina):
    with days_after(amina, 100):
        first = erase_due()
        before = list(SignUp.objects.values())
        assert set(erase_due().values()) == {0}
    assert first["signups"] == 1
    assert list(SignUp.objects.values()) == before
    assert AuditEntry.objects.filter(action="signup.erased").count() == 1


def test_two_people_of_one_date_can_both_be_erased(amina, signed_up):
    signed_up(amina.occasion)
    with days_after(amina, 100):
        assert erase_due()["signups"] == 2


def test_words_of_mail_go_two_weeks_after_it_was_sent(amina):
    mail = OutgoingEmail.objects.get()
    OutgoingEmail.objects.update(state="sent", sent_at=timezone.now() - timedelta(days=13))
    assert erase_due()["mails"] == 0
    OutgoingEmail.objects.update(sent_at=timezone.now() - timedelta(days=15))
    assert erase_due()["mails"] == 1
    assert erase_due()["mails"] == 0
    mail.refresh_from_db()
    assert (mail.to, mail.subject, mail.text, mail.html) == ("", "", "", "")
    assert mail.about == {"signup": amina.pk}


def test_mail_of_others_is_left_alone(amina):
    OutgoingEmail.objects.update(kind="contact.message", state="sent", sent_at=timezone.now() - timedelta(days=99))
    assert erase_due()["mails"] == 0


def test_the_link_shows_nothing_after_erasing(client, amina):
    from events.mails import manage_url

    link = manage_url(amina)
    with days_after(amina, 91):
        erase_due()
        assert client.get(link).status_code == 404


def test_the_worker_does_it_every_day():
    (job,) = [job for job in jobs.registered() if job.name == "events.retention"]
    assert job.every == timedelta(days=1)
