"""Mail gets out whatever the mail server does: tried against a real one on loopback."""

import threading
from datetime import timedelta

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection
from django.utils import timezone

from corner import jobs
from corner.mail import sending
from corner.mail.line import MOST_MAILS, Line
from corner.mail.sending import send_due
from corner.models import OutgoingEmail

State = OutgoingEmail.State


@pytest.fixture
def server(start_server):
    return start_server()


def minutes_until_next_try(mail):
    mail.refresh_from_db()
    return round((mail.next_try - timezone.now()).total_seconds() / 60)


@pytest.mark.django_db
def test_a_mail_arrives_as_it_was_written(server, queue):
    mail = queue(to="amina@example.org", name="Zażółć", language="pl", reply_to="host@example.org")
    assert send_due() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.lease, mail.last_error) == (State.SENT, None, "")
    assert mail.sent_at
    [message] = server.taken
    assert message["To"] == "amina@example.org"
    assert message["From"] == "hello@corner.example.org"
    assert message["Reply-To"] == "host@example.org"
    assert message["Message-ID"] == mail.message_id
    assert message["Content-Language"] == "pl"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Subject"].endswith("Zażółć")
    assert "Hello Zażółć" in message.get_body(("plain",)).get_content()
    assert "<h1>Hello Zażółć</h1>" in message.get_body(("html",)).get_content()


@pytest.mark.django_db
def test_a_sent_mail_is_not_sent_again(server, queue):
    queue()
    assert [send_due(), send_due()] == [1, 0]
    assert len(server.taken) == 1


@pytest.mark.django_db
def test_a_calendar_file_is_made_when_the_mail_leaves_and_arrives_unchanged(server, queue, mail_kind):
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Zażółć زيارة\r\nEND:VCALENDAR\r\n"
    now = {"at sending": calendar}
    mail_kind(attachments=lambda email: [("invite.ics", now["at sending"].encode(), "text/calendar; method=REQUEST")])
    queue()
    now["at sending"] = calendar.replace("Zażółć", "moved")
    send_due()
    [part] = server.taken[0].iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert dict(part["Content-Type"].params) == {"method": "REQUEST", "charset": "utf-8"}
    assert part.get_filename() == "invite.ics"
    assert part.get_payload(decode=True).decode() == now["at sending"]


@pytest.mark.django_db
def test_what_is_no_longer_wanted_is_dropped_at_the_last_moment(server, queue, mail_kind):
    coming = {12}
    mail_kind(still_wanted=lambda email: email.about["signup"] in coming)
    stays, cancels = queue(to="a@example.org", about={"signup": 12}), queue(to="b@example.org", about={"signup": 13})
    assert send_due() == 1
    stays.refresh_from_db()
    cancels.refresh_from_db()
    assert (stays.state, cancels.state) == (State.SENT, State.DROPPED)
    assert server.recipients == ["a@example.org"]


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", ["later", "drop", "drop-late", "hang"])
def test_passing_trouble_is_tried_again_and_stops_nobody_else(server, queue, settings, trouble):
    if trouble == "hang":
        settings.EMAIL_TIMEOUT = 3
    troubled, fine = queue(to=f"{trouble}@example.org"), queue(to="fine@example.org")
    assert send_due() == 1
    assert "fine@example.org" in server.recipients
    fine.refresh_from_db()
    assert fine.state == State.SENT
    assert minutes_until_next_try(troubled) == 1
    assert (troubled.state, troubled.attempts, troubled.lease) == (State.QUEUED, 1, None)
    assert send_due() == 0, "not before its time"


@pytest.mark.django_db
def test_what_the_server_will_never_take_fails_at_once_and_stops_nobody_else(server, queue):
    refused, _fine = queue(to="never@example.org"), queue(to="fine@example.org")
    assert send_due() == 1
    refused.refresh_from_db()
    assert (refused.state, refused.last_error) == (State.FAILED, "550 5.1.1")
    assert server.recipients == ["fine@example.org"]


@pytest.mark.django_db
@pytest.mark.parametrize(("to", "kept"), [("later@example.org", "451 4.2.0"), ("never@example.org", "550 5.1.1")])
def test_the_servers_words_are_not_kept_because_they_quote_the_address(server, queue, caplog, to, kept):
    mail = queue(to=to)
    send_due()
    mail.refresh_from_db()
    assert mail.last_error == kept
    assert "@" not in caplog.text


@pytest.mark.django_db
def test_tries_come_further_and_further_apart_and_end_after_a_day(server, queue):
    mail = queue(to="later@example.org")
    waits = []
    while mail.state == State.QUEUED:
        OutgoingEmail.objects.update(next_try=timezone.now())
        send_due()
        waits.append(minutes_until_next_try(mail))
    assert waits[:5] == [1, 5, 15, 60, 60]
    assert mail.state == State.FAILED
    assert sum(waits[:-1]) == 24 * 60 + 21


@pytest.mark.django_db
@pytest.mark.parametrize("poison", ["attachments", "still_wanted"])
def test_a_mail_that_breaks_our_own_code_stops_nobody_else(server, queue, mail_kind, poison):
    def breaks_on_one(email):
        if email.to == "poison@example.org":
            raise ZeroDivisionError(f"cannot write to {email.to}")
        return True if poison == "still_wanted" else []

    mail_kind(**{poison: breaks_on_one})
    bad, _fine = queue(to="poison@example.org"), queue(to="fine@example.org")
    assert send_due() == 1
    bad.refresh_from_db()
    assert bad.state == State.QUEUED
    assert bad.last_error.startswith("ZeroDivisionError in test_sending")
    assert "@" not in bad.last_error


@pytest.mark.django_db
def test_a_header_that_slipped_past_every_check_fails_alone(server, queue):
    bad, _fine = queue(to="a@example.org"), queue(to="fine@example.org")
    OutgoingEmail.objects.filter(pk=bad.pk).update(subject="Hello\nBcc: everybody@example.org")
    assert send_due() == 1
    bad.refresh_from_db()
    assert bad.state == State.FAILED
    assert server.recipients == ["fine@example.org"]


@pytest.mark.django_db
def test_a_mail_of_a_room_that_is_gone_stops_nobody_else(server, queue):
    gone, _fine = queue(to="a@example.org"), queue(to="fine@example.org")
    OutgoingEmail.objects.filter(pk=gone.pk).update(kind="gone.room")
    assert send_due() == 1
    gone.refresh_from_db()
    assert gone.state == State.QUEUED


# --- no server --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_server_that_is_away_costs_no_mail_a_try_and_gets_everything_when_it_is_back(away, queue, start_server):
    mails = [queue(to=f"{number}@example.org") for number in range(5)]
    for _ in range(40):  # more often than a mail may fail
        assert send_due() == 0
    for mail in mails:
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (State.QUEUED, 0)
    assert mails[0].last_error == "ConnectionRefusedError"

    server = start_server()
    assert send_due() == 5
    assert len(server.recipients) == 5


@pytest.mark.django_db
def test_one_look_a_run_is_enough_to_see_that_the_server_is_away(away, queue, monkeypatch):
    looks = []
    original = EmailBackend.open
    monkeypatch.setattr(EmailBackend, "open", lambda backend: looks.append(1) or original(backend))
    for number in range(5):
        queue(to=f"{number}@example.org")
    send_due()
    assert len(looks) == 1


@pytest.mark.django_db
def test_a_wrong_password_is_nobodys_mails_fault(server, queue, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "corner", "wrong"
    mail = queue()
    assert send_due() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.QUEUED, 0)


# --- one line for many mails ------------------------------------------------------------------------------------


@pytest.fixture
def lines(monkeypatch):
    """How often a connection was opened."""
    opened = []
    original = EmailBackend.open

    def counted(backend):
        is_new = original(backend)
        opened.extend([1] * bool(is_new))
        return is_new

    monkeypatch.setattr(EmailBackend, "open", counted)
    return opened


@pytest.mark.django_db
def test_many_mails_leave_on_one_line(server, queue, lines):
    for number in range(6):
        queue(to=f"{number}@example.org")
    assert send_due() == 6
    assert sorted(server.recipients) == [f"{number}@example.org" for number in range(6)]
    assert len(lines) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", ["later", "never", "drop", "drop-late"])
def test_after_any_trouble_the_next_mail_has_a_line_of_its_own(server, queue, lines, trouble):
    for to in ("a@example.org", f"{trouble}@example.org", "b@example.org", "c@example.org"):
        queue(to=to)
    assert send_due() == 3
    assert [to for to in server.recipients if not to.startswith("drop-late")] == [f"{n}@example.org" for n in "abc"]
    assert len(lines) == 2


@pytest.mark.django_db
def test_a_line_that_the_server_cut_between_two_mails_costs_no_mail_a_try(server, queue, lines):
    """Servers hang up on who is silent for long, or restart: the next mail is not to blame."""
    server.cuts_after_each = True
    mails = [queue(to=f"{number}@example.org") for number in range(3)]
    assert send_due() == 3
    for mail in mails:
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (State.SENT, 1)
    assert len(lines) == 3


@pytest.mark.django_db
def test_no_line_is_used_for_more_mails_than_servers_allow(server, queue, lines):
    for number in range(MOST_MAILS + 1):
        queue(to=f"{number}@example.org")
    assert send_due() == MOST_MAILS + 1
    assert len(lines) == 2


# --- leases -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_a_dead_sender_held_goes_out_under_the_same_message_id(server, queue):
    mail = queue()
    assert sending._claim(mail.pk)  # and then the machine loses its power
    assert send_due() == 0, "the lease still runs"
    OutgoingEmail.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert send_due() == 1
    assert [message["Message-ID"] for message in server.taken] == [mail.message_id]


@pytest.mark.django_db
def test_a_mail_that_kills_every_sender_is_given_up(server, queue):
    mail = queue()
    OutgoingEmail.objects.update(
        state=State.SENDING, attempts=len(sending.BACK_OFF) + 1, lease_until=timezone.now() - timedelta(minutes=1)
    )
    assert send_due() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (State.FAILED, "given up")


@pytest.mark.django_db
def test_a_sender_whose_lease_ran_out_does_not_write_over_the_next_one(server, queue):
    slow = sending._claim(queue().pk)
    OutgoingEmail.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert send_due() == 1
    sending._try_later(slow, "timed out")
    assert OutgoingEmail.objects.get().state == State.SENT


@pytest.mark.django_db
def test_a_worker_that_is_asked_to_stop_finishes_the_mail_in_hand_only(server, queue, mail_kind, monkeypatch):
    stopping = threading.Event()
    monkeypatch.setattr(jobs, "stopping", stopping)
    mail_kind(still_wanted=lambda email: stopping.set() or True)
    queue(to="a@example.org")
    queue(to="b@example.org")
    assert send_due() == 1
    assert OutgoingEmail.objects.filter(state=State.QUEUED, attempts=0).count() == 1


def send_with_two_at_once():
    """Two senders, both of which have seen the same list before either claims anything; how many they sent."""
    both_have_looked = threading.Barrier(2, timeout=120)
    sent, failures = [], []

    def sender():
        try:
            pks = list(OutgoingEmail.objects.due().order_by("pk").values_list("pk", flat=True))
            both_have_looked.wait()
            with Line() as line:
                sent.extend(sending._handle(claimed, line) for pk in pks if (claimed := sending._claim(pk)))
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=sender) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    return sum(sent)


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once(server, queue):
    for number in range(20):
        queue(to=f"{number}@example.org")
    assert send_with_two_at_once() == 20
    assert sorted(server.recipients) == sorted(f"{number}@example.org" for number in range(20))


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_they_would_send_twice(server, queue, monkeypatch):
    """The negative control: the race is there, and it is the claim that stops it."""
    for number in range(20):
        queue(to=f"{number}@example.org")
    monkeypatch.setattr(sending, "_claim", lambda pk: OutgoingEmail.objects.get(pk=pk))
    send_with_two_at_once()
    assert len(server.recipients) > 20
