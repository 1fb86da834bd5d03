"""Messages have an end date from the moment they come, and are found, handed out and erased with all the rest."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from contacts import keeping, writing
from contacts.models import Message, PrivateAddress
from corner.mail.sending import send_due
from corner.models import OutgoingEmail, SiteSettings
from events import person, retention

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def set_terms(**terms):
    SiteSettings.objects.update_or_create(defaults=terms)


def test_a_message_is_kept_for_ninety_days_after_it_is_answered(make_message, administrator):
    message = make_message()
    assert message.erase_after == TODAY + timedelta(days=365 + 90)
    writing.mark_answered(message, administrator)
    assert Message.objects.get().erase_after == TODAY + timedelta(days=90)


def test_a_complaint_is_kept_for_a_year_after_it_is_answered(make_message, administrator):
    message = make_message("complaint")
    writing.mark_answered(message, administrator)
    assert Message.objects.get().erase_after == TODAY + timedelta(days=365)


def test_what_went_to_somebodys_own_address_is_kept_from_the_day_it_came(make_message, make_person):
    bea = make_person("Bea")
    PrivateAddress.objects.create(subject_key=bea.translation_key, email="bea@example.org")
    assert make_message("page", page=bea).erase_after == TODAY + timedelta(days=90)


def test_the_daily_job_follows_changed_terms_and_erases(make_message, administrator):
    old, new = make_message(text="Old"), make_message(text="New")
    for message in (old, new):
        writing.mark_answered(message, administrator)
    Message.objects.filter(pk=old.pk).update(answered_at=timezone.now() - timedelta(days=30))
    assert retention.erase_due()["contact_messages"] == 0
    set_terms(keep_message_days=28)  # a day less: thirty times 24 hours may lie a clock change back
    assert retention.erase_due()["contact_messages"] == 1
    assert [message.text for message in Message.objects.all()] == ["New"]
    assert not OutgoingEmail.objects.filter(text__contains="Old").exists()
    assert retention.erase_due()["contact_messages"] == 0


def test_on_its_last_day_it_is_still_there(make_message):
    make_message()
    Message.objects.update(erase_after=TODAY)
    assert not keeping.messages_due().exists()


def test_the_words_of_its_mail_go_earlier(make_message):
    make_message()
    OutgoingEmail.objects.update(state="sent", sent_at=timezone.now() - timedelta(days=15))
    assert retention.erase_due()["mails"] == 1
    mail = OutgoingEmail.objects.get()
    assert (mail.to, mail.reply_to, mail.subject, mail.text, mail.html) == ("",) * 5
    assert Message.objects.exists()


def test_the_screen_shows_them_with_all_others(client, administrator, make_message):
    make_message()
    client.force_login(administrator)
    html = client.get("/admin/sign-ups/retention/").content.decode()
    assert "Messages to people and the network, and complaints" in html
    assert "Complaints: days after they are answered" in html


def test_what_somebody_wrote_is_found_and_handed_out(client, administrator, make_message):
    make_message(text="From Amina")
    make_message(text="From Ben", email="ben@example.org")
    assert person.look_up("AMINA@example.org ", administrator)["messages"] == 1
    held = json.dumps(person.hand_out("amina@example.org", administrator))
    assert "From Amina" in held
    assert "From Ben" not in held


def test_erasing_takes_the_words_out_of_every_table(administrator, make_message, make_person):
    bea = make_person("Bea")
    PrivateAddress.objects.create(subject_key=bea.translation_key, email="amina@example.org")
    make_message(text="From Amina")
    make_message("page", text="From Ben", email="ben@example.org", page=bea)
    person.erase_person("amina@example.org", administrator)
    assert [message.name for message in Message.objects.filter(email="amina@example.org")] == []
    assert not PrivateAddress.objects.exists()
    assert "amina@" not in str(list(OutgoingEmail.objects.values())).lower()
    assert Message.objects.get().text == "From Ben"
    assert person.look_up("amina@example.org", administrator)["messages"] == 0


def test_nobodys_messages_are_those_without_an_address(administrator, make_message):
    make_message("unclear", email="")
    person.erase_person("", administrator)
    assert Message.objects.exists()


def test_what_was_erased_before_it_left_does_not_leave(administrator, make_message, start_server):
    make_message()
    keeping.erase(Message.objects.all())
    server = start_server()
    send_due()
    assert server.taken == []
