"""A photo from a phone or a large camera: taken and made smaller, or refused in words that say what to do."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from PIL import ImageFile

from corner.models import Picture
from corner.uploads import MOST_POINTS_IN_STEPS
from tests.pictures.photos import photo

pytestmark = pytest.mark.django_db


def send_several(client, content, name="walk.jpg"):
    data = {"title": "walk", "files[]": SimpleUploadedFile(name, content)}
    answer = client.post(reverse("wagtailimages:add_multiple"), data, headers={"X-Requested-With": "XMLHttpRequest"})
    return json.loads(answer.text)


def test_whoever_sends_a_large_photo_is_told_that_it_was_made_smaller(admin_client):
    answer = send_several(admin_client, photo(size=(6000, 4000)))
    assert answer["success"] is True
    assert "it had 6000 × 4000 points and now has 2560 × 1707" in answer["form"]
    assert "Where and when it was taken is not kept." in answer["form"]


def test_of_a_small_one_nothing_is_said(admin_client):
    assert "We made the picture smaller" not in send_several(admin_client, photo())["form"]


def test_the_form_says_the_limit_before_anybody_runs_into_it(admin_client):
    page = admin_client.get(reverse("wagtailimages:add_multiple")).content.decode()
    assert "A photo from a phone or a camera, up to 40\xa0MB. We make large ones smaller." in page


def test_a_file_that_is_too_heavy_is_refused_with_the_limit_and_the_remedy(admin_client, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5000
    answer = send_several(admin_client, photo() + b" " * 5000)
    assert answer["success"] is False
    assert "This file is too big" in answer["error_message"]
    assert "we take up to 4.9" in answer["error_message"]
    assert "Make the picture smaller on your phone or computer" in answer["error_message"]
    assert not Picture.objects.exists()


def with_size(content, width, height):
    """The same JPEG, its first bytes saying that it is larger."""
    at = content.index(b"\xff\xc0") if b"\xff\xc0" in content else content.index(b"\xff\xc2")
    return content[: at + 5] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + content[at + 9 :]


def plain_jpeg(**how):
    out = io.BytesIO()
    Pillow.new("RGB", (64, 48)).save(out, "JPEG", **how)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "most"),
    [
        (with_size(plain_jpeg(), 11_000, 8_000), MOST_POINTS_IN_STEPS),
        # Drawn in passes, it has to stand in memory at full size: 48 million points took 190 MB.
        (with_size(plain_jpeg(progressive=True), 8_000, 6_000), 25_000_000),
    ],
)
def test_what_would_take_too_much_memory_is_refused_unread(admin_client, monkeypatch, content, most):
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda picture: pytest.fail("it was read"))
    answer = send_several(admin_client, content)
    assert f"it has more than {most // 1_000_000} million points" in answer["error_message"]


def test_a_camera_s_photo_is_never_in_memory_at_full_size(monkeypatch, admin_client):
    """A decoder of JPEG can make a photo smaller while it reads."""
    loaded = []
    load = ImageFile.ImageFile.load
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda picture: (loaded.append(picture.size), load(picture))[1])
    assert send_several(admin_client, photo(size=(8064, 6048)))["success"] is True
    assert max(size[0] for size in loaded) <= 8064 // 2


def test_several_at_once_are_kept_first_and_asked_about_afterwards(admin_client):
    """No photo waits in the store as it came until somebody has filled in the rest."""
    form = send_several(admin_client, photo())["form"]
    picture = Picture.objects.get()
    assert (picture.shows_people, picture.is_clean) == ("", True)
    prefix = f"image-{picture.pk}"
    assert f'name="{prefix}-shows_people"' in form
    address = reverse("wagtailimages:edit_multiple", args=[picture.pk])
    headers = {"X-Requested-With": "XMLHttpRequest"}
    answer = admin_client.post(address, {f"{prefix}-title": "A walk", f"{prefix}-shows_people": ""}, headers=headers)
    assert json.loads(answer.text)["success"] is False
    answer = admin_client.post(
        address, {f"{prefix}-title": "A walk", f"{prefix}-shows_people": "nobody"}, headers=headers
    )
    assert json.loads(answer.text)["success"] is True
    picture.refresh_from_db()
    assert picture.shows_people == "nobody"


def test_a_drawing_that_could_hold_a_script_is_refused(admin_client):
    answer = send_several(admin_client, b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "drawing.svg")
    assert answer["success"] is False
    assert not Picture.objects.exists()
