"""Guessing: five wrong tries, then a quarter of an hour. Counted in the database, whatever the cache does."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from corner.accounts import limits
from corner.models import Attempt, AuditEntry, OutgoingEmail
from tests.accounts.conftest import PASSWORD, code, type_code, type_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(make_user):
    return make_user("ann", groups=["Editors"])


def is_in(client):
    return "_auth_user_id" in client.session


def later(minutes):
    """As if the tries had been so long ago."""
    for attempt in Attempt.objects.all():
        Attempt.objects.filter(pk=attempt.pk).update(at=attempt.at - timedelta(minutes=minutes))


def test_after_five_wrong_passwords_the_right_one_has_to_wait(client, ann):
    for _try in range(5):
        assert "is not right" in type_password(client, "ann", "wrong").content.decode()
    assert "Wait 15 minutes, then try again." in type_password(client, "ann").content.decode()
    assert not is_in(client)
    later(minutes=16)
    type_password(client, "ann")
    assert is_in(client)


def test_waiting_is_not_made_longer_by_trying(client, ann):
    for _try in range(8):
        type_password(client, "ann", "wrong")
    later(minutes=10)
    assert "Wait 5 minutes" in type_password(client, "ann").content.decode()
    later(minutes=5)
    type_password(client, "ann")
    assert is_in(client)


def test_right_ones_do_not_count(client, ann):
    for _time in range(7):
        type_password(client, "ann")
        assert is_in(client)
        client.post(reverse("account_logout"))


def test_another_person_is_not_kept_out(client, ann, make_user):
    make_user("bea", groups=["Editors"])
    for _try in range(6):
        type_password(client, "ann", "wrong")
    type_password(client, "bea")
    assert is_in(client)


def test_codes_can_be_guessed_no_more_often(client, ann, has_app):
    has_app(ann)
    type_password(client, "ann")
    for _try in range(5):
        assert "not right" in type_code(client, "000000").content.decode()
    assert "Wait 15 minutes" in type_code(client, code()).content.decode()
    assert not is_in(client)
    later(minutes=16)
    type_code(client, code())
    assert is_in(client)


def test_a_new_start_does_not_give_new_guesses(client, ann, has_app):
    """The tries belong to the person, not to the browser."""
    has_app(ann)
    for _try in range(5):
        type_password(client, "ann")
        type_code(client, "000000")
        client.cookies.clear()
    type_password(client, "ann")
    assert "Wait" in type_code(client, code()).content.decode()


def test_whoever_is_signed_in_cannot_guess_the_password_for_ever(client, ann):
    client.force_login(ann)
    new = {"password1": "three odd words", "password2": "three odd words"}
    for _try in range(5):
        client.post(reverse("account_change_password"), {"oldpassword": "wrong", **new})
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    ann.refresh_from_db()
    assert ann.check_password(PASSWORD)


def test_one_connection_sends_sixty_forms_in_ten_minutes(client):
    for _form in range(60):
        limits.begin(limits.FORMS, "127.0.0.1")
    answer = type_password(client, "ann")
    assert answer.status_code == 429
    assert "Wait 10 minutes" in answer.content.decode()
    assert client.get(reverse("account_login")).status_code == 200


def test_nobody_is_flooded_with_mail(client, ann):
    for _time in range(8):
        assert client.post(reverse("account_reset_password"), {"email": "ann@example.org"}).status_code == 302
    assert OutgoingEmail.objects.filter(kind="accounts.forgotten").count() == 5


def test_a_new_password_by_mail_ends_the_waiting(ann, rf):
    from allauth.account.signals import password_reset

    for name in ("ann", "ann@example.org"):
        for _try in range(5):
            limits.begin(limits.PASSWORD, name)
    password_reset.send(sender=type(ann), request=rf.get("/"), user=ann)
    limits.begin(limits.PASSWORD, "ann")
    limits.begin(limits.PASSWORD, "ANN@example.org")


def test_a_cache_that_fails_keeps_nobody_out_and_lets_nobody_guess(client, ann, monkeypatch):
    for name in ("add", "set", "get", "incr"):
        monkeypatch.setattr(cache, name, lambda *args, **kwargs: None, raising=False)
    type_password(client, "ann")
    assert is_in(client)
    client.post(reverse("account_logout"))
    for _try in range(5):
        type_password(client, "ann", "wrong")
    assert "Wait" in type_password(client, "ann").content.decode()
    assert not is_in(client)


def test_guesses_sent_at_once_are_counted_before_they_are_made(ann):
    """Two that begin before either ends are two: each is written down first."""
    tries = [limits.begin(limits.CODE, ann.pk) for _each in range(5)]
    with pytest.raises(limits.Locked):
        limits.begin(limits.CODE, ann.pk)
    tries[0].delete()
    limits.begin(limits.CODE, ann.pk)


def test_what_is_written_down_names_nobody(client, ann):
    type_password(client, "ann", "wrong")
    type_password(client, "my secret in the wrong box", "x")
    assert "ann" not in str(list(Attempt.objects.values()))
    assert "secret" not in str(list(AuditEntry.objects.values())) + str(list(Attempt.objects.values()))
    assert Attempt.objects.filter(at__lte=timezone.now()).exists()
