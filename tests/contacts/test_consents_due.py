"""A consent is asked for again when its day has come."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from contacts.reviews import consents_due
from corner.models import ConsentRecord

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def due_consent(make_person):
    anna = make_person("Anna")
    ConsentRecord.objects.update(review_on=TODAY)
    return ConsentRecord.objects.get(subject_key=anna.translation_key)


def names(user):
    return [due.label for due in consents_due(user)]


def test_staff_are_reminded_from_that_day_on(administrator, due_consent):
    assert names(administrator) == ["Anna"]
    ConsentRecord.objects.update(review_on=TODAY + timedelta(days=1))
    assert names(administrator) == []


def test_the_reminder_leads_to_the_record(client, administrator, due_consent):
    client.force_login(administrator)
    assert f'href="/admin/consents/edit/{due_consent.pk}/"' in client.get("/admin/").content.decode()


def test_one_that_was_withdrawn_is_not_asked_for(administrator, due_consent):
    ConsentRecord.objects.update(withdrawn_on=TODAY)
    assert names(administrator) == []


def test_a_page_in_two_languages_is_one_reminder(administrator, due_consent, polish_home, translate):
    from contacts.models import PersonPage

    translate(PersonPage.objects.get(), "pl")
    assert names(administrator) == ["Anna"]


def test_only_those_who_may_change_it_are_reminded(make_user, due_consent):
    group = Group.objects.create(name="Keepers")
    keeper = make_user(groups=["Keepers"])
    assert names(keeper) == []
    group.permissions.add(Permission.objects.get(codename="change_consentrecord"))
    assert names(type(keeper).objects.get(pk=keeper.pk)) == ["Anna"]


def test_the_list_of_consents_names_the_day_on_which_to_ask_again(client, administrator, due_consent):
    """Wagtail's own column says "Just now" of every day to come."""
    ConsentRecord.objects.update(review_on=date(2031, 5, 3))
    client.force_login(administrator)
    assert "3 May 2031" in client.get("/admin/consents/").content.decode()
