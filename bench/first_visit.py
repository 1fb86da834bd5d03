"""The first visit after publishing, and a warm one: processor time from the request to the answer, no
page kept, with a new photograph at the head of a new page each round. Medians; the page type was read before, so that
templates are there, as in a server that runs.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.scenery import photograph
from tools import trial_site
from tools.figures import databases
from tools.figures.figure import Figure, none_of

#: Warm visits beside each first one.
AGAIN = 5
MOST = 2.0


def figures(rounds: int, database: str) -> Iterator[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="corner-bench-") as folder,
        databases.fresh(database, Path(folder)) as address,
    ):
        trial_site.begin(address, Path(folder))
        from django.conf import settings
        from django.db import connections
        from django.test.utils import setup_test_environment

        from corner.models import PictureRendition

        settings.PAGE_CACHE = False
        setup_test_environment()
        _visits(_publish(rounds))
        first, warm, made = [], [], 0
        for number in range(rounds):
            page = _publish(number)
            before = PictureRendition.objects.count()
            costs = _visits(page)
            made += PictureRendition.objects.count() - before
            first.append(costs[0])
            warm.append(median(costs[1:]))
        connections.close_all()
    ratio = median(first) / median(warm)
    yield none_of("files of pictures made by a reader", made)
    yield Figure(
        "first visit after publishing",
        f"{median(first) * 1000:.1f} ms, warm {median(warm) * 1000:.1f} ms: {ratio:.2f} x",
        f"≤ {MOST:.0f} x",
        ratio <= MOST,
        of_time=True,
        budget=11,
    )


def _publish(number: int) -> Any:
    """A case study like the first one, with a photograph of its own, published as staff do."""
    from django.core.files.base import ContentFile

    from casestudies.models import CaseStudyPage
    from corner.models import Picture

    photo = ContentFile(photograph(number), f"first-visit-{number}.jpg")
    like = CaseStudyPage.objects.live().filter(locale__language_code="en-gb").first()
    page = like.copy(update_attrs={"title": f"First visit {number}", "slug": f"first-visit-{number}"}, keep_live=False)
    page.image = Picture.objects.create(title="Leaves", shows_people="nobody", file=photo)
    page.image_alt = "Leaves"
    page.save_revision().publish()
    return page


def _visits(page: Any) -> list[float]:
    """Seconds of processor time of the first visit and of each after it. Raises AssertionError for a wrong answer."""
    from django.test import Client

    client, found = Client(SERVER_NAME=trial_site.HOST), []
    for _ in range(1 + AGAIN):
        began = time.thread_time()
        answer = client.get(page.url, secure=True)
        found.append(time.thread_time() - began)
        if answer.status_code != 200 or b'type="image/avif"' not in answer.content:
            raise AssertionError(f"{page.url} answered {answer.status_code}, or without its picture.")
    return found
