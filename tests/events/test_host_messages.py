"""The host writes to people on the list, looks at it, and it goes out once."""

import re

import pytest
from django.core import mail as post
from django.urls import reverse

from corner.mail.sending import send_due
from corner.models import AuditEntry, OutgoingEmail, SiteSettings
from events.models import HostMessage, SignUp
from events.signing_up import cancel
from tests.fixtures.visitors import hidden

pytestmark = pytest.mark.django_db

WORDS = {"audience": "with-a-place", "subject": "What to bring", "text": "Bring a cup.\n\nSee https://example.org/cups"}


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def occasion(make_event, date_of, own):
    return date_of(make_event("Tea in the park", capacity=2, responsible_organisation=own))


@pytest.fixture
def amina(occasion, signed_up):
    return signed_up(occasion, name="Amina", email="amina@example.org")


@pytest.fixture
def ben(occasion, signed_up):
    return signed_up(occasion, name="Ben", email="ben@example.org")


@pytest.fixture
def carol(occasion, amina, ben, signed_up):
    """Waits, because Amina and Ben came first."""
    carol = signed_up(occasion, name="Carol", email="carol@example.org")
    assert carol.state == "waiting"
    return carol


@pytest.fixture
def host(client, occasion, staff_of, own):
    """Somebody of the team in front of the form: `host("preview", **answers)`."""
    user = staff_of(own)
    client.force_login(user)
    url = reverse("events_message", args=[occasion.pk])
    answers = {**hidden(client.get(url).content.decode()), **WORDS}

    def press(go, **changes):
        answers.update(changes)
        return client.post(url, {**answers, "go": go})

    press.user, press.url = user, url
    return press


def written_to():
    return sorted(mail.to for mail in OutgoingEmail.objects.filter(kind="signup.host_message"))


def test_the_host_looks_at_it_first_and_nothing_leaves(host, carol):
    html = host("preview").content.decode()
    assert "It goes to 2 parties." in html
    assert "What to bring: Tea in the park" in html
    assert "&lt;p&gt;Bring a cup.&lt;/p&gt;" in html  # the mail itself, in a frame
    assert "amina@example.org" not in html
    assert not HostMessage.objects.exists()
    assert written_to() == []


def test_what_was_looked_at_is_what_is_sent(client, host, carol):
    html = host("preview").content.decode()
    client.post(host.url, {**hidden(html), "text": WORDS["text"], "go": "send"})
    message = HostMessage.objects.get()
    assert (message.subject, message.text, message.parties) == (WORDS["subject"], WORDS["text"], 2)
    assert message.written_by == host.user
    assert written_to() == ["amina@example.org", "ben@example.org"]
    entry = AuditEntry.objects.get(action="occasion.message_sent")
    assert (entry.actor, entry.details) == (host.user, {"message": message.pk, "count": 2})


def test_it_can_be_changed_before_it_goes(host, amina):
    host("preview")
    html = host("change").content.decode()
    assert "Bring a cup." in html
    assert 'name="go" value="preview"' in html
    assert not HostMessage.objects.exists()


def test_sent_twice_it_is_one_message(host, amina, ben):
    first, second = host("send"), host("send")
    assert first["Location"] == second["Location"]
    assert HostMessage.objects.count() == 1
    assert written_to() == ["amina@example.org", "ben@example.org"]


def test_sent_twice_it_is_one_message_even_when_everybody_left_in_between(host, amina):
    chosen = {"audience": "chosen", "chosen": [amina.pk]}
    host("send", **chosen)
    cancel(amina)
    assert host("send", **chosen).status_code == 302
    assert HostMessage.objects.count() == 1


def test_the_service_itself_sends_one_form_once(occasion, amina, administrator):
    from uuid import uuid4

    from events.host_messages import send

    asked = {"nonce": uuid4(), "actor": administrator, **WORDS}
    assert send(occasion, **asked) == send(occasion, **asked)
    assert written_to() == ["amina@example.org"]


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("with-a-place", ["amina@example.org", "ben@example.org"]),
        ("on-the-list", ["amina@example.org", "ben@example.org", "carol@example.org"]),
        ("waiting", ["carol@example.org"]),
    ],
)
def test_who_gets_it(host, carol, audience, expected):
    host("send", audience=audience)
    assert written_to() == expected


def test_people_can_be_chosen(host, carol, amina):
    host("send", audience="chosen", chosen=[amina.pk, carol.pk])
    assert written_to() == ["amina@example.org", "carol@example.org"]


def test_ticks_count_only_where_people_are_chosen(host, carol, amina):
    host("send", audience="waiting", chosen=[amina.pk])
    assert written_to() == ["carol@example.org"]


def test_people_of_another_date_cannot_be_chosen(client, host, occasion, amina, make_event, date_of, signed_up):
    theirs = signed_up(date_of(make_event()))
    assert "Select a valid choice" in host("send", audience="chosen", chosen=[theirs.pk]).content.decode()
    assert written_to() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"audience": "chosen"}, "Choose at least one person."),
        ({"audience": "waiting"}, "Nobody is in this group."),
        ({"subject": " "}, "This field is required."),
        ({"text": "x" * 4001}, "This is too long."),
    ],
)
def test_what_cannot_be_sent_is_said_and_nothing_typed_is_lost(host, amina, changes, words):
    html = host("send", **changes).content.decode()
    assert words in html
    assert "What to bring" in html or "Bring a cup." in html
    assert written_to() == []


def test_a_name_or_a_word_of_the_host_is_no_markup(host, amina):
    host("send", subject="<b>Hi</b>", text="<script>alert(1)</script>")
    mail = OutgoingEmail.objects.get(kind="signup.host_message")
    assert "<script>" not in mail.html
    assert "<b>" not in mail.html
    assert "<script>alert(1)</script>" in mail.text


def test_the_frame_is_in_the_persons_language_and_the_words_as_written(host, occasion, signed_up, polish_home):
    signed_up(occasion, language="pl", email="basia@example.org")
    host("send")
    mail = OutgoingEmail.objects.get(kind="signup.host_message")
    assert '<html lang="pl"' in mail.html
    assert '<div lang="en-GB" dir="ltr"><p>Bring a cup.</p>' in mail.html
    assert re.search(
        r'<p>See <a href="https://example.org/cups"[^>]*>https://example.org/cups</a></p></div>', mail.html
    )
    assert "Bring a cup.\n\nSee https://example.org/cups" in mail.text
    assert mail.reply_to == SiteSettings.load().email


def test_whoever_left_the_list_in_the_meantime_does_not_get_it(host, amina, ben):
    host("send")
    cancel(amina)
    send_due()
    assert [message.to for message in post.outbox if message.subject.startswith("What to bring")] == [
        ["ben@example.org"]
    ]


def test_nor_does_it_leave_without_its_words(host, amina):
    host("send")
    HostMessage.objects.update(subject="", text="")
    send_due()
    assert OutgoingEmail.objects.get(kind="signup.host_message").state == "dropped"


def test_whoever_has_no_e_mail_gets_none(host, occasion, amina, ben):
    SignUp.objects.filter(pk=amina.pk).update(email="", email_key="", phone="023 8000 0000")
    assert "1 party has no e-mail address" in host("preview").content.decode()
    host("send")
    assert written_to() == ["ben@example.org"]


def test_the_list_says_what_was_sent(client, host, amina):
    host("send")
    html = client.get(reverse("events_occasion", args=[amina.occasion_id])).content.decode()
    assert "Messages to people" in html
    assert "What to bring" in html
    assert "Your message goes to 1 party." in html


def test_a_stranger_writes_to_nobody(client, occasion, amina, staff_of, make_organisation):
    client.force_login(staff_of(make_organisation("Other group")))
    url = reverse("events_message", args=[occasion.pk])
    assert client.get(url).status_code == 404
    assert client.post(url, {**WORDS, "go": "send"}).status_code == 404
    assert not HostMessage.objects.exists()
