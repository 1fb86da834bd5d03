"""The mail of a contact form: through a real mail server, and whatever somebody types stays where it belongs."""

import uuid
from email import message_from_bytes, policy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.forms import MessageForm
from contacts.models import Message, PrivateAddress
from contacts.writing import Letter, send
from corner.mail.message import build
from corner.mail.sending import send_due
from corner.models import OutgoingEmail
from tests.fixtures.visitors import hidden

pytestmark = pytest.mark.django_db


def test_it_arrives_and_the_answer_goes_to_the_writer(start_server, make_person, write_at):
    anna = make_person("Anna Żółć")
    PrivateAddress.objects.create(subject_key=anna.translation_key, email="anna@example.org")
    server = start_server()
    write_at(f"{anna.url}write/").send(name="أمينة", text="هل نزرع شجرة؟\nنعم")
    assert send_due() == 1
    [message] = server.taken
    assert (message["To"], message["Reply-To"]) == ("anna@example.org", "amina@example.org")
    assert message["From"] == "hello@corner.example.org"
    assert message["Subject"] == "A message for Anna Żółć"
    assert "هل نزرع شجرة؟\r\nنعم" in message.get_body(("plain",)).get_content()
    assert "أمينة" in message.get_body(("html",)).get_content()
    assert send_due() == 0


def test_a_mail_server_that_is_away_loses_nothing(away, start_server, make_message):
    make_message()
    send_due()
    assert OutgoingEmail.objects.get().state == "queued"
    server = start_server()
    OutgoingEmail.objects.update(next_try=OutgoingEmail.objects.get().created_at)
    send_due()
    assert len(server.taken) == 1


LINE_ENDS = ["\r", "\n", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\0", "%0a", "=0A", "\\n"]
HEADERS = ["Bcc: victim@example.org", "To: victim@example.org", "Subject: x", "Content-Type: text/html", "\n\nbody"]
nasty = st.lists(
    st.one_of(st.sampled_from(LINE_ENDS), st.sampled_from(HEADERS), st.text(max_size=8)), min_size=1, max_size=6
).map("".join)
addresses = st.one_of(
    nasty,
    st.builds("amina@example.org{}{}".format, st.sampled_from(LINE_ENDS), st.sampled_from(HEADERS)),
    st.builds("amina{}@example.org".format, st.sampled_from([*LINE_ENDS, ", victim", ";", " ", "<", '"'])),
    st.builds("{}amina@example.org".format, nasty),
    st.just("amina@example.org"),
    st.just("ben@example.org"),
    st.just("chloe@example.org"),  # enough that pass, so that names and words are tried, too
)


def test_nothing_typed_becomes_a_header(settings_of_forms, make_person):
    anna = make_person("Anna\r\nBcc: victim@example.org")
    tried = {"kept": 0, "refused": 0}

    @settings(max_examples=150, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(name=nasty, email=addresses, text=nasty)
    def write(name, email, text):
        form = MessageForm({**fresh(), "name": name, "email": email, "text": text, "phone": ""}, kind=Message.Kind.PAGE)
        if not form.is_valid():
            tried["refused"] += 1
            return
        tried["kept"] += 1
        wrote = {key: form.cleaned_data[key] for key in ("name", "email", "phone", "text")}
        message = send(Letter(kind=Message.Kind.PAGE, nonce=uuid.uuid4(), language="en-gb", page=anna, **wrote))
        looks_as_it_should(OutgoingEmail.objects.get(about__message=message.pk), wrote["email"])

    write()
    assert min(tried.values()) > 15, tried


@pytest.fixture
def settings_of_forms(settings):
    settings.FORM_MINIMUM_SECONDS = 0
    settings.DEFAULT_FROM_EMAIL = "hello@corner.example.org"


def fresh():
    return hidden(str(MessageForm(kind=Message.Kind.PAGE).guard))


def looks_as_it_should(mail, reply_to):
    built = build(mail)
    assert built.recipients() == [mail.to]
    read = message_from_bytes(built.message().as_bytes(), policy=policy.default)
    assert read.get_all("To") == [mail.to]
    assert read.get_all("Reply-To") == [reply_to]
    assert read.get_all("From") == ["hello@corner.example.org"]
    assert len(read.get_all("Subject")) == 1
    assert {"Bcc", "Cc"} & set(read.keys()) == set()
    assert read.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]


def test_markup_stays_words_in_the_html(make_message):
    make_message(name="<b>A</b>", text="<script>alert(1)</script> & <img src=x>")
    html = OutgoingEmail.objects.get().html
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;b&gt;A" in html
