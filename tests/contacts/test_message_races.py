"""One form, pressed again and again at the same moment: one message, one mail, and nobody sees an error."""

import pytest
from django.db import IntegrityError

from contacts.models import Message
from corner.models import AuditEntry, OutgoingEmail
from tests.events import racing

pytestmark = pytest.mark.django_db(transaction=True)

#: Fewer than the limits let through: presses at one moment are all counted.
PRESSES = 8


def test_one_form_sent_many_times_at_once_is_one_message(make_person, write_at):
    anna = make_person("Anna")
    writer = write_at(f"{anna.url}write/")
    found = racing.race(racing.send_letter, [(writer.url, writer.answers)] * PRESSES)
    assert found == {303: PRESSES}
    assert Message.objects.count() == 1
    assert OutgoingEmail.objects.count() == 1
    assert AuditEntry.objects.filter(action="message.received").count() == 1


def test_many_staff_mark_it_at_once_and_one_is_noted(make_message, make_user):
    message = make_message()
    users = [make_user() for _number in range(PRESSES)]
    found = racing.race(racing.mark_answered, [(message.pk, user.pk) for user in users])
    assert found == {True: 1, False: PRESSES - 1}
    assert AuditEntry.objects.filter(action="message.answered").count() == 1


def test_without_asking_first_the_database_itself_refuses_a_second(make_message):
    """The backstop: the nonce is unique, whatever a view forgets."""
    message = make_message()
    message.pk = None
    with pytest.raises(IntegrityError):
        message.save(force_insert=True)
