"""The audit says who did what, and never anything about a person."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from corner import audit
from corner.models import AuditEntry, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return Topic(pk=12)


def test_what_was_done_is_written_down_as_ids(topic, admin_user):
    key = uuid.uuid4()
    audit.record("topic.merged", topic, admin_user, into=14, key=key, state="merged", also=[1, 2], note=None, done=True)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.record, entry.actor) == ("topic.merged", "corner.topic:12", admin_user)
    assert entry.details == {
        "into": 14,
        "key": str(key),
        "state": "merged",
        "also": [1, 2],
        "note": None,
        "done": True,
    }


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_a_visitor_is_nobody_in_particular(topic, nobody):
    assert audit.record("topic.seen", topic, nobody).actor is None


@pytest.mark.parametrize("words", ["amina@example.org", "Amina Hassan", "needs a ramp", "x" * 61, {"name": "Amina"}])
def test_words_about_people_are_refused(topic, words):
    with pytest.raises(ValueError, match="never words about people"):
        audit.record("topic.seen", topic, about=words)
