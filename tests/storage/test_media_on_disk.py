"""On one machine uploaded files lie on its disk. Readers get what pages show, and nothing else."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from corner import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(picture_file):
    return get_image_model().objects.create(title="Table", file=picture_file())


def test_readers_get_the_smaller_files_and_may_keep_them(client, picture):
    rendition = picture.renditions.first()
    response = client.get(rendition.url)
    assert b"".join(response.streaming_content) == rendition.file.read()
    assert response["Content-Type"] in ("image/avif", "image/jpeg")
    assert "immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_nobody_gets_the_original(client, picture):
    assert client.get(picture.file.url).status_code == 404


def test_nobody_gets_a_document_past_its_own_view(client):
    document = get_document_model().objects.create(title="List", file=ContentFile(b"names", "list.txt"))
    assert client.get(document.file.url).status_code == 404
    assert b"".join(client.get(document.url).streaming_content) == b"names"


@pytest.mark.parametrize(
    "path", ["", "../documents/list.txt", "..%2foriginal_images", "a" * 5000, "%00", "nothing.webp", "%F0%9F%8F%AE"]
)
def test_odd_addresses_are_not_found(client, picture, path):
    assert client.get(f"/media/images/{path}").status_code == 404


def test_a_changed_picture_gets_new_files(
    client, administrator, picture, picture_file, django_capture_on_commit_callbacks
):
    before = {rendition.file.name for rendition in picture.renditions.all()}
    client.force_login(administrator)
    data = {"title": "Table", "file": picture_file("other.jpg"), "shows_people": "nobody"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("wagtailimages:edit", args=[picture.pk]), data).status_code == 302
    after = {rendition.file.name for rendition in picture.renditions.all()}
    assert len(after) == len(before)
    assert not before & after


def test_publishing_an_event_makes_the_picture_of_its_venue(
    picture, venue, make_event, django_capture_on_commit_callbacks
):
    venue.picture = picture
    venue.save()
    picture.renditions.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        make_event()
    assert picture.renditions.exists()


def test_a_page_asks_once_for_a_picture(picture, django_assert_num_queries):
    cache.clear()
    image = get_image_model().objects.get(pk=picture.pk)
    with django_assert_num_queries(1):
        html = pictures.picture(image, "width-960", alt="<b>")
    assert 'alt="&lt;b&gt;"' in html
    assert '<source type="image/avif" srcset="' in html
    assert " 480w, " in html
    assert '.jpg" alt="' in html
    assert 'width="960" height="720"' in html
    assert 'loading="lazy"' in html
