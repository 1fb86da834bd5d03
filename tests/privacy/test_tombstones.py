"""A backup is older than what was erased since: after a restore it is erased again, and nothing else is."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import override_settings
from django.utils import timezone

from contacts.models import Message, PersonPage
from corner import tombstones
from corner.models import ConsentRecord, Picture, Tombstone
from events import leaving, person
from events.models import SignUp
from tests import baseline
from tests.languages.conftest import a_picture  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def restored(settings, tmp_path):
    """Go back to what the database was when `backup` was called; what was exported meanwhile is imported."""
    settings.MEDIA_ROOT = tmp_path

    class Backup:
        def take(self):
            self.copy, self.at = baseline.take_copy(), timezone.now()

        def put_back(self, *, import_stones=True):
            kept = tombstones.exported()
            baseline.put_copy(self.copy)
            if import_stones:
                tombstones.import_(kept)
            return tombstones.replay(self.at)

    return Backup()


@pytest.fixture
def two(make_event, date_of, signed_up):
    date = date_of(make_event("Tea"))
    return signed_up(date, name="Amina", email="Amina@example.org"), signed_up(
        date, name="Ben", email="ben@example.org"
    )


def test_a_person_who_was_erased_stays_erased_and_nobody_else_is(restored, two, make_message, administrator):
    make_message(text="From Amina", email="amina@example.org")
    restored.take()
    person.erase_person("amina@example.org", administrator)
    assert restored.put_back()["person"] == 1
    assert sorted(SignUp.objects.values_list("name", flat=True)) == ["", "Ben"]
    assert not Message.objects.exists()


def test_without_the_stones_they_come_back(restored, two, administrator):
    """The negative control."""
    restored.take()
    person.erase_person("amina@example.org", administrator)
    assert restored.put_back(import_stones=False)["person"] == 0
    assert SignUp.objects.filter(name="Amina").exists()


def test_who_left_by_their_own_link_stays_away(restored, two):
    restored.take()
    leaving.leave(two[0])
    assert restored.put_back()["sign-up"] == 1
    assert sorted(SignUp.objects.values_list("name", flat=True)) == ["", "Ben"]


def test_the_copies_outside_the_database_are_enough(restored, two):
    restored.take()
    leaving.leave(two[0])
    tombstones.mirror()
    assert restored.put_back(import_stones=False)["sign-up"] == 1


def test_a_withdrawn_consent_stays_withdrawn(restored, make_person):
    bea = make_person("Bea")
    restored.take()
    for consent in ConsentRecord.objects.filter(subject_key=bea.translation_key):
        consent.withdrawn_on = timezone.localdate()
        consent.save()
    assert restored.put_back()["consent"] == 1
    assert not PersonPage.objects.get().live


def test_a_deleted_page_picture_and_account_stay_deleted(restored, make_person, make_user, a_picture):  # noqa: F811
    bea, user = make_person("Bea"), make_user("bea")
    Picture.objects.update(shows_people="recognisable")
    restored.take()
    for gone in (bea, user, Picture.objects.get()):
        gone.delete()
    found = restored.put_back()
    assert (found["page of a person"], found["account"], found["picture"]) == (1, 1, 1)
    assert not PersonPage.objects.exists()
    assert not Picture.objects.exists()


def test_what_was_erased_before_the_backup_is_none_of_its_business(restored, two, signed_up):
    """Whoever was forgotten and came again by their own wish is not thrown out."""
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        leaving.leave(two[0])
        person.erase_person("amina@example.org", None)
    signed_up(two[1].occasion, name="Amina", email="amina@example.org")
    restored.take()
    assert not any(restored.put_back().values())
    assert SignUp.objects.filter(name="Amina").exists()


def test_replaying_again_finds_nothing(restored, two):
    restored.take()
    leaving.leave(two[0])
    restored.put_back()
    assert not any(tombstones.replay(restored.at).values())


def test_a_stone_holds_no_name_and_outlives_a_new_secret_key(restored, two, settings):
    restored.take()
    person.erase_person("amina@example.org", None)
    assert "amina" not in str(tombstones.exported()).lower()
    with override_settings(SECRET_KEY="a new one", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert any(restored.put_back().values())
    assert not SignUp.objects.filter(name="Amina").exists()


def test_stones_go_when_no_backup_can_need_them(restored, two):
    leaving.leave(two[0])
    tombstones.mirror()
    assert default_storage.listdir(tombstones.FOLDER)[1]
    with time_machine.travel(timezone.now() + timedelta(days=101)):
        tombstones.forget_old()
    assert not Tombstone.objects.exists()
    assert not default_storage.listdir(tombstones.FOLDER)[1]


def test_a_stone_that_nobody_could_replay_is_refused():
    with pytest.raises(LookupError):
        tombstones.lay("soup", "1")
