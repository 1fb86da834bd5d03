"""A site to do harm to, and the events that people sign up for while that is done."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from pathlib import Path

from tools.faults.load import Door, Tally
from tools.layout import Layout, running

#: Places of the small event of each round: fewer than there are people who want one.
FEW = 3


@contextmanager
def stage(database: str) -> Iterator[Layout]:
    """The site on two web servers of two processes each, with all its helpers, and Django set up here as they are."""
    with (
        tempfile.TemporaryDirectory(prefix="corner-faults-") as folder,
        running(Path(folder), database, web_processes=2) as layout,
    ):
        os.environ.update(layout.environment)
        import django

        import manage  # noqa: F401  puts site/ on the path, the one place that does

        django.setup()
        yield layout


def open_event(title: str, capacity: int | None, waiting_list: str = "automatic") -> Door:
    """An event in a fortnight, in person, with so many places (None: no limit), published as staff publish it."""
    from django.utils import timezone

    from contacts.models import OrganisationPage, Venue
    from events.models import EventDate, EventIndexPage, EventPage, Occasion

    index = EventIndexPage.objects.get(locale__language_code="en-gb")
    page = EventPage(
        title=title,
        intro="People sign up while things break.",
        mode="in-person",
        venue=Venue.objects.filter(locale=index.locale).first(),
        signup="here",
        calm_space="yes",
        payment="no",
        photos_policy="We take no photos of faces.",
        what_to_expect=[("line", {"time": time(10, 30), "title": "Hello", "text": "Tea and toast."})],
        capacity_in_person=capacity,
        waiting_list=waiting_list,
        responsible_organisation=OrganisationPage.objects.filter(locale=index.locale).first(),
        live=False,
    )
    day = timezone.localdate() + timedelta(days=14)
    page.dates.add(EventDate(day=day, start_time=time(10, 30), end_time=time(13), sort_order=0))
    index.add_child(instance=page)
    page.save_revision().publish()
    occasion = Occasion.objects.of_page(page).get()
    return Door(f"{page.get_url()}sign-up/{occasion.pk}/", occasion.pk)


def doors(rounds: int) -> list[list[Door]]:
    """For each round the roomy event and one with few places, with and without a waiting list in turn."""
    roomy = open_event("Room for all", None)
    return [
        [roomy, open_event(f"Few places {number}", FEW, "none" if number % 2 else "automatic")]
        for number in range(1, rounds + 1)
    ]


def pages() -> list[str]:
    """The home pages and what hangs directly below them."""
    from wagtail.models import Page

    return [page.get_url() for page in Page.objects.live().filter(depth__range=(2, 3))]


def tell_of_errors(layout: Layout, tally: Tally) -> None:
    """What the logs of the web servers say, to whoever wonders about an error that is no honest 503."""
    if any(reply.status and not reply.honest for reply in tally.replies if reply.failed):
        for name in ("web-1", "web-2"):
            log = layout.processes[name].log.read_text(encoding="utf-8", errors="replace")
            print(f"--- the end of the log of {name} ---", log[-6000:], sep="\n", file=sys.stderr)  # noqa: T201
