"""Personal data has an end date, and it is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from corner import jobs
from corner.models import AuditEntry, OutgoingEmail, SiteSettings
from events.models import AccessNeed, Attendee, CallTask, HostMessage, ResponsibleAdult, SignUp
from events.requests import AccessAnswer, AccessConsent
from events.retention import due, erase, erase_due

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


def test_mail_to_staff_has_the_same_end(amina):
    """It holds names, addresses and links for signing in."""
    OutgoingEmail.objects.update(kind="accounts.invited", state="sent", sent_at=timezone.now() - timedelta(days=15))
    assert erase_due()["mails"] == 1


def test_mail_that_waits_keeps_its_words_however_long(amina):
    OutgoingEmail.objects.update(created_at=timezone.now() - timedelta(days=99))
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


# --- all tables ---------------------------------------------------------------------------------------------


@pytest.fixture
def guardian(amina):
    return ResponsibleAdult.objects.create(
        signup=amina,
        name="Hodan",
        phone="023 8000 0001",
        emergency_contact="Uncle, 023 8000 0002",
        erase_after=AccessNeed.objects.get().erase_after,
    )


def test_emergency_contacts_go_with_the_needs(guardian, amina):
    with days_after(amina, 14):
        assert due()["responsible_adults"] == 0
    with days_after(amina, 15):
        assert erase_due()["responsible_adults"] == 1
    assert not ResponsibleAdult.objects.exists()


def test_erasing_reaches_every_table(guardian, amina):
    call = {"signup": amina, "kind": "signup.reminder"}
    CallTask.objects.create(**call, dedupe_key="1", note="Her sister answered", outcome="reached", tries=2)
    CallTask.objects.create(**call, dedupe_key="2")
    sent = OutgoingEmail.objects.get()
    OutgoingEmail.objects.update(state="sent", sent_at=timezone.now())
    amina.attendees.update(name="Amina", under_16=True)
    SignUp.objects.update(safeguarding_concern=True, out_of_turn_reason="Amina is ill")
    assert erase(amina) is True
    assert erase(amina) is False
    assert not AccessNeed.objects.exists()
    assert not ResponsibleAdult.objects.exists()
    assert list(CallTask.objects.values_list("note", "outcome", "tries")) == [("", "reached", 2), ("", "not-needed", 0)]
    assert set(Attendee.objects.values_list("name", "under_16")) == {("", True)}
    sent.refresh_from_db()
    assert (sent.state, sent.to, sent.subject, sent.text, sent.html) == ("sent", "", "", "", "")
    assert AuditEntry.objects.filter(action="signup.erased").count() == 1


def test_mail_that_waits_is_dropped_with_its_words(amina):
    erase(amina)
    mail = OutgoingEmail.objects.get()
    assert (mail.state, mail.to, mail.text) == ("dropped", "", "")


def test_words_from_hosts_go_with_the_contacts_and_the_count_stays(amina):
    message = {"occasion": amina.occasion, "audience": "with-a-place", "subject": "Rain", "text": "Bring coats."}
    HostMessage.objects.create(nonce=amina.nonce, parties=7, **message)
    with days_after(amina, 90):
        assert due()["messages"] == 0
    with days_after(amina, 91):
        assert due()["messages"] == 1
        assert erase_due()["messages"] == 1
        assert due()["messages"] == 0
    assert list(HostMessage.objects.values_list("subject", "text", "parties")) == [("", "", 7)]


def test_who_was_held_back_counts_as_without_a_place(amina):
    from events.terms import follow_terms

    SignUp.objects.update(state="held", confirmed_at=None)
    follow_terms()
    with days_after(amina, 7):
        assert erase_due()["signups"] == 0
    with days_after(amina, 8):
        assert erase_due()["signups"] == 1


# --- the terms are the site's settings ----------------------------------------------------------------------


def change_terms(**days):
    terms = SiteSettings.load()
    for name, number in days.items():
        setattr(terms, name, number)
    terms.save()


def test_what_is_stored_already_follows_when_the_terms_change(guardian, amina):
    change_terms(keep_access_days=3, keep_contact_days=5)
    with days_after(amina, 3):
        assert due()["access_needs"] == 0
    with days_after(amina, 4):
        assert (due()["access_needs"], due()["responsible_adults"], due()["signups"]) == (1, 1, 0)
    with days_after(amina, 6):
        assert due()["signups"] == 1
    change_terms(keep_access_days=30, keep_contact_days=40)
    with days_after(amina, 30):
        assert not any(erase_due().values())


def test_the_daily_job_heals_what_did_not_follow(amina):
    SiteSettings.objects.update(keep_contact_days=5)  # past every signal
    with days_after(amina, 6):
        assert erase_due()["signups"] == 1


def test_mails_follow_too(amina):
    change_terms(keep_mail_days=2)
    OutgoingEmail.objects.update(state="sent", sent_at=timezone.now() - timedelta(days=3))
    assert erase_due()["mails"] == 1


def test_public_words_name_the_days_that_hold(make_event, visit):
    page = make_event()
    html = visit(page).page.content.decode()
    assert "14 days after the event" in html
    assert "90 days after the event" in html
    change_terms(keep_access_days=1, keep_contact_days=33)
    html = visit(page).page.content.decode()
    assert "1 day after the event" in html
    assert "33 days after the event" in html


# --- what was done ------------------------------------------------------------------------------------------


def test_a_run_that_erased_something_says_how_much_and_another_says_nothing(amina):
    erase_due()
    assert not AuditEntry.objects.filter(action="retention.done").exists()
    with days_after(amina, 100):
        erase_due()
        erase_due()
    entry = AuditEntry.objects.get(action="retention.done")
    assert entry.record.startswith("corner.sitesettings:")
    assert (entry.details["access_needs"], entry.details["signups"]) == (1, 1)


def test_the_command_says_first_and_erases_then(amina, capsys):
    with days_after(amina, 100):
        call_command("erase_due", "--dry-run")
        assert "signups: 1" in capsys.readouterr().out
        assert SignUp.objects.get().name == "Amina"
        call_command("erase_due")
    assert SignUp.objects.get().name == ""


SCREEN = "/admin/sign-ups/retention/"


def test_administrators_see_the_periods_what_is_due_and_what_was_done(client, administrator, amina):
    change_terms(keep_access_days=21)
    client.force_login(administrator)
    assert "Nothing was due yet." in client.get(SCREEN).content.decode()
    assert SCREEN in client.get("/admin/sign-ups/").content.decode()
    with days_after(amina, 100):
        client.force_login(administrator)
        html = client.get(SCREEN).content.decode()
        assert "<td>21</td>" in html
        assert '<td class="title">Names, contacts, answers and calls</td><td>1</td>' in html
        assert SignUp.objects.get().name == "Amina"
        erase_due()
        html = client.get(SCREEN).content.decode()
        assert '<td class="title">Names, contacts, answers and calls</td><td>0</td>' in html
        assert f"{timezone.localtime():%H:%M}</td><td>1</td>" in html


def test_who_may_not_change_the_periods_sees_none_of_it(client, staff_of, make_organisation):
    client.force_login(staff_of(make_organisation()))
    assert client.get(SCREEN).status_code in (302, 403)
    assert SCREEN not in client.get("/admin/sign-ups/").content.decode()
