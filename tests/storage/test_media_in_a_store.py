"""Uploaded files live in a store that speaks S3, tried against a real one."""

import re
import urllib.error
import urllib.request

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction

from corner.picture_files import cleaned
from corner.pictures import ALL_FILES, make_files, mend

pytestmark = pytest.mark.django_db


def body(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


def refused(url):
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(url, timeout=10)
    return error.value.code


@pytest.fixture
def upload(client, administrator, picture_file):
    """Upload a picture the way staff do."""

    def uploaded(file=None):
        client.force_login(administrator)
        data = {"title": "Table", "file": file or picture_file(), "collection": 1}
        response = client.post(reverse("wagtailimages:add"), data)
        return response, get_image_model().objects.order_by("-pk").first()

    return uploaded


def test_a_picture_that_staff_upload_lies_in_the_store_byte_for_byte(store, upload, picture_file):
    made_of_it = cleaned(picture_file()).read()
    response, image = upload()
    assert response.status_code == 302
    kept = store.client().get_object(Bucket="media", Key=image.file.name)["Body"].read()
    assert kept == made_of_it


def test_its_smaller_files_are_made_at_once_and_readers_get_them(store, upload):
    _, image = upload()
    assert sorted(image.renditions.values_list("filter_spec", flat=True)) == sorted(ALL_FILES)
    for rendition in image.renditions.all():
        with rendition.file.open("rb") as file:
            kept = file.read()
        assert rendition.url.startswith(store.endpoint)
        assert body(rendition.url) == kept


def test_a_page_shows_the_picture_from_the_store(store, upload, client, make_technique):
    _, image = upload()
    client.logout()
    page = make_technique(image=image, image_alt="A round table")
    response = client.get(page.url)
    [shown] = re.findall(r'<img[^>]* alt="A round table"[^>]*>', response.content.decode())
    [source] = re.findall(r' src="([^"]+)"', shown)
    assert body(source)[:3] == b"\xff\xd8\xff"
    [avif] = re.findall(r'<source type="image/avif" srcset="(\S+) ', response.content.decode())
    assert body(avif)[4:12] == b"ftypavif"
    assert f"img-src 'self' data: {store.endpoint};" in response["Content-Security-Policy"]


def test_nobody_can_list_the_store_or_read_originals_and_documents(store, upload):
    _, image = upload()
    default_storage.save("documents/list.txt", ContentFile(b"names"))
    assert refused(f"{store.endpoint}/media/") == 403
    assert refused(f"{store.endpoint}/media?list-type=2") == 403
    assert refused(f"{store.endpoint}/media/{image.file.name}") == 403
    assert refused(f"{store.endpoint}/media/documents/list.txt") == 403


def test_a_document_is_served_by_the_site(store, client, administrator):
    document = get_document_model().objects.create(title="Sheet", file=ContentFile(b"%PDF-1.7 sheet", "sheet.pdf"))
    response = client.get(document.url)
    assert b"".join(response.streaming_content) == b"%PDF-1.7 sheet"
    assert store.endpoint not in str(response.headers)


def test_a_restricted_document_is_not_served(store, client, administrator):
    from wagtail.models import Collection

    hidden = Collection.get_first_root_node().add_child(name="Staff")
    CollectionViewRestriction.objects.create(collection=hidden, restriction_type="login")
    document = get_document_model().objects.create(
        title="List", file=ContentFile(b"names", "list.txt"), collection=hidden
    )
    assert client.get(document.url).status_code == 302


def test_two_files_of_one_name_do_not_overwrite_each_other(store):
    names = {default_storage.save("documents/sheet.txt", ContentFile(text)) for text in (b"one", b"two")}
    assert len(names) == 2
    assert sorted(default_storage.open(name).read() for name in names) == [b"one", b"two"]


def test_a_picture_whose_files_are_gone_is_mended_by_the_worker(store, upload, make_technique):
    _, image = upload()
    make_technique(image=image, image_alt="A table")
    image.renditions.all().delete()
    mend()
    assert image.renditions.count() == len(ALL_FILES)


def test_files_are_made_once(store, upload, django_assert_num_queries):
    _, image = upload()
    image = get_image_model().objects.prefetch_renditions(*ALL_FILES).get(pk=image.pk)
    with django_assert_num_queries(0):
        make_files(image)
