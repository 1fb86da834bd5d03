"""A new event from a former one: what people would type again is kept, what belongs to the former dates is left behind.

The copy is a draft with a translation key of its own, so it has no occasions, no sign-ups and no feedback: those hang
on the key of the former event. Ids of questions and options stay, the key of its date is new (design.md, "Whose
facts").
"""

import re
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page

from corner.languages.aliases import original_of
from events.models import EventDate, EventPage

#: Fields of the page that speak of the former dates, with what stands there in the copy. Moments of sign-up are days
#: that would be over; an event that is copied will take place, so it is no sample and no entry of an archive.
LEFT_BEHIND: dict[str, Any] = {
    "signup_opens": None,
    "signup_closes": None,
    "record": [],
    "how_many_came": None,
    "not_recorded": False,
    "is_sample": False,
    "last_reviewed": None,
    "next_review": None,
    "go_live_at": None,
    "expire_at": None,
    "expired": False,
}
#: Between the last date and the one suggested: the same weekday, about a month later.
STEP = timedelta(weeks=4)
LONGEST_TITLE = 255


def source_to_copy(page: Page) -> EventPage:
    """The page whose facts count, whichever language or alias of the event staff have before them."""
    return original_of(page.specific).facts


def last_row(page: EventPage) -> EventDate | None:
    """The latest date of `page`, as it is published, or as it was last saved where it never was."""
    rows = sorted(as_readers_have_it(page).dates.all(), key=lambda row: row.day)
    return rows[-1] if rows else None


def as_readers_have_it(page: EventPage) -> EventPage:
    """What is published counts; of a page that never was, the newest draft."""
    return page if page.live else page.get_latest_revision_as_object()


def suggested_day(page: EventPage) -> date | None:
    """A day to come on the weekday of the last date; None where there is no such date."""
    row = last_row(page)
    if row is None or row.month_only:
        return None
    today = timezone.localdate()
    steps = max(1, -((row.day - today - timedelta(days=1)) // STEP))
    return row.day + steps * STEP


def suggested_title(page: EventPage, day: date | None) -> str:
    """The former title with the month of the new date, so that two of a row can be told apart in lists.

    A month that stands at its end already is replaced.
    """
    if day is None:
        return page.title
    months = "|".join(date_format(date(day.year, month, 1), "F") for month in range(1, 13))
    month = date_format(day, "F Y")
    name = re.sub(rf",? (?:{months}) \d{{4}}$", "", page.title)[: LONGEST_TITLE - len(month) - 2]
    return f"{name} {month}" if name.endswith(("?", "!", ".")) else f"{name}, {month}"


@transaction.atomic
def copy_event(
    page: EventPage, *, title: str, day: date, start_time: time, end_time: time | None, user: Any
) -> EventPage:
    """A draft below the same list, with one date. Raises CopyPagePermissionError where `user` may not add pages there,
    and ValidationError where no address can be made of the title.

    Wagtail takes view restrictions along: an event for invited people stays one.
    """
    page = source_to_copy(page)
    new = CopyPageAction(
        as_readers_have_it(page),
        to=page.get_parent(),
        # Without an address, the page makes one from its title that is still free.
        update_attrs={"title": title, "draft_title": title, "slug": "", **LEFT_BEHIND},
        exclude_fields=["dates"],
        copy_revisions=False,
        keep_live=False,
        user=user,
    ).execute()
    _drop_retired(new.questions)
    new.dates = [EventDate(sort_order=0, day=day, start_time=start_time, end_time=end_time)]
    new.save()  # gives it its address
    if not new.slug:
        raise ValidationError({"title": "No address can be made of this title."})
    new.save_revision(user=user, clean=False)  # a draft may have gaps
    return new


def _drop_retired(questions: Any) -> None:
    """Take out what is not asked any more: it stays on a page only because people have answered it."""
    for index in reversed(range(len(questions))):
        if questions[index].value.get("retired"):
            del questions[index]
