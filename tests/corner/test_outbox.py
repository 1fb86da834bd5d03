"""A mail is written down with what causes it, once a cause, in the person's language."""

import uuid

import pytest
from django.db import transaction
from django.template import TemplateDoesNotExist

from corner.mail import kinds, outbox
from corner.models import OutgoingEmail

pytestmark = pytest.mark.django_db


def test_one_cause_makes_one_mail(queue):
    first = queue(key="signup.confirmed:12")
    again = queue(key="signup.confirmed:12", name="Somebody else")
    assert again == first
    assert OutgoingEmail.objects.get().text.startswith("Hello Amina")


def test_a_cause_that_somebody_else_wrote_in_the_meantime_leaves_the_transaction_whole(queue, monkeypatch):
    """Both looked, neither found it, one was first: the other's sign-up must still be saved."""
    first = queue(key="signup.confirmed:12")
    unseen = OutgoingEmail.objects.none()
    with transaction.atomic():
        with monkeypatch.context() as patch:
            patch.setattr(OutgoingEmail.objects, "filter", lambda **kwargs: unseen)
            assert queue(key="signup.confirmed:12") == first
        queue(key="signup.confirmed:13")  # a broken transaction would refuse this on PostgreSQL
    assert OutgoingEmail.objects.count() == 2


def test_what_is_undone_sends_no_mail(queue):
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not OutgoingEmail.objects.exists()


@pytest.mark.parametrize(("language", "direction"), [("pl", "ltr"), ("ar", "rtl"), ("en-gb", "ltr")])
def test_a_mail_says_which_language_it_is_in_and_which_way_it_runs(queue, language, direction):
    assert f'<html lang="{language}" dir="{direction}">' in queue(language=language).html


def test_words_from_the_catalogues_are_in_the_persons_language(queue, mail_kind, tmp_path):
    (tmp_path / "mail/story/hello/subject.txt").write_text("{% load i18n %}{% translate 'January' %}")
    assert queue(language="pl").subject == "Styczeń"


def test_an_unknown_language_becomes_english(queue):
    assert queue(language="tlh").language == "en-gb"


def test_a_subject_is_one_line_of_a_bearable_length(queue):
    subject = queue(name="Amina\r\nBcc: everybody@example.org" + "!" * 300).subject
    assert subject.isprintable()
    assert subject.startswith("Phone: Amina Bcc:")
    assert len(subject) == 200


def test_names_are_escaped_in_html_and_nowhere_else(queue):
    email = queue(name="O'Neill <b>")
    assert email.text.startswith("Hello O'Neill <b>,")
    assert "<h1>Hello O&#x27;Neill &lt;b&gt;</h1>" in email.html


def test_what_template_tags_leave_empty_does_not_tear_the_text_apart(queue):
    assert queue().text == "Hello Amina,\n\nsee http://testserver.\n"


@pytest.mark.parametrize(
    ("sender", "domain"),
    [
        ("hello@corner.example.org", "corner.example.org"),
        ("The Corner <hello@mail.example.org>", "mail.example.org"),
        ("root@localhost", "testserver"),
    ],
)
def test_the_message_id_is_of_our_own_domain(queue, settings, sender, domain):
    settings.DEFAULT_FROM_EMAIL = sender
    assert queue().message_id.endswith(f"@{domain}>")


def test_whose_data_it_is_is_kept(queue):
    key = uuid.uuid4()
    assert OutgoingEmail.objects.get(pk=queue(organisation_key=key, about={"signup": 3}).pk).organisation_key == key


def test_a_misspelt_kind_is_found_at_once():
    with pytest.raises(kinds.UnknownKind):
        outbox.queue("signup.confrimed", to="a@example.org", language="pl", dedupe_key="x")


def test_a_kind_without_words_is_found_at_once(queue, tmp_path):
    (tmp_path / "mail/story/hello/body.txt").unlink()
    with pytest.raises(TemplateDoesNotExist):
        queue()


def test_a_key_that_the_table_cannot_hold_is_refused_on_every_database(queue):
    with pytest.raises(ValueError, match="at most 200"):
        queue(key="x" * 201)


def test_two_rooms_cannot_register_the_same_kind(mail_kind):
    with pytest.raises(ValueError, match="already"):
        kinds.register(kinds.Kind("story.hello"))
