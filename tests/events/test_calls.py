"""Who has only a phone hears on the phone what others read in a mail: every would-be mail is a call to make."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from corner.models import AuditEntry, OutgoingEmail
from events import calls, signing_up, waiting
from events.models import CallTask, Occasion, SignUp
from events.reminders import remind_due

pytestmark = pytest.mark.django_db

State = SignUp.State


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def page(make_event, own):
    return make_event(capacity=1, responsible_organisation=own, reminder_days=2)


@pytest.fixture
def occasion(page, date_of):
    return date_of(page)


@pytest.fixture
def rings(occasion, signed_up):
    """Somebody with a phone only."""
    return lambda name="Halina", **fields: signed_up(occasion, name=name, email="", phone="023 8000 0004", **fields)


@pytest.fixture
def staff(client, staff_of, own):
    client.force_login(staff_of(own, name="host"))
    return client


def kinds():
    return list(CallTask.objects.values_list("kind", flat=True))


def offered(occasion, signed_up, rings):
    """Halina waits, and then a place is free for her."""
    first = signed_up(occasion)
    halina = rings()
    assert halina.state == State.WAITING
    signing_up.cancel(first)
    halina.refresh_from_db()
    assert halina.state == State.OFFERED
    return halina


def test_what_the_page_said_needs_no_call(rings):
    rings()
    assert kinds() == []


def test_an_offer_is_a_call_and_no_mail(occasion, signed_up, rings):
    offered(occasion, signed_up, rings)
    assert kinds() == ["signup.offered"]
    assert not OutgoingEmail.objects.filter(to="").exists()


def test_an_offer_that_ran_out_and_a_date_that_begins_are_calls(occasion, signed_up, rings):
    signed_up(occasion)
    rings()
    with time_machine.travel(occasion.starts_at + timedelta(minutes=1)):
        waiting.settle_all()
    assert kinds() == ["signup.not_reached"]


def test_a_reminder_is_a_call(occasion, rings):
    rings()
    with time_machine.travel(occasion.starts_at - timedelta(days=1)):
        remind_due()
        remind_due()
    assert kinds() == ["signup.reminder"]


def test_a_cancelled_date_is_one_call_however_often_it_is_published(page, rings, publish):
    rings()
    row = page.dates.get()
    row.status = Occasion.Status.CANCELLED
    page.dates = [row]
    for _ in range(2):
        page.save_revision().publish()
    assert kinds() == ["signup.date_cancelled"]


def test_cancelled_by_staff_is_a_call_by_the_person_not(rings, administrator):
    signing_up.cancel(rings(), actor=administrator)
    assert kinds() == ["signup.cancelled"]
    signing_up.cancel(rings("Yan"))
    assert kinds() == ["signup.cancelled"]


def test_who_came_to_the_door_without_a_number_is_rung_by_nobody(occasion, administrator):
    import uuid

    from events import attendance

    with time_machine.travel(occasion.starts_at):
        zoe = attendance.walk_in(occasion, "in-person", "Zoe", 1, uuid.uuid4(), administrator)
        signing_up.cancel(zoe, actor=administrator)
    assert kinds() == []


# --- the list -----------------------------------------------------------------------------------------------


def test_staff_see_whom_to_ring_about_what(staff, occasion, signed_up, rings):
    offered(occasion, signed_up, rings)
    html = staff.get(reverse("events_calls")).content.decode()
    assert "Halina" in html
    assert "A place is free for them" in html
    assert 'href="tel:' in html
    assert "1 call to make" in staff.get(reverse("events_signups")).content.decode()


def test_nobody_of_another_organisation_sees_or_notes_it(
    client, staff_of, make_organisation, occasion, signed_up, rings
):
    offered(occasion, signed_up, rings)
    client.force_login(staff_of(make_organisation("Other group")))
    assert "Halina" not in client.get(reverse("events_calls")).content.decode()
    call = CallTask.objects.get()
    assert client.post(reverse("events_note_call", args=[call.pk]), {"outcome": "reached"}).status_code == 404


def test_a_call_without_an_answer_is_made_again(staff, occasion, signed_up, rings):
    offered(occasion, signed_up, rings)
    call = CallTask.objects.get()
    staff.post(reverse("events_note_call", args=[call.pk]), {"outcome": "no-answer", "note": "Try after six"})
    html = staff.get(reverse("events_calls")).content.decode()
    assert "Try after six" in html
    assert "Tried 1 time." in html
    staff.post(reverse("events_note_call", args=[call.pk]), {"outcome": "left-message", "note": ""})
    call.refresh_from_db()
    assert (call.outcome, call.tries, call.made_by.username) == ("left-message", 2, "host")
    assert "No calls are waiting." in staff.get(reverse("events_calls")).content.decode()
    assert AuditEntry.objects.filter(action="call.noted").count() == 2


def test_without_an_outcome_nothing_is_noted(staff, occasion, signed_up, rings):
    offered(occasion, signed_up, rings)
    call = CallTask.objects.get()
    answer = staff.post(reverse("events_note_call", args=[call.pk]), {"outcome": "", "note": "Hm"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Choose how the call went" in html
    assert 'value="Hm"' in html
    assert CallTask.objects.get().tries == 0


@pytest.mark.parametrize(("go", "state"), [("take", State.CONFIRMED), ("leave", State.DECLINED)])
def test_what_they_say_to_an_offer_is_done_at_once(staff, occasion, signed_up, rings, go, state):
    halina = offered(occasion, signed_up, rings)
    staff.post(reverse("events_note_call", args=[CallTask.objects.get().pk]), {"go": go})
    halina.refresh_from_db()
    assert halina.state == state
    assert CallTask.objects.get().outcome == "reached"
    assert kinds() == ["signup.offered"]  # it was said just now


def test_a_call_that_became_untrue_is_not_made(staff, occasion, signed_up, rings):
    halina = offered(occasion, signed_up, rings)
    signing_up.cancel(halina)
    assert "Halina" not in staff.get(reverse("events_calls")).content.decode()
    assert calls.tidy() == 1
    assert calls.tidy() == 0
    assert CallTask.objects.get().outcome == "not-needed"


def test_looking_at_the_list_changes_nothing(staff, occasion, signed_up, rings):
    signing_up.cancel(offered(occasion, signed_up, rings))
    staff.get(reverse("events_calls"))
    assert CallTask.objects.get().outcome == "to-do"


def test_a_message_from_the_host_is_read_out(staff, occasion, rings, administrator):
    import uuid

    from events import host_messages

    rings()
    host_messages.send(
        occasion,
        nonce=uuid.uuid4(),
        audience="with-a-place",
        subject="Bring a cup",
        text="We have tea, but too few cups.",
        actor=administrator,
    )
    assert kinds() == ["signup.host_message"]
    html = staff.get(reverse("events_calls")).content.decode()
    assert "We have tea, but too few cups." in html


def test_a_new_time_is_a_call_once_staff_have_decided(page, occasion, rings, administrator):
    from datetime import time

    from events import telling

    rings()
    row = page.dates.get()
    row.start_time = time(11, 0)
    page.dates = [row]
    page.save_revision().publish()
    assert kinds() == []
    telling.tell(occasion, administrator)
    assert kinds() == ["signup.date_changed"]
