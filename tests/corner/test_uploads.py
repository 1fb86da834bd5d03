"""Staff choose a picture that is broken or enormous: they are told so, and nothing falls over."""

import io
import json
import random
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from PIL import ImageFile
from wagtail.images import get_image_model

from corner.uploads import WholePictureField

KINDS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}


def picture(kind="png", size=(400, 300), frames=1):
    """The bytes of a picture that does not compress to nothing; the same ones each time."""
    noise = [random.Random(frame).randbytes(size[0] * size[1]) for frame in range(frames)]
    pictures = [Pillow.frombytes("L", size, dots).convert("RGB") for dots in noise]
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if frames > 1 else {}
    pictures[0].save(out, KINDS[kind], **more)
    return out.getvalue()


def upload(content, name="picture.png"):
    return SimpleUploadedFile(name, content, f"image/{KINDS.get(name.rpartition('.')[2], 'PNG').lower()}")


def enormous_png(side):
    """Millions of points in a few kilobytes, as somebody who means harm would make it."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\x00" * (side // 8 + 2)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.fixture
def staff(admin_client):  # and with it the database
    return admin_client


def add_one(staff, file, title="Our garden"):
    return staff.post(reverse("wagtailimages:add"), {"title": title, "file": file, "shows_people": "nobody"})


def add_several(staff, file):
    return staff.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Our garden", "files[]": file},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


def choose_and_upload(staff, file):
    return staff.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Our garden",
            "image-chooser-upload-file": file,
            "image-chooser-upload-shows_people": "nobody",
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_picture_is_taken(staff, kind):
    answer = add_one(staff, upload(picture(kind), f"garden.{kind}"))
    assert answer.status_code == 302
    assert get_image_model().objects.get().width == 400


def test_the_largest_picture_that_is_allowed_is_taken(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000_000
    assert WholePictureField().clean(upload(enormous_png(1000)))


def test_many_frames_count_like_many_points(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000_000
    with pytest.raises(ValidationError, match="it has more than 1 million points"):
        WholePictureField().clean(upload(picture("gif", (700, 500), frames=3), "garden.gif"))


def test_a_whole_moving_picture_is_taken(staff):
    assert add_one(staff, upload(picture("gif", (60, 40), frames=4), "garden.gif")).status_code == 302


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_was_cut_short_is_refused_in_words(staff, kind):
    content = picture(kind)
    answer = add_one(staff, upload(content[: len(content) // 2], f"garden.{kind}"))
    assert answer.status_code == 200
    assert "This picture is damaged or incomplete." in answer.text
    assert "Our garden" in answer.text, "the title that was typed stays"
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.97])
@pytest.mark.parametrize("kind", KINDS)
def test_wherever_it_was_cut(kind, kept):
    content = picture(kind)
    with pytest.raises(ValidationError, match="damaged or incomplete"):
        WholePictureField().clean(upload(content[: int(len(content) * kept)], f"garden.{kind}"))


@pytest.mark.parametrize("kept", [0.4, 0.65, 0.9])
@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_a_moving_picture_that_lost_its_end_is_refused(kind, kept):
    """Its first frame is whole; Wagtail reads no further, until it draws a smaller one."""
    content = picture(kind, (60, 40), frames=4)
    with pytest.raises(ValidationError, match="damaged or incomplete"):
        WholePictureField().clean(upload(content[: int(len(content) * kept)], f"garden.{kind}"))


def test_it_is_refused_among_several(staff):
    content = picture("jpg")
    answer = add_several(staff, upload(content[: len(content) // 2], "garden.jpg"))
    assert answer.status_code == 200
    assert json.loads(answer.text)["success"] is False
    assert "This picture is damaged or incomplete." in json.loads(answer.text)["error_message"]


def test_it_is_refused_where_a_picture_is_chosen_for_a_page(staff):
    content = picture("jpg")
    answer = choose_and_upload(staff, upload(content[: len(content) // 2], "garden.jpg"))
    assert answer.status_code == 200
    assert "This picture is damaged or incomplete." in answer.text


def test_it_is_refused_in_place_of_one_that_is_there(staff):
    add_one(staff, upload(picture("jpg"), "garden.jpg"))
    image = get_image_model().objects.get()
    broken = upload(picture("jpg")[:2000], "garden.jpg")
    answer = staff.post(
        reverse("wagtailimages:edit", args=[image.pk]), {"title": "New", "file": broken, "shows_people": "nobody"}
    )
    assert answer.status_code == 200
    assert "This picture is damaged or incomplete." in answer.text


@pytest.mark.parametrize("add", [add_one, add_several, choose_and_upload])
def test_an_enormous_picture_is_refused_with_its_size_and_never_read(staff, add, monkeypatch):
    """Reading it would take 121 MB or more: a few of them at once would end the server."""
    content = enormous_png(11_000)
    assert len(content) < 20_000
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda picture: pytest.fail("it was read"))
    answer = add(staff, upload(content))
    assert answer.status_code == 200
    assert "This picture is too large: it has more than 25 million points." in answer.text
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize("side", [5001, 14_000])  # the least that is too much, and what Pillow itself refuses to open
def test_any_size_above_the_limit_is_refused_in_the_same_words(side):
    with pytest.raises(ValidationError, match="it has more than 25 million points"):
        WholePictureField().clean(upload(enormous_png(side)))


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg/>", b"\x00" * 5000, b"\xff\xd8\xff"])
@pytest.mark.parametrize("name", ["a.png", "a.gif", "a.jpg", "a.webp", "a.avif"])
def test_what_is_no_picture_at_all_is_refused_too(name, content):
    """As an error of the form, whatever the decoders make of it."""
    with pytest.raises(ValidationError):
        WholePictureField().clean(upload(content, name))


def test_the_title_of_a_picture_can_be_changed_without_sending_it_again(staff):
    add_one(staff, upload(picture("jpg"), "garden.jpg"))
    image = get_image_model().objects.get()
    answer = staff.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "New", "shows_people": "nobody"})
    assert answer.status_code == 302
    image.refresh_from_db()
    assert image.title == "New"
