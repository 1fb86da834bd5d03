"""The files of pictures are there before anybody reads the page: no reader waits for one, and no reader makes one."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, get_page_models

from corner import chores, pictures
from corner.models import Picture, PictureRendition
from corner.pictures import ALL_FILES, SIZES, mend
from tests.fixtures.site import translate
from tests.pictures.photos import photo as a_photo

pytestmark = pytest.mark.django_db

#: Whoever makes a page of the type; all that have a picture are here, and the first test says so.
MAKERS = {
    "HomePage": "home",
    "EventIndexPage": "events_index",
    "EventPage": "make_event",
    "TechniqueIndexPage": "techniques_index",
    "TechniquePage": "make_technique",
    "CaseStudyIndexPage": "cases_index",
    "CaseStudyPage": "make_case_study",
    "ContactsPage": "contacts_page",
    "PersonPage": "make_person",
    "OrganisationPage": "make_organisation",
    "InformationPage": "make_information_page",
    "RecommendationsPage": "recommendations_page",
    "RecommendationPage": "make_recommendation",
    "ResourcePage": "make_resource",
    "AgreementsPage": "agreements_page",
}
#: Its head is words; its picture is for search and for whoever shares it.
WITHOUT_HEAD = {"HomePage"}


@pytest.fixture
def photo(db):
    return Picture.objects.create(title="Table", shows_people="nobody", file=upload())


def upload(name="table.jpg", **how):
    return SimpleUploadedFile(name, a_photo(size=(1200, 900), **how), content_type="image/jpeg")


@pytest.fixture
def agreements_page(home, publish):
    from events.models import AgreementsPage

    return publish(home, AgreementsPage(title="You said, we did", slug="agreements", intro="All of it."))


@pytest.fixture
def make_page(request):
    def make(kind):
        made = request.getfixturevalue(MAKERS[kind])
        return made() if callable(made) else made

    return make


@pytest.fixture
def put(photo, django_capture_on_commit_callbacks):
    """Somebody puts the photo at the head of a page, whose files are nowhere yet, and publishes it."""

    def publish_with_photo(page, way=lambda revision: revision.publish()):
        PictureRendition.objects.all().delete()
        cache.clear()
        with django_capture_on_commit_callbacks(execute=True):
            page.image, page.image_alt = photo, "A table"
            way(page.save_revision())
        return page

    return publish_with_photo


@pytest.fixture
def read(client, monkeypatch):
    """A reader opens a page: what was drawn on it. Fails when they wait for Pillow, or write about files."""

    def refuse(*arguments, **named):
        raise AssertionError("a reader's request makes a picture")

    def ask(page):
        with monkeypatch.context() as patch, CaptureQueriesContext(connection) as queries:
            patch.setattr("wagtail.images.models.AbstractImage.generate_rendition_file", refuse)
            patch.setattr("PIL.Image.open", refuse)
            answer = client.get(page.url)
        table = PictureRendition._meta.db_table
        writes = [query["sql"] for query in queries if re.match("INSERT|UPDATE|DELETE", query["sql"])]
        assert not [sql for sql in writes if table in sql]
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    return ask


def files_of(photo):
    return set(photo.renditions.values_list("filter_spec", flat=True))


def test_all_page_types_that_show_a_picture_are_here():
    assert {model.__name__ for model in get_page_models() if hasattr(model, "image") and model is not Page} == {*MAKERS}


@pytest.mark.parametrize("kind", MAKERS)
def test_the_first_reader_finds_every_file_made(kind, make_page, put, photo, read):
    page = put(make_page(kind))
    assert files_of(photo) == {*ALL_FILES}
    shown = read(page)
    if kind not in WITHOUT_HEAD:
        assert shown.select_one("picture source")["srcset"].count("/media/images/") == 2


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind not in WITHOUT_HEAD])
def test_a_page_has_one_photograph_that_is_not_put_off_and_says_how_large_each_is(kind, make_page, put, read):
    found = read(put(make_page(kind))).select("picture img")
    first = [image for image in found if image.get("loading") != "lazy"]
    assert len(first) == 1
    assert first[0] is found[0]
    assert first[0]["fetchpriority"] == "high"
    for image in found:
        assert int(image["width"]) > 0
        assert int(image["height"]) > 0
        assert image.parent.source["type"] == "image/avif"
        assert image.parent.source["sizes"]


def test_pictures_in_the_text_of_every_block_wait_until_they_are_scrolled_to(photo):
    for size in SIZES:
        assert 'loading="lazy"' in pictures.picture(photo, size)
        assert "fetchpriority" not in pictures.picture(photo, size)


def test_a_page_that_goes_live_by_its_hour(make_technique, put, photo, read, django_capture_on_commit_callbacks):
    page = put(make_technique(), way=lambda revision: None)
    assert files_of(photo) == set(), "a draft alone makes nothing"
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    with django_capture_on_commit_callbacks(execute=True):
        chores.publish_scheduled()
    assert files_of(photo) == {*ALL_FILES}
    assert read(page).select_one("picture")


def test_a_translation_that_is_published(
    home, make_information_page, polish_home, put, photo, read, django_capture_on_commit_callbacks
):
    page = put(make_information_page(slug="help"))
    PictureRendition.objects.all().delete()
    cache.clear()
    with django_capture_on_commit_callbacks(execute=True):
        polish = translate(page, "pl")
    assert files_of(photo) == {*ALL_FILES}
    assert read(polish).select_one("picture")


def test_another_part_of_it_matters(make_technique, put, photo, read, django_capture_on_commit_callbacks):
    page = put(make_technique())
    before = read(page).select_one("picture source")["srcset"]
    with django_capture_on_commit_callbacks(execute=True):
        photo.focal_point_x, photo.focal_point_y, photo.focal_point_width, photo.focal_point_height = 900, 700, 80, 80
        photo.save()
    cache.clear()
    after = read(page).select_one("picture source")["srcset"]
    assert after != before
    assert after.count("/media/images/") == 2


def test_another_file(make_technique, put, photo, read, administrator, client, django_capture_on_commit_callbacks):
    page = put(make_technique())
    before = read(page).select_one("picture source")["srcset"]
    client.force_login(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"title": "Table", "file": upload("other.jpg", quality=80), "shows_people": "nobody"}
        assert client.post(f"/admin/images/{photo.pk}/", sent).status_code == 302
    client.logout()
    after = read(page).select_one("picture source")["srcset"]
    assert after != before
    assert files_of(photo) == {*ALL_FILES}


def test_until_the_worker_has_come_the_page_goes_on_without_and_has_it_afterwards(make_technique, put, read):
    """It was so with the store down while the page was published: a reader sees the pattern and waits for nothing."""
    page = put(make_technique())
    PictureRendition.objects.all().delete()
    cache.clear()
    shown = read(page)
    assert not shown.select("picture")
    assert shown.select_one("img.pat.corner")["src"].startswith("/patterns/")
    mend()
    cache.clear()
    assert read(page).select_one("picture")
