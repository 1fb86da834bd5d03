"""The store of uploaded files is down, or hangs. Readers still get their pages; staff are told."""

import socket
import threading

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from corner import pictures
from corner.media import StoreAway
from corner.settings.environment import Environment
from corner.settings.object_store import CONNECT_TIMEOUT, READ_TIMEOUT, media_storage

pytestmark = pytest.mark.django_db


@pytest.fixture
def store_that_hangs(use_store):
    """A store that takes connections and never answers; counts them."""
    taken = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take():
            while True:
                try:
                    taken.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        use_store(f"http://127.0.0.1:{server.getsockname()[1]}")
        yield taken
        for connection in taken:
            connection.close()


@pytest.fixture
def picture(picture_file, settings):
    """A picture that was uploaded, with its files, before the store went away."""
    return get_image_model().objects.create(title="Table", file=picture_file())


def test_a_page_keeps_its_picture_address_while_the_store_is_down(picture, make_technique, store_away, client):
    page = make_technique(image=picture, image_alt="A round table")
    response = client.get(page.url)
    assert response.status_code == 200
    assert "A round table" in response.content.decode()


def test_a_picture_that_was_never_made_is_left_out(picture, make_technique, store_away, client):
    picture.renditions.all().delete()
    page = make_technique(image=picture, image_alt="A round table")
    response = client.get(page.url)
    assert response.status_code == 200
    assert "A round table" not in response.content.decode()
    assert 'class="pat' in response.content.decode()


def test_a_public_page_never_asks_a_store_that_hangs(picture, make_technique, store_that_hangs, client):
    picture.renditions.all().delete()
    page = make_technique(image=picture, image_alt="A round table")
    asked_before = len(store_that_hangs)
    assert client.get(page.url).status_code == 200
    assert len(store_that_hangs) == asked_before


def test_publishing_goes_on_and_the_worker_mends_later(
    picture, make_technique, store_away, use_store, settings, client, django_capture_on_commit_callbacks
):
    local = settings.STORAGES
    picture.renditions.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        page = make_technique(image=picture, image_alt="A round table")
    assert page.live
    pictures.mend()  # still away: nothing raised
    assert picture.renditions.count() == 0
    settings.STORAGES = {**local, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    pictures.mend()
    assert "A round table" in client.get(page.url).content.decode()


def test_the_worker_does_not_ask_for_each_picture_while_the_store_is_away(
    picture_file, make_technique, store_away, monkeypatch, settings
):
    asked = []
    monkeypatch.setattr(
        "wagtail.images.models.AbstractImage.get_rendition",
        lambda image, file: (asked.append(file), (_ for _ in ()).throw(StoreAway("away")))[1],
    )
    for number in range(3):
        image = get_image_model()(title=f"Picture {number}", file=f"original_images/{number}.jpg", width=9, height=9)
        get_image_model().objects.bulk_create([image])
        make_technique(image=get_image_model().objects.get(title=f"Picture {number}"), image_is_decoration=True)
    asked.clear()
    pictures.mend()
    assert len(asked) == 1


def test_an_upload_is_refused_with_a_plain_page(client, administrator, picture_file, store_away):
    client.force_login(administrator)
    data = {"title": "Table", "file": picture_file(), "collection": 1}
    response = client.post(reverse("wagtailimages:add"), data)
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "Please try again in a few minutes" in response.content.decode()
    assert not get_image_model().objects.filter(title="Table").exists()


def test_the_list_of_pictures_opens_for_staff(client, administrator, picture, store_away):
    client.force_login(administrator)
    assert client.get(reverse("wagtailimages:index")).status_code == 200


def test_a_document_says_that_it_is_not_to_be_had_just_now(client, store_away, settings):
    document = get_document_model()(title="Sheet", file="documents/sheet.pdf")
    get_document_model().objects.bulk_create([document])
    document = get_document_model().objects.get(title="Sheet")
    response = client.get(document.url)
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("ask", [lambda: default_storage.exists("a"), lambda: default_storage.open("a").read()])
def test_what_the_store_raises_is_an_os_error(store_away, ask):
    with pytest.raises(StoreAway):
        ask()


def test_writing_too(store_away):
    with pytest.raises(StoreAway):
        default_storage.save("a.txt", ContentFile(b"a"))


def test_a_picture_of_an_unknown_size_is_a_mistake_of_the_template():
    with pytest.raises(KeyError):
        pictures.picture(None, "width-123")


# --- Settings -----------------------------------------------------------------------------------------------


def options(monkeypatch, **environment):
    for name in ("S3_ENDPOINT_URL", "S3_PUBLIC_ENDPOINT_URL", "S3_PUBLIC_HOST", "S3_ADDRESSING_STYLE", "S3_REGION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"S3_BUCKET": "pictures", **environment}.items():
        monkeypatch.setenv(name, value)
    return media_storage(Environment())["OPTIONS"]


def test_the_store_may_not_hold_anybody_long(monkeypatch):
    config = options(monkeypatch)["client_config"]
    assert (config.connect_timeout, config.read_timeout) == (CONNECT_TIMEOUT, READ_TIMEOUT) == (2, 5)
    assert config.retries == {"total_max_attempts": 2}


@pytest.mark.parametrize(
    ("environment", "host"),
    [
        (
            {"S3_ENDPOINT_URL": "http://store:8333", "S3_PUBLIC_ENDPOINT_URL": "https://corner.example.org"},
            "https://corner.example.org",
        ),
        ({"S3_ENDPOINT_URL": "https://objects.example.org/"}, "https://objects.example.org"),
        (
            {"S3_ENDPOINT_URL": "http://objects.example.org", "S3_ADDRESSING_STYLE": "virtual"},
            "http://pictures.objects.example.org",
        ),
        ({"S3_REGION": "eu-west-2"}, "https://pictures.s3.eu-west-2.amazonaws.com"),
    ],
)
def test_the_policy_names_the_host_that_pictures_come_from(monkeypatch, settings, environment, host):
    from corner.headers import public_policy

    keys = {"S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "secret"}
    storage_options = options(monkeypatch, **environment, **keys)
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "corner.object_store.MediaStore", "OPTIONS": storage_options},
    }
    assert f"img-src 'self' data: {host};" in public_policy()
    assert default_storage.url("images/a.webp").startswith(f"{host}/")


def test_pictures_by_another_host_and_links_by_the_stores_own_are_both_in_the_policy(monkeypatch, settings):
    """A host that carries pictures for us (a CDN) passes no signed links on."""
    from corner.headers import public_policy

    environment = {"S3_PUBLIC_HOST": "media.example.org", "S3_ENDPOINT_URL": "https://objects.example.org"}
    keys = {"S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "secret"}
    entry = {"BACKEND": "corner.object_store.MediaStore", "OPTIONS": options(monkeypatch, **environment, **keys)}
    settings.STORAGES = {**settings.STORAGES, "default": entry}
    assert "media-src 'self' https://media.example.org https://objects.example.org;" in public_policy()
    assert default_storage.signed_link("documents/a.txt", "a.txt").startswith(
        "https://objects.example.org/pictures/documents/a.txt?"
    )


@pytest.mark.parametrize("style", ["path", "virtual"])
def test_links_are_signed_for_the_name_that_browsers_know(monkeypatch, settings, style):
    environment = {"S3_ENDPOINT_URL": "http://store:8333", "S3_PUBLIC_ENDPOINT_URL": "https://objects.example.org"}
    keys = {"S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "secret", "S3_ADDRESSING_STYLE": style}
    entry = {"BACKEND": "corner.object_store.MediaStore", "OPTIONS": options(monkeypatch, **environment, **keys)}
    settings.STORAGES = {**settings.STORAGES, "default": entry}
    [origin] = default_storage.origins()
    assert default_storage.signed_link("documents/a.txt", "a.txt").startswith(f"{origin}/")
    assert default_storage.url("images/a.avif").startswith(f"{origin}/")
