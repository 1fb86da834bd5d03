"""Pages to be weighed: the starter content, a full list, and photographs on every page that can show one.

Photographs are drawn from noise of every size, which compresses a little worse than a photograph of as many points.
"""

import random
from dataclasses import dataclass
from datetime import time, timedelta
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops

#: Of the events that are made here.
TITLE = "Sample: coffee and ideas"
#: Cards on a list.
FULL_LIST = 20
#: Kilobytes of 1,024 bytes in all, by the kind of page (speed.md, budget 9).
MOST = {"home": 250, "list": 90, "detail": 100, "form": 100}
#: Types whose pages are lists; what is neither these nor the home page is a page of its own.
LISTS = {"EventIndexPage", "CaseStudyIndexPage", "TechniqueIndexPage", "ContactsPage", "RecommendationsPage"}
LISTS |= {"AgreementsPage"}


@dataclass(frozen=True)
class Shown:
    """A page that is measured: what it is, of which kind (MOST), and where."""

    name: str
    kind: str
    path: str


def photograph(seed: int, size: tuple[int, int] = (1600, 1200)) -> bytes:
    """A JPEG with detail of every size, such as leaves and faces have; the same one for the same seed."""
    chance = random.Random(seed)  # noqa: S311  a drawing
    channels = [Image.new("L", size, 128) for _ in range(3)]
    for octave in range(2, 10):  # each finer, and fainter in the measure in which nature's detail is
        grid = (2**octave, 2**octave * size[1] // size[0])
        noise = Image.frombytes("L", grid, chance.randbytes(grid[0] * grid[1])).resize(size, Image.Resampling.BICUBIC)
        by = 1.15**-octave * 0.5
        faint = noise.point([round((value - 128) * by + 128) for value in range(256)])
        channels = [ImageChops.add(channel, faint, offset=-128) for channel in channels]
    tints = [
        channel.point([min(255, round(value * tint)) for value in range(256)])
        for channel, tint in zip(channels, (1.1, 1, 0.8), strict=True)
    ]
    out = BytesIO()
    Image.merge("RGB", tints).save(out, "JPEG", quality=90)
    return out.getvalue()


def put_pictures() -> None:
    """A photograph at the head of every English page that has a place for one, and one in the text of a case study.

    Published as staff do, so the files that pages show are made by the site itself.
    """
    from django.core.files.base import ContentFile
    from wagtail.models import Page

    from casestudies.models import CaseStudyPage
    from corner.models import Picture

    photos = [
        Picture.objects.create(
            title=f"Photo {seed}", shows_people="nobody", file=ContentFile(photograph(seed), f"p{seed}.jpg")
        )
        for seed in range(2)
    ]
    in_text = CaseStudyPage.objects.live().filter(locale__language_code="en-gb").first()
    for page in Page.objects.live().filter(locale__language_code="en-gb", depth__gt=1).specific():
        if not hasattr(page, "image_alt") or type(page).__name__ in LISTS:
            continue
        page.image, page.image_alt = photos[0], "Leaves"
        if page.pk == getattr(in_text, "pk", None):
            page.what_happened.append(("picture", _block(page, photos[1])))
        page.save_revision().publish()


def _block(page: Any, photo: Any) -> Any:
    raw = {"image": {"image": photo.pk, "alt_text": "More leaves", "decorative": False}, "caption": ""}
    return page.what_happened.stream_block.child_blocks["picture"].to_python(raw)


def fill_the_list() -> None:
    """As many events as stand on one page of the list, and one more."""
    from django.utils import timezone

    from events.models import EventDate, EventIndexPage, EventPage

    like = EventPage.objects.live().filter(locale__language_code="en-gb", dates__isnull=False).first()
    index = EventIndexPage.objects.get(locale__language_code="en-gb")
    for number in range(FULL_LIST + 1):
        page = EventPage(
            title=f"{TITLE} {number}",
            intro="Come and say what you think.",
            mode="in-person",
            venue=like.venue,
            signup="here",
            calm_space="yes",
            payment="no",
            photos_policy="We take no photos of faces.",
            what_to_expect=[("line", {"time": time(10, 30), "title": "Hello", "text": "Tea and toast."})],
            responsible_organisation=like.responsible_organisation,
            live=False,
        )
        page.dates.add(
            EventDate(
                day=timezone.localdate() + timedelta(days=20 + number), start_time=time(10, 30), end_time=time(12)
            )
        )
        index.add_child(instance=page)
        page.save_revision().publish()


def pages() -> list[Shown]:
    """The first English page of every type, of events one to come; and lists and forms that are no pages."""
    from django.urls import reverse
    from wagtail.models import Page

    found: dict[str, Shown] = {}
    events = {page.pk for page in _events_to_come()}
    for page in Page.objects.live().filter(locale__language_code="en-gb", depth__gt=1).specific():
        if type(page).__name__ == "EventPage" and page.pk not in events:
            continue
        name = type(page).__name__
        kind = "home" if name == "HomePage" else "list" if name in LISTS else "detail"
        found.setdefault(name, Shown(name, kind, page.get_url()))
    others = {
        "search": ("list", "/search/?q=people"),
        "topic": ("list", "/topics/money/"),
        "sign-up form": ("form", _sign_up_form()),
        "message form": ("form", reverse("write")),
    }
    return [*found.values(), *(Shown(name, kind, path) for name, (kind, path) in others.items())]


def _events_to_come() -> Any:
    from events.models import EventPage

    return EventPage.objects.live().filter(title__startswith=TITLE)


def _sign_up_form() -> str:
    from events.models import Occasion

    page = _events_to_come().first()
    return f"{page.get_url()}sign-up/{Occasion.objects.of_page(page).get().pk}/"
