"""What other programs show when somebody shares a page: its picture, its language, its facts."""

import json
import re
from datetime import time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.images import get_image_model

from corner.models import PictureRendition
from events.models import EventDate, Places

pytestmark = pytest.mark.django_db

SITE = settings.WAGTAILADMIN_BASE_URL


@pytest.fixture
def meta(client):
    """What the head of a page says: `meta(page)["og:image"]`."""

    def read(page):
        head = client.get(page.url).content.decode().split("</head>")[0]
        return dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', head))

    return read


@pytest.fixture
def data(client):
    """What search engines read."""

    def read(page):
        html = client.get(page.url).content.decode()
        return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])

    return read


@pytest.fixture
def bench(db):
    cache.clear()  # it knows renditions by the number of their picture, which begins anew with every test
    content = BytesIO()
    Pillow.new("RGB", (1200, 900), "#18502F").save(content, "PNG")
    return get_image_model().objects.create(
        title="A bench", file=ContentFile(content.getvalue(), name="bench.png"), width=1200, height=900
    )


def test_a_shared_page_shows_its_own_picture(meta, make_case_study, bench):
    said = meta(make_case_study(image=bench, image_alt="A green bench."))
    assert said["og:image"].startswith(f"{SITE}/media/images/")
    assert ".width-960." in said["og:image"]
    assert (said["og:image:width"], said["og:image:height"]) == ("960", "720")
    assert said["og:image:alt"] == "A green bench."


def test_a_page_without_a_picture_shows_the_mark(meta, home, make_technique):
    for page in (home, make_technique()):
        said = meta(page)
        assert said["og:image"] == f"{SITE}/static/share.png"
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")


def test_the_drawn_picture_is_as_large_as_programs_want_it_and_small_to_fetch():
    path = finders.find("share.png")
    with Pillow.open(path) as picture:
        assert picture.size == (1200, 630)
    assert Path(path).stat().st_size < 30_000


def test_sharing_makes_no_picture(meta, make_case_study, bench):
    """A reader's request never makes one: what is not there yet is left out, and the mark stands there."""
    page = make_case_study(image=bench, image_alt="A green bench.")
    PictureRendition.objects.all().delete()
    cache.clear()
    assert meta(page)["og:image"] == f"{SITE}/static/share.png"
    assert not PictureRendition.objects.exists()


def test_the_language_is_said_as_open_graph_writes_it(meta, home, polish_home, arabic_home):
    assert meta(home)["og:locale"] == "en_GB"
    assert meta(polish_home)["og:locale"] == "pl_PL"
    assert meta(arabic_home)["og:locale"] == "ar_AR"


def test_people_and_organisations_have_no_language(data, make_person, make_organisation):
    """schema.org knows it for works and events only."""
    assert "inLanguage" not in data(make_person())
    assert "inLanguage" not in data(make_organisation())


def test_a_work_has_a_language(data, make_technique):
    assert data(make_technique())["inLanguage"] == "en-GB"


def test_an_event_in_a_room_and_online_is_in_both_places(data, make_event):
    event = make_event(mode="both", capacity_online=20)
    place, online = data(event)["location"]
    assert (place["@type"], place["name"]) == ("Place", "Central Library")
    assert online == {"@type": "VirtualLocation", "url": f"{SITE}{event.url}"}


def test_an_event_online_is_online(data, make_event):
    assert data(make_event(mode="online"))["location"]["@type"] == "VirtualLocation"


@pytest.mark.parametrize(
    ("taken", "waiting", "said"),
    [(0, 0, "InStock"), (11, 0, "InStock"), (12, 0, "SoldOut"), (11, 1, "SoldOut")],
)
def test_search_engines_hear_whether_newcomers_find_a_place(data, make_event, taken, waiting, said):
    """A place that is free while somebody waits for it is none for a newcomer."""
    event = make_event(capacity=12)
    Places.objects.update(taken=taken, waiting=waiting)
    assert data(event)["offers"] == {
        "@type": "Offer",
        "availability": f"https://schema.org/{said}",
        "url": f"{SITE}{event.url}",
    }


def test_a_place_in_one_way_of_joining_is_a_place(data, make_event):
    event = make_event(mode="both", capacity=3, capacity_online=3)
    Places.objects.filter(way="in-person").update(taken=3)
    assert data(event)["offers"]["availability"] == "https://schema.org/InStock"


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_does_not_go_ahead_says_so_and_offers_nothing(data, make_event, status):
    row = EventDate(day=timezone.localdate() + timedelta(days=7), start_time=time(9), status=status)
    said = data(make_event(dates=[row]))
    assert said["eventStatus"] == f"https://schema.org/Event{status.title()}"
    assert "offers" not in said


@pytest.mark.parametrize("fields", [{"signup": "none"}, {"signup": "call-us"}, {"starts_in_days": -7}])
def test_nothing_is_offered_where_nobody_signs_up(data, make_event, fields):
    assert "offers" not in data(make_event(**fields))
