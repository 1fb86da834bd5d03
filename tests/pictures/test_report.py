"""Whoever may change pictures sees which lack something, and gets there with one click."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from corner.models import ConsentRecord, Picture
from tests.pictures.photos import photo

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
ADDRESS = "/admin/reports/pictures/"


@pytest.fixture
def pictures(db):
    """One of each kind, by what it lacks."""
    whole = {"description": "A tree.", "shows_people": "nobody"}
    rows = {
        "whole": whole,
        "pattern": {"is_decoration": True, "shows_people": "nobody"},
        "undescribed": {"shows_people": "not-recognisable"},
        "unsaid": {"description": "A tree."},
        "unasked": whole | {"shows_people": "recognisable"},
        "asked": whole | {"shows_people": "recognisable"},
        "asked long ago": whole | {"shows_people": "recognisable"},
        "taken back": whole | {"shows_people": "recognisable"},
    }
    file = Picture.objects.create(title="file", file=ContentFile(photo(size=(40, 30)), name="a.jpg"), **whole).file.name
    made = {
        name: Picture.objects.bulk_create([Picture(title=name, file=file, width=40, height=30, **row)])[0]
        for name, row in rows.items()
    }
    for name, fields in {
        "asked": {"review_on": TODAY + timedelta(days=1)},
        "asked long ago": {"review_on": TODAY},
        "taken back": {"withdrawn_on": TODAY},
    }.items():
        ConsentRecord.objects.create(subject_key=made[name].consent_key, basis="consent", source="", **fields)
    return made


@pytest.fixture
def listed(admin_client, pictures):
    def read(**asked):
        page = admin_client.get(ADDRESS, asked).content.decode()
        return {name for name, picture in pictures.items() if f'href="/admin/images/{picture.pk}/"' in page}

    return read


def test_it_lists_what_lacks_something_and_leads_there(listed):
    assert listed() == {"undescribed", "unsaid", "unasked", "asked long ago", "taken back"}


@pytest.mark.parametrize(
    ("missing", "names"),
    [
        ("description", {"undescribed"}),
        ("people", {"unsaid"}),
        ("consent", {"unasked", "taken back"}),
        ("review", {"asked long ago"}),
    ],
)
def test_it_is_narrowed_to_one_kind(listed, missing, names):
    assert listed(missing=missing) == names


def test_it_says_what_is_missing(admin_client, pictures):
    page = admin_client.get(ADDRESS, {"missing": "consent"}).content.decode()
    assert "No consent, or it was taken back" in page


def test_it_is_closed_to_who_may_not_change_pictures(client, make_user, pictures):
    from django.contrib.auth.models import Group, Permission

    Group.objects.create(name="Readers").permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(make_user(groups=["Readers"]))
    assert client.get(ADDRESS).status_code == 302
    assert ADDRESS not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_it_asks_no_more_for_many_than_for_few(admin_client, pictures, django_assert_max_num_queries):
    admin_client.get(ADDRESS)  # small copies are made when staff look for the first time
    with django_assert_max_num_queries(24):
        admin_client.get(ADDRESS)
