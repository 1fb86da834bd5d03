"""People in a picture are asked first. What they agreed to is noted beside it, and they may change their mind."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission

from corner.models import AuditEntry, ConsentRecord, Picture
from corner.reviews import due_for
from tests.pictures.photos import photo

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
CONSENT = {
    "consent_asked_by": "Host of the evening",
    "consent_given_on": "2026-05-03",
    "consent_agreed_to": "All five agreed to this website.",
    "consent_review_on": "2099-05-03",
}


@pytest.fixture
def picture(db):
    return Picture.objects.create(title="Garden", file=ContentFile(photo(), name="garden.jpg"))


@pytest.fixture
def change(admin_client, picture):
    """Sends the form of the picture."""

    def send(**fields):
        data = {"title": "Garden", "description": "Five people plant a tree.", "shows_people": "nobody", **fields}
        answer = admin_client.post(reverse("wagtailimages:edit", args=[picture.pk]), data)
        picture.refresh_from_db()
        return answer

    return send


def test_somebody_has_to_say_who_can_be_seen(change, picture):
    assert change(shows_people="").status_code == 200
    assert picture.shows_people == ""
    assert change().status_code == 302
    assert picture.shows_people == "nobody"


def test_where_people_can_be_recognised_their_consent_is_asked_for(change, picture):
    answer = change(shows_people="recognisable")
    assert answer.content.decode().count("Fill this in, because people can be recognised.") == 4
    assert not ConsentRecord.objects.exists()


def test_what_they_agreed_to_is_kept_beside_the_picture_and_never_in_it(change, picture, administrator):
    assert change(shows_people="recognisable", **CONSENT).status_code == 302
    record = ConsentRecord.objects.get()
    assert record.subject_key == picture.consent_key
    assert (record.asked_by, record.agreed_to) == ("Host of the evening", "All five agreed to this website.")
    assert (record.basis, record.review_on.year) == ("consent", 2099)
    assert AuditEntry.objects.get(action="consent.recorded").details == {"subject": str(picture.consent_key)}
    assert not any("agreed" in str(value) for value in vars(picture).values())


def test_the_form_shows_again_what_was_noted(change, picture, admin_client):
    change(shows_people="recognisable", **CONSENT)
    page = admin_client.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    assert "All five agreed to this website." in page
    change(shows_people="recognisable", **{**CONSENT, "consent_agreed_to": "Posters, too."})
    assert ConsentRecord.objects.get().agreed_to == "Posters, too."


def test_a_consent_of_tomorrow_is_none(change):
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    answer = change(shows_people="recognisable", **{**CONSENT, "consent_given_on": tomorrow})
    assert "This day is still to come." in answer.content.decode()


def test_nobody_is_shown_who_does_not_agree_any_more(
    change, picture, make_technique, client, django_capture_on_commit_callbacks
):
    change(shows_people="recognisable", **CONSENT)
    page = make_technique(image=picture, image_alt="Five people plant a tree.")
    assert "Five people plant a tree." in client.get(page.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        change(shows_people="recognisable", consent_withdrawn="on", **CONSENT)
    assert picture.is_withheld
    assert ConsentRecord.objects.get().withdrawn_on == TODAY
    assert not picture.renditions.exists(), "its files cannot be fetched by their address either"
    assert "Five people plant a tree." not in client.get(page.url).content.decode()
    assert AuditEntry.objects.filter(action="consent.withdrawn").count() == 1


def test_it_stays_away_until_they_agree_anew(change, picture):
    change(shows_people="recognisable", **CONSENT)
    change(shows_people="recognisable", consent_withdrawn="on")
    assert change(shows_people="recognisable", credit="SVS").status_code == 302
    assert picture.is_withheld
    change(shows_people="recognisable", **CONSENT)
    assert not picture.is_withheld
    assert ConsentRecord.objects.filter(withdrawn_on=None).count() == 1


def test_it_stands_with_the_picture_and_not_in_the_list_of_people(change, picture, administrator, client, make_person):
    change(shows_people="recognisable", **CONSENT)
    of_a_person = ConsentRecord.objects.get(subject_key=make_person().translation_key)
    client.force_login(administrator)
    listed = client.get(reverse("consents:index")).context["object_list"]
    assert [record.pk for record in listed] == [of_a_person.pk]


def test_when_its_picture_goes_the_note_goes(change, picture):
    change(shows_people="recognisable", **CONSENT)
    picture.delete()
    assert not ConsentRecord.objects.exists()


def test_when_the_day_comes_it_is_to_be_checked(change, picture, administrator, make_user):
    change(shows_people="recognisable", **{**CONSENT, "consent_review_on": TODAY.isoformat()})
    due = [each for each in due_for(administrator) if each.label == "Garden"]
    assert [(each.day, each.url) for each in due] == [(TODAY, reverse("wagtailimages:edit", args=[picture.pk]))]
    assert "Garden" not in [each.label for each in due_for(make_user())]


def test_rights_of_groups_hold_for_pictures_of_our_own(client, make_user, picture):
    """Wagtail asks for those of its own model, so no group loses or gains one with the model."""
    from django.contrib.auth.models import Group, Permission

    group = Group.objects.create(name="Photographers")
    client.force_login(make_user(groups=["Photographers"]))
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    address = reverse("wagtailimages:edit", args=[picture.pk])
    assert client.get(address).status_code == 302
    GroupCollectionPermission.objects.create(
        group=group,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="change_image", content_type__app_label="wagtailimages"),
    )
    assert client.get(address).status_code == 200


def test_editors_are_offered_the_description_and_never_the_name_of_a_file():
    assert Picture(title="IMG_2034").default_alt_text == ""
    assert Picture(title="IMG_2034", description="A tree.").default_alt_text == "A tree."
