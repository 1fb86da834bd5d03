"""With a key, what people need stands in the table as nobody can read it; the site goes on as if nothing were."""

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, models

from corner.encrypted import EncryptedTextField, KeyMissing
from corner.settings.environment import Environment
from events import needs
from events.models import AccessNeed
from events.requests import AccessAnswer, AccessConsent

pytestmark = pytest.mark.django_db

OLD, NEW = "an old key of thirty-two letters", "a new key, and of as many letters"
NEEDS = (AccessAnswer("bsl", "British Sign Language", "yes"), AccessAnswer("more", "Anything else?", "A quiet zamarka"))


@pytest.fixture
def amina(make_event, date_of, signed_up):
    occasion = date_of(make_event("Tea"))
    return lambda: signed_up(occasion, access_answers=NEEDS, access_consent=AccessConsent("2026-11", "en-gb"))


def in_the_table():
    """The rows as a thief has them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT question, asked, answer, reply_words FROM events_accessneed ORDER BY id")
        return cursor.fetchall()


def is_readable():
    return any(word in str(in_the_table()) for word in ("bsl", "British", "yes", "zamarka", "ramp"))


def test_the_table_holds_no_need_in_clear(settings, amina, administrator):
    settings.FIELD_KEYS = [NEW]
    signup = amina()
    needs.answer(signup.access_needs.get(question="more"), "arranged", "There is a ramp", administrator)
    assert not is_readable()
    assert [(need.question, need.answer) for need in signup.access_needs.all()] == [
        ("bsl", "yes"),
        ("more", "A quiet zamarka"),
    ]
    assert signup.access_needs.get(question="more").reply_words == "There is a ramp"


def test_without_a_key_it_does(settings, amina):
    """The negative control."""
    settings.FIELD_KEYS = []
    amina()
    assert is_readable()


def test_the_length_of_the_ciphertext_does_not_tell_which_need_it_is(settings, amina):
    settings.FIELD_KEYS = [NEW]
    amina()
    assert len({len(question) for question, *_rest in in_the_table()}) == 1


def test_the_same_answer_twice_does_not_look_alike(settings, amina):
    settings.FIELD_KEYS = [NEW]
    amina(), amina()
    answers = [answer for _question, _asked, answer, _reply in in_the_table()]
    assert len(set(answers)) == len(answers)


def test_rows_are_found_by_their_question_whatever_key_wrote_them(settings, amina):
    for keys in ([], [OLD], [NEW, OLD]):
        settings.FIELD_KEYS = keys
        amina()
    assert AccessNeed.objects.filter(question="bsl").count() == 3
    assert AccessNeed.objects.filter(question__in=["bsl", "more"]).count() == 6
    signup = AccessNeed.objects.order_by("pk").first().signup
    _need, is_new = AccessNeed.objects.update_or_create(signup=signup, question="bsl", defaults={"answer": "no"})
    assert not is_new


def test_a_question_stands_once_a_sign_up(settings, amina):
    from django.db import IntegrityError

    settings.FIELD_KEYS = [NEW]
    need = amina().access_needs.get(question="bsl")
    with pytest.raises(IntegrityError):
        AccessNeed.objects.create(signup=need.signup, question="bsl", erase_after=need.erase_after)


def test_a_new_key_and_then_none(settings, amina):
    settings.FIELD_KEYS = [OLD]
    signup = amina()
    settings.FIELD_KEYS = [NEW, OLD]
    call_command("encrypt_access_needs", verbosity=0)
    settings.FIELD_KEYS = [NEW]
    assert signup.access_needs.get(question="bsl").answer == "yes"
    settings.FIELD_KEYS = []
    with pytest.raises(KeyMissing):
        list(AccessNeed.objects.all())


def test_the_first_key_and_taking_it_away_again(settings, amina, monkeypatch):
    settings.FIELD_KEYS = []
    amina()
    settings.FIELD_KEYS = [NEW]
    call_command("encrypt_access_needs")
    assert not is_readable()


def test_a_wrong_key_overwrites_nothing_and_says_what_to_look_at(settings, amina):
    settings.FIELD_KEYS = [OLD]
    amina()
    before = in_the_table()
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(KeyMissing, match="ACCESS_NEEDS_KEY") as refused:
        call_command("encrypt_access_needs")
    assert "zamarka" not in str(refused.value)
    assert in_the_table() == before


def test_looking_for_words_is_refused_rather_than_finding_nothing():
    for question in ({"answer": "yes"}, {"answer__contains": "y"}, {"question__contains": "b"}):
        with pytest.raises(FieldError):
            AccessNeed.objects.filter(**question)


def test_a_short_key_is_refused_without_quoting_it(monkeypatch):
    monkeypatch.setenv("ACCESS_NEEDS_KEY", "sesame")
    with pytest.raises(ImproperlyConfigured, match="ACCESS_NEEDS_KEY is too short") as refused:
        Environment().keys("ACCESS_NEEDS_KEY")
    assert "sesame" not in str(refused.value)


def test_migrations_know_which_can_be_found():
    _name, path, _args, kwargs = EncryptedTextField(findable=True).deconstruct()
    assert (path, kwargs) == ("corner.encrypted.EncryptedTextField", {"findable": True})
    assert isinstance(EncryptedTextField(), models.TextField)
