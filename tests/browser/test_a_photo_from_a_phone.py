"""An editor brings a photo of 30 MB that says where it was taken. It is made smaller, and no place is left in it."""

import io
import random
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from corner.models import ConsentRecord, Picture
from events.models import EventPage
from tests.pictures.photos import SECRETS, iptc, told, what_it_tells

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def photo(tmp_path_factory):
    """As a good camera makes it: 35 million points, each of them different. In a folder, as a browser wants it."""
    size = (7200, 4800)
    points = Image.frombytes("L", size, random.Random(1).randbytes(size[0] * size[1]))
    content = io.BytesIO()
    points.save(content, "JPEG", quality=95, exif=told(orientation=6).tobytes(), comment=SECRETS[0])
    raw = content.getvalue()
    path = tmp_path_factory.mktemp("camera") / "IMG_2034.jpg"
    path.write_bytes(raw[:2] + iptc() + raw[2:])
    assert 30 * MEGABYTE < path.stat().st_size < 40 * MEGABYTE
    assert what_it_tells(path.read_bytes())
    return path


def test_a_photo_of_30_megabytes_that_says_where_it_was_taken(editor, sign_in, visitor, photo):
    page = sign_in(editor, "/admin/images/multiple/add/")
    page.set_default_timeout(90_000)  # milliseconds; a photo of that size takes its time on a busy machine
    expect(page.locator("main")).to_contain_text("up to 40")
    page.locator("#fileupload").set_input_files(photo)
    form = page.locator("#upload-list form")
    expect(form).to_contain_text("We made the picture smaller: it had 7200 × 4800 points", timeout=90_000)
    expect(form).to_contain_text("Where and when it was taken is not kept.")

    # People can be recognised: only now is the consent asked for, and it is missed.
    asked = form.locator("[name$=consent_agreed_to]")
    expect(asked).to_be_hidden()
    form.locator("[name$=title]").fill("At the round tables")
    form.locator("[name$=description]").fill("Six people talk at a table.")
    form.locator("[name$=shows_people]").select_option("recognisable")
    expect(asked).to_be_visible()
    form.get_by_role("button", name="Update").click()
    expect(page.locator("#upload-list")).to_contain_text("Fill this in, because people can be recognised.")
    form.locator("[name$=consent_asked_by]").fill("Host of the evening")
    form.locator("[name$=consent_given_on]").fill("2026-05-03")
    form.locator("[name$=consent_agreed_to]").fill("All six agreed to this website.")
    form.locator("[name$=consent_review_on]").fill("2099-05-03")
    form.get_by_role("button", name="Update").click()
    expect(page.locator("#upload-list > li")).to_have_count(0)

    picture = Picture.objects.get(title="At the round tables")
    assert ConsentRecord.objects.filter(subject_key=picture.consent_key).count() == 1
    with picture.file.open("rb") as file:
        assert what_it_tells(file.read()) == []
    assert max(picture.width, picture.height) == 2560
    assert picture.height > picture.width, "it stands upright, as it was taken"

    # A page shows it; what a reader's browser fetches says nothing either.
    event = EventPage.objects.filter(live=True, locale__language_code="en-gb").first()
    event.image, event.image_alt, event.image_is_decoration = picture, "Six people talk at a table.", False
    event.save_revision().publish()
    reader = visitor()
    reader.goto(event.url)
    shown = reader.get_by_alt_text("Six people talk at a table.")
    expect(shown).to_be_visible()
    assert shown.evaluate("picture => picture.currentSrc").endswith(".avif")
    head = reader.content().split("</header>")[0]
    files = set(re.findall(r"/media/images/[^\s\"]+", reader.content()))
    assert len(files) >= 3
    assert any("width-960" in name for name in re.findall(r"/media/images/[^\s\"]+", head))
    for name in files:
        answer = reader.request.get(name)
        assert answer.status == 200
        assert what_it_tells(answer.body()) == [], name
