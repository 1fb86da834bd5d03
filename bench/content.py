"""As many pages as a measurement wants: events with dates to come and past, case studies and techniques.

Each is a copy of a page of the starter content, with a topic and a picture of its own kind. Every tenth is there in
Polish and Arabic as well. Django is set up already; what is there stays, so it can be called again for more.
"""

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

from tools import copies

#: Every so manieth thing is there in the other languages.
TRANSLATED = 10
OTHER_LANGUAGES = ("pl", "ar")
BATCH = 2_000
PICTURES = 8
#: Days over which the dates of events are spread, in both directions.
DAYS = 700


def fill(each: int) -> None:
    """Make it so many things of each kind beside those of the starter content."""
    from django.db import connection, transaction

    from casestudies.models import CaseStudyPage
    from events.models import EventPage
    from techniques.models import TechniquePage

    for model in (EventPage, CaseStudyPage, TechniquePage):
        there = made(model).filter(locale__language_code="en-gb").count()
        for start in range(there, each, BATCH):
            with transaction.atomic():
                _make(model, range(start, min(start + BATCH, each)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def made(model: Any) -> Any:
    """The pages of a kind that were made here, in all languages."""
    return model.objects.filter(slug__startswith="copy-")


def _make(kind: Any, numbers: Sequence[int]) -> None:
    """One batch of one kind, in English and where it is due in the other languages."""
    from wagtail.models import Page

    model = model_of(kind)
    index = model.get_parent()
    sources = [_row(number, model, index) for number in numbers]
    pages = list(sources)
    for parent in _lists_in_other_languages(index):
        pages += [
            _row(number, model, parent, source.translation_key)
            for number, source in zip(numbers, sources, strict=True)
            if number % TRANSLATED == 0
        ]
    Page.objects.bulk_create(pages)
    copies.complete(model, [page.pk for page in pages])
    for parent_path, count in _children(pages):
        parent = Page.objects.get(path=parent_path)
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    _dress(kind, pages)
    if hasattr(model, "dates"):
        _give_dates(model, sources)


def _lists_in_other_languages(index: Any) -> Iterator[Any]:
    """The list in the other languages; where nobody has translated it yet, a copy of it.

    Straight into the tables: staff could not publish it, as not all of it is translated.
    """
    from wagtail.models import Locale, Page

    index = index.specific
    for locale in Locale.objects.filter(language_code__in=OTHER_LANGUAGES):
        there = index.get_translation_or_none(locale)
        if there is None:
            home = index.get_parent().get_translation(locale)
            key = {"slug": index.slug, "translation_key": index.translation_key}
            there = copies.row(index.pk, index, home, index.title, live=True, **key)
            Page.objects.bulk_create([there])
            copies.complete(index, [there.pk])
            Page.objects.filter(pk=home.pk).update(numchild=home.numchild + 1)
        yield there


def model_of(kind: Any) -> Any:
    """The page that is copied: one in English that anybody may read. Raises LookupError where there is none."""
    from corner.languages.pages import source_pages

    model = source_pages(kind).exclude(slug__startswith="copy-").order_by("pk").last()
    if model is None:
        raise LookupError(f"The starter content has no {kind._meta.verbose_name} to copy.")
    return model


def _row(number: int, model: Any, parent: Any, translation_key: uuid.UUID | None = None) -> Any:
    from django.utils import timezone

    moment = timezone.now() - timedelta(hours=number)
    return copies.row(
        number,
        model,
        parent,
        f"{model.title} {number}",
        translation_key=translation_key or uuid.uuid4(),
        live=True,
        first_published_at=moment,
        last_published_at=moment,
    )


def _children(pages: list[Any]) -> Iterator[tuple[str, int]]:
    """Each parent's path, and how many children it gets."""
    paths = [page.path[: -page.steplen] for page in pages]
    for path in set(paths):
        yield path, paths.count(path)


def _dress(kind: Any, pages: list[Any]) -> None:
    """A picture and a topic for each."""
    from corner.models import Topic

    pictures = _pictures()
    for place, picture in enumerate(pictures):
        keys = [page.pk for page in pages[place :: len(pictures)]]
        kind.objects.filter(pk__in=keys).update(image=picture, image_alt="Flat colours")
    through = kind.topics.field.remote_field.through
    own = f"{kind._meta.model_name}_id"
    for locale_id in {page.locale_id for page in pages}:
        topics = list(Topic.objects.filter(locale_id=locale_id).order_by("pk"))
        through.objects.bulk_create(
            through(topic_id=topics[place % len(topics)].pk, **{own: page.pk})
            for place, page in enumerate(page for page in pages if page.locale_id == locale_id)
            if topics
        )


def _pictures() -> list[Any]:
    """Some pictures to share among the pages; made the first time."""
    from django.core.files.base import ContentFile
    from PIL import Image

    from corner.models import Picture

    known = list(Picture.objects.filter(title__startswith="Bench ").order_by("pk"))
    for number in range(len(known), PICTURES):
        drawn = BytesIO()
        Image.linear_gradient("L").rotate(360 * number / PICTURES).resize((960, 640)).convert("RGB").save(drawn, "PNG")
        picture = Picture(title=f"Bench {number}", shows_people="nobody")
        picture.file.save(f"bench-{number}.png", ContentFile(drawn.getvalue()), save=False)
        picture.save()
        known.append(picture)
    return known


def _give_dates(model: Any, sources: list[Any]) -> None:
    """One date to come and one that is past for each event, with places to sign up for."""
    from django.utils import timezone

    from events.models import Event, EventDate, Occasion, Places

    events = Event.objects.bulk_create(
        Event(
            translation_key=page.translation_key,
            source_locale_id=page.locale_id,
            responsible_organisation_id=model.responsible_organisation_id,
        )
        for page in sources
    )
    today, zone = timezone.localdate(), timezone.get_default_timezone()
    dates, occasions = [], []
    for number, (page, event) in enumerate(zip(sources, events, strict=True)):
        for order, day in enumerate(_days(number, today)):
            row = EventDate(page_id=page.pk, day=day, start_time=time(10), end_time=time(12), sort_order=order)
            dates.append(row)
            occasion = Occasion(
                event=event,
                date_key=row.date_key,
                day=day,
                starts_at=datetime.combine(day, time(10), zone),
                ends_at=datetime.combine(day, time(12), zone),
                venue_id=model.venue_id,
                takes_signups=True,
                ical_uid=f"{row.date_key}@bench",
            )
            occasions.append(occasion)
    EventDate.objects.bulk_create(dates)
    Occasion.objects.bulk_create(occasions)
    Places.objects.bulk_create(Places(occasion=occasion, way="in-person", capacity=20) for occasion in occasions)


def _days(number: int, today: Any) -> tuple[Any, Any]:
    """A day that is past and one to come."""
    away = timedelta(days=1 + number % DAYS)
    return today - away, today + away
