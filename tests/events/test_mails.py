"""What a mail says is true when it leaves, however long it waited and whatever happened meanwhile."""

from datetime import time

import pytest
from django.core import mail as post
from icalendar import Calendar

from corner.mail.sending import send_due
from corner.models import OutgoingEmail
from events import telling
from events.models import EventPage, Occasion
from events.signing_up import cancel

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(make_event):
    """An event from 10:30am to 1pm."""
    return make_event(title="Tea in the park")


@pytest.fixture
def amina(page, date_of, signed_up):
    return signed_up(date_of(page), name="Amina", email="amina@example.org")


def change_date(page, **changes):
    """Staff change the date row and publish."""
    page = EventPage.objects.get(pk=page.pk)
    (row,) = rows = list(page.dates.all())
    for name, value in changes.items():
        setattr(row, name, value)
    page.dates = rows
    page.save_revision().publish()


def move(page, start, end):
    """To other hours; staff are asked, and say yes: tell people."""
    change_date(page, start_time=time(start), end_time=time(end))
    for occasion in Occasion.objects.of_page(page):
        telling.tell(occasion)


def everything_in(message):
    return f"{message.subject}\n{message.body}\n{message.alternatives[0][0]}"


def start_in_calendar_of(message):
    (part,) = message.attachments
    (event,) = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
    return event["DTSTART"].dt


def test_a_date_that_moved_twice_before_any_mail_left_is_told_as_it_is_now(page, amina, date_of):
    """Amina signs up for 10:30am. It moves to 2pm, then to 4pm, and only then does the worker run."""
    move(page, 14, 15)
    move(page, 16, 17)
    send_due()
    assert [message.subject.partition(":")[0] for message in post.outbox] == [
        "You have a place",
        "Something has changed",
    ]
    for message in post.outbox:
        assert "4pm to 5pm" in everything_in(message)
        assert "10:30am" not in everything_in(message)
        assert "2pm" not in everything_in(message)
        assert start_in_calendar_of(message) == date_of(page).starts_at


def test_the_row_says_what_left_and_what_was_dropped(page, amina):
    move(page, 14, 15)
    move(page, 16, 17)
    send_due()
    first, last = OutgoingEmail.objects.filter(kind="signup.date_changed").order_by("pk")
    assert (first.state, last.state) == ("dropped", "sent")
    confirmed = OutgoingEmail.objects.get(kind="signup.confirmed")
    assert "4pm" in confirmed.text
    assert "4pm" in confirmed.html


def test_each_change_is_told_when_mail_leaves_in_between(page, amina):
    send_due()
    move(page, 14, 15)
    send_due()
    move(page, 16, 17)
    send_due()
    told = [next(time for time in ("10:30am", "2pm", "4pm") if time in message.body) for message in post.outbox]
    assert told == ["10:30am", "2pm", "4pm"]


def test_a_change_written_down_by_an_earlier_release_still_leaves(page, amina):
    move(page, 14, 15)
    OutgoingEmail.objects.filter(kind="signup.date_changed").update(about={"signup": amina.pk})
    assert send_due() == 2


def test_a_confirmation_of_a_date_that_is_put_off_looks_forward_to_nothing(page, amina):
    change_date(page, status="postponed")
    send_due()
    for message in post.outbox:
        assert "look forward" not in everything_in(message)
        assert message.body.count("it will not happen then") == 1


def test_a_link_asked_for_says_that_the_date_is_put_off(page, amina):
    from uuid import uuid4

    from events import mails

    send_due()
    mails.lost_link(amina, uuid4(), "en-gb")
    change_date(page, status="postponed")
    send_due()
    (link,) = [message for message in post.outbox if message.subject.startswith("Your link")]
    assert "it will not happen then" in link.body


@pytest.mark.parametrize("by_staff", [True, False])
def test_a_cancellation_still_knows_who_cancelled(page, amina, administrator, by_staff):
    send_due()
    cancel(amina, actor=administrator if by_staff else None)
    send_due()
    assert ("We have taken you off the list" in post.outbox[-1].body) == by_staff
    assert ("You gave your place back" in post.outbox[-1].body) != by_staff


def test_the_words_stay_in_the_persons_language_when_they_are_made_anew(page, date_of, signed_up, polish_home):
    signed_up(date_of(page), language="pl")
    before = OutgoingEmail.objects.get(kind="signup.confirmed").subject
    move(page, 16, 17)
    send_due()
    assert post.outbox[0].subject == before
    assert 'lang="pl"' in post.outbox[0].alternatives[0][0]
    assert "16:00" in post.outbox[0].body


def test_whose_mail_it_is_follows_an_event_that_was_handed_over(
    make_event, make_organisation, staff_of, date_of, signed_up
):
    """The old group's staff give the event away and move it in one go: the new group's staff see the mail."""
    own, other = make_organisation("Own"), make_organisation("Other")
    page = make_event(responsible_organisation=own)
    signed_up(date_of(page))
    page = EventPage.objects.get(pk=page.pk)
    page.responsible_organisation = other
    (row,) = rows = list(page.dates.all())
    row.start_time = time(11)
    page.dates = rows
    user = staff_of(own)
    page.save_revision(user=user).publish(user=user)
    telling.tell(date_of(page))
    told = OutgoingEmail.objects.get(kind="signup.date_changed")
    assert told.organisation_key == other.translation_key


def test_words_are_not_written_back_into_a_mail_whose_person_was_erased_meanwhile(page, amina, monkeypatch):
    from corner.mail import outbox

    move(page, 16, 17)
    write = outbox.write_anew

    def erased_just_then(email):
        OutgoingEmail.objects.filter(pk=email.pk).update(state="dropped", to="", subject="", text="", html="")
        return write(email)

    monkeypatch.setattr(outbox, "write_anew", erased_just_then)
    send_due()
    assert not OutgoingEmail.objects.exclude(text="").exists()
