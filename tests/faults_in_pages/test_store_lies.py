"""A store of files that answers, but wrongly: errors, nonsense, empty lists. Pages come, staff read what to do."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from corner import pictures, troubles
from corner.settings.environment import Environment
from corner.settings.object_store import media_storage
from tests.pictures.photos import photo

pytestmark = pytest.mark.django_db

EMPTY = b'<?xml version="1.0"?><ListBucketResult><Name>media</Name><KeyCount>0</KeyCount></ListBucketResult>'
#: What the store answers to everything: a status and a body.
LIES = {
    "500s": (500, b"moo"),
    "403s": (403, b"<Error><Code>AccessDenied</Code></Error>"),
    "nonsense": (200, b"\xff\x00 nonsense"),
    "an empty list": (200, EMPTY),
    "a page of some proxy": (200, b"<!doctype html><script>alert(1)</script>"),
}


@pytest.fixture(params=LIES.values(), ids=LIES)
def store_that_lies(request, settings, monkeypatch):
    status, body = request.param

    class Answer(BaseHTTPRequestHandler):
        def answer(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = answer

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name, value in {
        "S3_BUCKET": "media",
        "S3_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
        "S3_ACCESS_KEY": "key",
        "S3_SECRET_KEY": "secret",
        "S3_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(troubles, "_counted", type(troubles._counted)())
    before = settings.STORAGES
    settings.STORAGES = {**settings.STORAGES, "default": media_storage(Environment())}
    yield status
    settings.STORAGES = before
    server.shutdown()
    server.server_close()


@pytest.fixture
def picture():
    image = get_image_model()(title="Table", file="original_images/table.jpg", width=1200, height=900)
    get_image_model().objects.bulk_create([image])
    return get_image_model().objects.get(title="Table")


def test_pages_come_and_are_published(picture, store_that_lies, make_technique, client):
    page = make_technique(image=picture, image_alt="A round table")
    assert client.get(page.url).status_code == 200


def test_the_worker_goes_on(picture, store_that_lies, make_technique):
    make_technique(image=picture, image_alt="A round table")
    pictures.mend()
    assert not picture.renditions.exists(), "nothing is kept of a picture that could not be made"


def test_an_upload_is_whole_or_not_there(client, administrator, store_that_lies):
    client.force_login(administrator)
    client.raise_request_exception = False
    data = {"title": "Round table", "file": SimpleUploadedFile("table.jpg", photo()), "collection": 1}
    answer = client.post(reverse("wagtailimages:add"), data)
    assert answer.status_code in (302, 503)
    assert get_image_model().objects.filter(title="Round table").exists() == (answer.status_code == 302)
    if store_that_lies >= 400:
        assert answer.status_code == 503
        assert "Nothing was changed" in answer.content.decode()
        assert troubles._counted[troubles.Kind.STORE]


def test_a_download_is_a_file_or_an_honest_page(client, store_that_lies):
    get_document_model().objects.bulk_create([get_document_model()(title="Sheet", file="documents/sheet.pdf")])
    client.raise_request_exception = False
    answer = client.get(get_document_model().objects.get(title="Sheet").url)
    assert answer.status_code in (200, 302, 404, 503)
    if answer.status_code == 200:  # what the store says is not run by a browser, whatever it is
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
