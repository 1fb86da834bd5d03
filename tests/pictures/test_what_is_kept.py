"""Where a photo was taken can put somebody in danger. Nothing of it is kept, whatever the file and whatever its way."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow

from corner.models import Picture
from corner.old_pictures import clean_old_pictures
from corner.picture_files import LONGEST_SIDE, cleaned
from tests.pictures.photos import KINDS, PROFILE, photo, scene, what_it_tells


def kept(picture):
    with picture.file.open("rb") as file:
        return file.read()


def as_file(content, name="photo.jpg"):
    return ContentFile(content, name=name)


@pytest.mark.parametrize("kind", KINDS)
def test_the_photos_of_these_tests_do_tell(kind):
    """The negative control: what is looked for would be found."""
    assert what_it_tells(photo(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_kept_tells_nothing(kind):
    assert what_it_tells(cleaned(as_file(photo(kind))).read()) == []


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "avif", "heic"])
def test_colours_stay_what_they_mean(kind):
    with Pillow.open(cleaned(as_file(photo(kind)))) as picture:
        assert picture.info["icc_profile"] == PROFILE


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, "upper left"), (3, "lower right"), (6, "upper right"), (8, "lower left")]
)
def test_a_photo_stands_as_it_was_taken(orientation, corner):
    with Pillow.open(cleaned(as_file(photo("jpg", orientation=orientation)))) as picture:
        width, height = picture.size
        assert (width, height) == ((400, 300) if orientation in (1, 3) else (300, 400))
        points = {
            "upper left": (9, 9),
            "upper right": (width - 9, 9),
            "lower left": (9, height - 9),
            "lower right": (width - 9, height - 9),
        }
        red = [name for name, point in points.items() if picture.convert("RGB").getpixel(point)[2] < 100]
        assert red == [corner]


def test_what_an_iphone_makes_becomes_what_browsers_show():
    made = cleaned(as_file(photo("heic"), "IMG_2034.HEIC"))
    assert made.name == "IMG_2034.jpg"
    assert made.read(2) == b"\xff\xd8"


def test_a_large_photo_is_made_smaller():
    made = cleaned(as_file(photo("jpg", size=(6000, 4000))))
    assert made.size_in_points == (LONGEST_SIDE, 1707)
    assert made.was_made_smaller


def test_a_small_one_stays_as_large_as_it_is():
    made = cleaned(as_file(photo("jpg")))
    assert made.size_in_points == (400, 300)
    assert not made.was_made_smaller


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
@pytest.mark.parametrize("side", [60, LONGEST_SIDE + 40])
def test_every_way_of_keeping_points_is_understood(mode, side):
    out, large = io.BytesIO(), Pillow.new(mode, (side, 50))
    large.save(out, "TIFF" if mode == "nothing" else "JPEG" if mode == "CMYK" else "PNG")
    with Pillow.open(cleaned(as_file(out.getvalue(), "a.png"))) as picture:
        picture.load()
        assert max(picture.size) == min(side, LONGEST_SIDE)


def test_what_is_see_through_stays_so():
    out, drawing = io.BytesIO(), Pillow.new("P", (60, 60), 1)
    drawing.putpalette([255, 0, 0, 0, 0, 255])
    drawing.save(out, "PNG", transparency=1)
    with Pillow.open(cleaned(as_file(out.getvalue(), "a.png"))) as picture:
        assert picture.convert("RGBA").getpixel((5, 5))[3] == 0


def test_of_a_moving_picture_the_first_frame_is_kept():
    out = io.BytesIO()
    scene().save(out, "GIF", save_all=True, append_images=[Pillow.new("RGB", (400, 300), "green")])
    with Pillow.open(cleaned(as_file(out.getvalue(), "a.gif"))) as picture:
        assert getattr(picture, "n_frames", 1) == 1
        assert picture.convert("RGB").getpixel((5, 5))[0] > 200


# --- Every way into the store -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_picture_that_code_puts_there_is_clean_too():
    picture = Picture.objects.create(title="Walk", file=as_file(photo("jpg", size=(3000, 1000), orientation=6)))
    picture.refresh_from_db()
    assert what_it_tells(kept(picture)) == []
    assert (picture.width, picture.height) == (853, LONGEST_SIDE)
    assert picture.is_clean
    for file in picture.renditions.all():
        assert what_it_tells(kept(file)) == []
    assert picture.renditions.count() == 8


@pytest.mark.django_db
def test_a_file_that_is_put_straight_into_the_store_is_clean_too():
    """As Wagtail does with an upload that had to wait for the rest of its form."""
    picture = Picture(title="Walk")
    picture.file.save("walk.jpg", as_file(photo("jpg")), save=False)
    picture.save()
    assert what_it_tells(kept(picture)) == []
    assert picture.is_clean


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_staff_upload_it_and_nothing_of_it_is_kept(admin_client, kind):
    file = SimpleUploadedFile(f"walk.{kind}", photo(kind))
    answer = admin_client.post(
        reverse("wagtailimages:add"), {"title": "A walk", "file": file, "shows_people": "nobody"}
    )
    assert answer.status_code == 302
    picture = Picture.objects.get()
    assert what_it_tells(kept(picture)) == []
    assert picture.file_size == len(kept(picture))
    for file in picture.renditions.all():
        assert what_it_tells(kept(file)) == []


@pytest.fixture
def old_picture(db):
    """As it was kept before pictures were cleaned: the file in the store tells all."""
    picture = Picture.objects.create(title="Walk", file=as_file(photo("jpg", size=(3000, 1500))), focal_point_x=1)
    name = picture.file.storage.save("original_images/old.jpg", as_file(photo("jpg", size=(3000, 1500))))
    about = {"focal_point_x": 1500, "focal_point_y": 600, "focal_point_width": 300, "focal_point_height": 150}
    Picture.objects.update(file=name, is_clean=False, width=3000, height=1500, **about)
    return Picture.objects.get()


def test_the_worker_cleans_what_is_there_already(old_picture, django_capture_on_commit_callbacks):
    before = old_picture.file.name
    assert what_it_tells(kept(old_picture))
    with django_capture_on_commit_callbacks(execute=True):
        clean_old_pictures()
    picture = Picture.objects.get()
    assert picture.is_clean
    assert what_it_tells(kept(picture)) == []
    assert not picture.file.storage.exists(before)
    assert (picture.width, picture.focal_point_x, picture.focal_point_width) == (2560, 1280, 256)
    assert picture.renditions.count() == 8


def test_a_picture_that_cannot_be_read_stays_and_is_written_down(old_picture, caplog):
    with old_picture.file.storage.open(old_picture.file.name, "wb") as file:
        file.write(b"\xff\xd8 broken")
    clean_old_pictures()
    assert not Picture.objects.get().is_clean
    assert f"Picture {old_picture.pk} cannot be cleaned" in caplog.text


# --- What pages show ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_square_is_cut_round_the_part_that_staff_marked():
    """Without a mark the middle is kept, where there is no red."""
    wide = Pillow.new("RGB", (1600, 400), "white")
    wide.paste("red", (0, 0, 300, 400))
    made = {}
    for x in (None, 150):
        marked = {} if x is None else dict.fromkeys(("focal_point_width", "focal_point_height"), 200)
        marked |= {} if x is None else {"focal_point_x": x, "focal_point_y": 200}
        picture = Picture.objects.create(title="Door", file=as_file(photo("jpg", picture=wide)), **marked)
        file = picture.renditions.get(filter_spec="fill-352x352|format-jpeg")
        with Pillow.open(io.BytesIO(kept(file))) as shown:
            made[x] = shown.getpixel((60, 170))[1] < 100
    assert made == {None: False, 150: True}
