"""Uploaded files live in a store that speaks S3, tried against a real one."""

import re
import time
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

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


@pytest.fixture
def document(store):
    return get_document_model().objects.create(title="Sheet", file=ContentFile(b"%PDF-1.7 sheet", "Blatt für alle.pdf"))


@pytest.fixture
def staff_only(store):
    """A document in a collection that only those who sign in may see."""
    hidden = Collection.get_first_root_node().add_child(name="Staff")
    CollectionViewRestriction.objects.create(collection=hidden, restriction_type="login")
    return get_document_model().objects.create(title="List", file=ContentFile(b"names", "list.txt"), collection=hidden)


def test_a_document_is_had_by_a_link_that_is_good_for_a_minute(document, store, client):
    response = client.get(document.url)
    assert response.status_code == 302
    assert response["Location"].startswith(f"{store.endpoint}/media/documents/")
    assert "X-Amz-Expires=60&" in response["Location"]
    assert response["Cache-Control"] == "private, no-store"
    with urllib.request.urlopen(response["Location"], timeout=10) as answer:
        assert answer.read() == b"%PDF-1.7 sheet"
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert quote(document.filename) in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_link_is_for_one_file_and_cannot_be_lengthened(document, store, client):
    link = client.get(document.url)["Location"]
    default_storage.save("documents/other.txt", ContentFile(b"names"))
    name = quote(document.file.name)
    assert name in link
    assert refused(link.replace(name, "documents/other.txt")) == 403
    assert refused(link.replace("X-Amz-Expires=60", "X-Amz-Expires=6000")) == 403
    assert refused(link.partition("?")[0]) == 403


def test_a_link_ends(document, store, monkeypatch):
    monkeypatch.setattr("corner.object_store.LINK_LASTS", 1)
    link = default_storage.signed_link(document.file.name, "sheet.pdf")
    assert body(link) == b"%PDF-1.7 sheet"
    time.sleep(2.1)
    assert refused(link) == 403


def test_who_asks_for_the_head_of_a_document_gets_it(document, store, client):
    link = client.head(document.url)["Location"]
    with urllib.request.urlopen(urllib.request.Request(link, method="HEAD"), timeout=10) as answer:
        assert answer.status == 200


def test_a_restricted_document_gets_no_link(staff_only, client, administrator):
    response = client.get(staff_only.url)
    assert response.status_code == 302
    assert "X-Amz" not in response["Location"]
    assert "login" in response["Location"]
    client.force_login(administrator)
    assert body(client.get(staff_only.url)["Location"]) == b"names"


def test_a_document_whose_file_is_gone_is_not_found(document, store, client):
    default_storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


def test_the_store_tells_browsers_to_keep_pictures_and_nothing_else(store, upload, document):
    _, image = upload()
    names = [image.file.name, document.file.name]
    kept = [store.client().head_object(Bucket="media", Key=name)["CacheControl"] for name in names]
    assert kept == ["private, no-store"] * 2
    shown = store.client().head_object(Bucket="media", Key=image.renditions.first().file.name)
    assert shown["CacheControl"] == "public, max-age=31536000, immutable"


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


def test_a_store_that_begins_without_a_bucket_gets_one(store, settings):
    settings.STORAGES["default"]["OPTIONS"]["bucket_name"] = "made-for-this"
    settings.STORAGES = {**settings.STORAGES}
    for _again in range(2):
        call_command("make_bucket")
    assert "made-for-this" in [bucket["Name"] for bucket in store.client().list_buckets()["Buckets"]]


def test_files_on_this_machine_want_no_bucket():
    with pytest.raises(CommandError, match="S3_BUCKET is not set"):
        call_command("make_bucket")
