"""People who want a place at the same event, in three languages, one shortly after the other. Django is set up."""

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from tools.faults import scene
from tools.faults.load import FULL, HEADINGS, Door, Person, Tally
from tools.layout.visitor import Visitor

LANGUAGES = ("en-gb", "pl", "ar")
#: Seconds after which somebody who came last has surely finished or given up.
PATIENCE = 300


@dataclass(frozen=True)
class Way:
    """How one language leads to the date: the event's page, and the form below it."""

    language: str
    page: str
    door: Door


class Traveller(Person):
    """Somebody who reads the site in their own language, and is told there how it went."""

    def __init__(self, visitor: Visitor, number: int, tally: Tally, way: Way) -> None:
        super().__init__(visitor, number, tally)
        self.way = way
        self.headings, self.full = headings_in(way.language)

    def come(self) -> None:
        """The event's page, the form, check, send."""
        self.read(self.way.page)
        self.sign_up(self.way.door)


def headings_in(language: str) -> tuple[dict[str, str], str]:
    """HEADINGS and FULL as pages of this language say them."""
    from django.utils import translation

    with translation.override(language):
        return {translation.gettext(heading): told for heading, told in HEADINGS.items()}, translation.gettext(FULL)


def open_event(title: str, capacity: int | None) -> list[Way]:
    """A new event with so many places (None: no limit), and the way to it in each of LANGUAGES."""
    from wagtail.models import Locale
    from wagtail_localize.models import TranslationSource

    from events.models import EventPage, Occasion
    from home.starter.translate import translate

    occasion_id = scene.open_event(title, capacity).occasion
    key = Occasion.objects.values_list("event__translation_key", flat=True).get(pk=occasion_id)
    source = TranslationSource.update_or_create_from_instance(EventPage.objects.get(translation_key=key))[0]
    for code in LANGUAGES[1:]:
        translate(source, Locale.objects.get(language_code=code), Drafts(code))
    pages = {page.locale.language_code: page.get_url() for page in EventPage.objects.filter(translation_key=key)}
    return [Way(code, pages[code], Door(f"{pages[code]}sign-up/{occasion_id}/", occasion_id)) for code in LANGUAGES]


class Drafts(Mapping[str, str]):
    """Any words in another language, as far as a load is concerned."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __getitem__(self, words: str) -> str:
        return f"{words} ({self.code})"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def arrivals(people: int, seconds: float) -> list[float]:
    """When each comes, in seconds from the beginning: all over the time, and never in step."""
    return sorted(random.uniform(0, seconds) for _ in range(people))  # noqa: S311  no secret


def come(visitor: Callable[[], Visitor], ways: list[Way], people: int, seconds: float) -> Tally:
    """So many people within so many seconds, by every way in turn; what all of them met, once the last is gone."""
    tally, began = Tally(), time.monotonic()
    threads = []
    for number, moment in enumerate(arrivals(people, seconds), start=1):
        traveller = Traveller(visitor(), number, tally, ways[number % len(ways)])
        threads.append(threading.Thread(target=traveller.come, daemon=True))
        time.sleep(max(0.0, began + moment - time.monotonic()))
        threads[-1].start()
    for thread in threads:
        thread.join(timeout=PATIENCE)
    return tally


@dataclass
class Depth:
    """How many mails waited in the outbox, each at a moment of time.monotonic."""

    began: float = field(default_factory=time.monotonic)
    waiting: list[tuple[float, int]] = field(default_factory=list)

    @property
    def most(self) -> int:
        return max((number for _moment, number in self.waiting), default=0)

    def every(self, seconds: float) -> str:
        """As in "10 s: 3, 20 s: 5"."""
        told, words = 0.0, []
        for moment, number in self.waiting:
            if moment - self.began >= told + seconds:
                told = moment - self.began
                words.append(f"{told:.0f} s: {number}")
        return ", ".join(words)


@contextmanager
def depth_of_outbox() -> Iterator[Depth]:
    """Looked at once a second while the block lasts."""
    depth, over = Depth(), threading.Event()

    def look() -> None:
        from django.db import connection

        from corner.models import OutgoingEmail

        while not over.wait(1):
            depth.waiting.append((time.monotonic(), OutgoingEmail.objects.waiting().count()))
        connection.close()

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield depth
    finally:
        over.set()
        thread.join()
