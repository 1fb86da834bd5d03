"""Nobody is shown without a basis: not in a list, not by their address, not through somebody else's page."""

import pytest
from django.utils import timezone

from contacts.models import PersonPage
from corner.models import ConsentRecord


@pytest.fixture
def anna(make_person, make_organisation):
    return make_person("Anna", role="Host", can_help_with="parks", organisations=[make_organisation("Veracity Life")])


@pytest.fixture
def without_basis(anna):
    """Anna's consent is withdrawn behind the back of every receiver: her page is still live."""
    ConsentRecord.objects.filter(subject_key=anna.translation_key).update(withdrawn_on=timezone.localdate())
    anna.refresh_from_db()
    assert anna.live
    return anna


def body(client, page):
    return client.get(page.url).content.decode()


def test_somebody_who_agreed_is_listed_and_has_a_page(client, anna, contacts_page):
    assert "Anna" in body(client, contacts_page)
    assert client.get(anna.url).status_code == 200


def test_without_a_basis_the_address_leads_nowhere(client, without_basis):
    assert client.get(without_basis.url).status_code == 404


def test_without_a_basis_the_list_is_silent(client, without_basis, contacts_page):
    assert "Anna" not in body(client, contacts_page)


def test_without_a_basis_other_pages_are_silent(
    client, without_basis, make_technique, make_case_study, make_information_page
):
    organisation = without_basis.organisations.get()
    pages = [
        organisation,
        make_technique(who_can_help=[without_basis]),
        make_case_study(people=[without_basis]),
    ]
    assert [page.title for page in pages if "Anna" in body(client, page)] == []


def test_with_a_basis_other_pages_name_them(client, anna, make_technique, make_case_study):
    pages = [anna.organisations.get(), make_technique(who_can_help=[anna]), make_case_study(people=[anna])]
    assert [page.title for page in pages if "Anna" not in body(client, page)] == []


def test_every_list_of_people_asks_for_the_basis(without_basis):
    assert not PersonPage.objects.live().exists()
    assert not PersonPage.objects.shown().exists()
    assert PersonPage.objects.count() == 1


def test_withdrawing_takes_the_page_away_in_every_language(anna, polish_home, translate):
    polish = translate(anna, "pl")
    record = ConsentRecord.objects.get(subject_key=anna.translation_key)
    record.withdrawn_on = timezone.localdate()
    record.save()
    anna.refresh_from_db()
    polish.refresh_from_db()
    assert (anna.live, polish.live) == (False, False)


def test_deleting_the_last_record_takes_the_page_away(anna):
    ConsentRecord.objects.get(subject_key=anna.translation_key).delete()
    anna.refresh_from_db()
    assert not anna.live


def test_a_story_goes_when_its_consent_is_withdrawn_and_stays_when_a_record_is_tidied_away(make_case_study):
    story = make_case_study()
    record = {"subject_key": story.translation_key, "basis": "consent", "source": "Letter"}
    ConsentRecord.objects.create(**record).delete()
    story.refresh_from_db()
    assert story.live
    ConsentRecord.objects.create(**record, withdrawn_on=timezone.localdate())
    story.refresh_from_db()
    assert not story.live


def test_one_of_two_bases_is_enough(anna):
    second = ConsentRecord.objects.create(subject_key=anna.translation_key, basis="published", source="the 2024 report")
    second.withdrawn_on = timezone.localdate()
    second.save()
    anna.refresh_from_db()
    assert anna.live


def test_a_published_source_is_named_and_called_not_confirmed(client, anna, contacts_page):
    ConsentRecord.objects.filter(subject_key=anna.translation_key).update(basis="published", source="the 2024 report")
    label = 'Named in <bdi lang="en-GB">the 2024 report</bdi>, not confirmed'
    assert label in body(client, anna)
    assert label in body(client, contacts_page)


def test_where_a_consent_is_recorded_is_nobody_elses_business(client, anna, contacts_page):
    assert "E-mail of 3 May 2026" not in body(client, anna) + body(client, contacts_page)


def test_a_person_behind_a_view_restriction_is_not_listed(client, anna, contacts_page):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=anna, restriction_type="login")
    assert "Anna" not in body(client, contacts_page)
