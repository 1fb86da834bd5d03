"""Staff record why somebody may be shown, and are told how when they forgot."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from contacts.models import Membership, PersonPage
from corner.models import AuditEntry, ConsentRecord


@pytest.fixture
def draft(contacts_page):
    page = PersonPage(title="Anna", slug="anna", intro="Ask me about parks.", live=False)
    contacts_page.add_child(instance=page)
    page.save_revision()
    return page


@pytest.fixture
def staff(client, staff_of, make_organisation):
    user = staff_of(make_organisation())
    codenames = ("add_consentrecord", "change_consentrecord")
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    return user


def consent_form(page, **changes):
    return {
        "subject": page.pk,
        "basis": "consent",
        "source": "E-mail of 3 May 2026",
        "given_on": "2026-05-03",
        "review_on": "",
        "withdrawn_on": "",
        **changes,
    }


def publish_in_form(client, page):
    """Press Publish in the editor, with the page as it is."""
    from wagtail.test.utils.form_data import querydict_from_html

    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    # Streams are drawn by script, so an empty one is not in the HTML.
    data.update({"reach-count": "0", "easy_read-count": "0", "action-publish": "action-publish"})
    return client.post(url, data)


def test_publishing_without_a_basis_is_refused_with_the_way_to_it(client, administrator, draft):
    client.force_login(administrator)
    answer = publish_in_form(client, draft)
    assert answer.status_code == 200
    link = f'<a href="{reverse("consents:add")}?subject={draft.pk}">'
    assert link in answer.content.decode()
    draft.refresh_from_db()
    assert not draft.live


def test_a_route_without_a_form_gives_the_same_link(client, administrator, draft):
    client.force_login(administrator)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={draft.pk}"
    answer = client.post(url, {}, follow=True)
    assert f'href="{reverse("consents:add")}?subject={draft.pk}"' in answer.content.decode()
    draft.refresh_from_db()
    assert not draft.live


def test_a_draft_is_saved_without_a_basis(draft):
    draft.role = "Host"
    draft.save_revision()
    assert draft.get_latest_revision_as_object().role == "Host"


def test_the_link_opens_a_form_that_knows_the_person(client, staff, draft):
    page = client.get(reverse("consents:add"), {"subject": draft.pk}).content.decode()
    assert "Anna" in page


@pytest.mark.parametrize("subject", ["", "x", "0", "9" * 40, "٣"])
def test_a_broken_link_opens_an_empty_form(client, staff, subject):
    assert client.get(reverse("consents:add"), {"subject": subject}).status_code == 200


def test_recording_a_consent_opens_the_way_to_publishing(client, staff, administrator, draft):
    client.post(reverse("consents:add"), consent_form(draft))
    record = ConsentRecord.objects.get()
    assert record.subject_key == draft.translation_key
    entry = AuditEntry.objects.get(action="consent.recorded")
    assert (entry.actor, entry.details) == (staff, {"subject": str(draft.translation_key)})
    client.force_login(administrator)
    publish_in_form(client, draft)
    draft.refresh_from_db()
    assert draft.live


def test_a_consent_needs_its_day(client, staff, draft):
    answer = client.post(reverse("consents:add"), consent_form(draft, given_on=""))
    assert "Write the day on which they agreed." in answer.content.decode()
    assert not ConsentRecord.objects.exists()


def test_a_consent_is_about_a_person_or_a_story_only(client, staff, contacts_page):
    client.post(reverse("consents:add"), consent_form(contacts_page))
    assert not ConsentRecord.objects.exists()


def test_a_consent_about_a_story_can_be_kept(client, staff, make_case_study):
    story = make_case_study()
    client.post(reverse("consents:add"), consent_form(story))
    assert ConsentRecord.objects.get().subject_key == story.translation_key


def test_a_consent_cannot_be_moved_to_somebody_else(client, staff, draft, make_person):
    anna = make_person("Anna Two")
    record = ConsentRecord.objects.get(subject_key=anna.translation_key)
    client.post(reverse("consents:edit", args=[record.pk]), consent_form(draft, source="Letter"))
    record.refresh_from_db()
    assert (record.source, record.subject_key) == ("Letter", anna.translation_key)


def test_withdrawing_in_the_form_takes_the_page_away(client, staff, make_person):
    anna = make_person("Anna Two")
    record = ConsentRecord.objects.get(subject_key=anna.translation_key)
    client.post(reverse("consents:edit", args=[record.pk]), consent_form(anna, withdrawn_on="2026-06-01"))
    anna.refresh_from_db()
    assert not anna.live
    assert AuditEntry.objects.filter(action="consent.withdrawn").count() == 1


def test_the_list_names_the_person(client, staff, make_person):
    make_person("Anna Two")
    assert "Anna Two" in client.get(reverse("consents:index")).content.decode()


def test_who_works_where_is_for_administrators_only(client, administrator, staff, make_organisation):
    form = {"user": staff.pk, "organisation": make_organisation("Another").pk}
    staff.user_permissions.add(*Permission.objects.filter(codename__endswith="_membership"))
    client.post(reverse("membership:add"), form)
    assert Membership.objects.count() == 1
    assert client.get(reverse("membership:index")).status_code == 302
    client.force_login(administrator)
    client.post(reverse("membership:add"), form)
    assert Membership.objects.count() == 2


@pytest.mark.parametrize("model", ["corner_topic", "contacts_venue"])
def test_topics_and_venues_have_their_place(client, administrator, model):
    client.force_login(administrator)
    assert client.get(reverse(f"wagtailsnippets_{model}:add")).status_code == 200
