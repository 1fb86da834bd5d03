"""What follows for the people of an event when staff take something away. Deleting what has sign-ups is refused."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from contacts.models import Venue
from corner.consequences import Action, Consequence
from events.admin.deleting import why_not
from events.models import Agreement, EventPage, Occasion, SignUp

WHAT_FOLLOWS = gettext_lazy(
    "Nobody else can sign up, and the page is gone in every language. The people on the list keep their places and "
    "still get reminders, but the site does not tell them that the page is gone. To call it off, do not unpublish: "
    "set each date to “Cancelled” and publish. Then everybody on the list is told."
)


def of_event_pages(thing: Any, action: Action, user: Any) -> Iterator[Consequence]:
    """Of a page, or of the pages below it: who is on the list for a date to come. Of a translation nothing: the others
    still take sign-ups, and nobody's place hangs on it.
    """
    if not isinstance(thing, Page):
        return
    if action == "delete":
        if reason := why_not([thing]):
            yield Consequence(reason)
        return
    events = EventPage.objects.descendant_of(thing, inclusive=True).live().filter(alias_of=None)
    titles = dict(events.filter(locale_id=F("source_locale_id")).values_list("translation_key", "title"))
    on_lists = _people_by_event(SignUp.objects.all(), titles)
    if not on_lists:
        return
    own = _people_by_event(SignUp.objects.for_user(user), titles)
    if not isinstance(thing, EventPage):
        yield Consequence(_("This is about the events below it, if you unpublish them, too."))
    for key in sorted(on_lists, key=lambda key: titles[key]):
        yield Consequence(_how_many(titles[key], own.get(key)), is_grave=True)
    yield Consequence(str(WHAT_FOLLOWS), is_grave=True)


def _people_by_event(signups: Any, titles: dict[Any, str]) -> dict[Any, int]:
    """By event, how many people have a place or wait for one on a date to come."""
    rows = (
        signups.active()
        .filter(occasion__event__translation_key__in=titles, occasion__in=Occasion.objects.upcoming().order_by())
        .values_list("occasion__event__translation_key")
        .annotate(people=Sum("number_of_places"))
        .order_by()
    )
    return dict(rows)


def _how_many(title: str, people: int | None) -> str:
    """In numbers only for whoever may see the list itself."""
    if people is None:
        return _("“%(title)s”: people have signed up.") % {"title": title}
    words = ngettext(
        "“%(title)s”: %(people)d person has signed up.", "“%(title)s”: %(people)d people have signed up.", people
    )
    return words % {"title": title, "people": people}


def of_a_venue(thing: Any, action: Action, user: Any) -> Iterator[Consequence]:
    """The dates to come that are held there lose their place."""
    if action != "delete" or not isinstance(thing, Venue):
        return
    dates = Occasion.objects.upcoming().filter(venue=thing).count()
    if dates:
        words = ngettext(
            "%(dates)d date to come is held here. Its page will say that the place is not known yet, and people who "
            "have signed up are not told. Give the event another place first.",
            "%(dates)d dates to come are held here. Their pages will say that the place is not known yet, and people "
            "who have signed up are not told. Give the events another place first.",
            dates,
        )
        yield Consequence(words % {"dates": dates})


def of_an_agreement(thing: Any, action: Action, user: Any) -> Iterator[Consequence]:
    """Its history goes, and pages that show it by themselves: no reference leads from them to it."""
    if action != "delete" or not isinstance(thing, Agreement):
        return
    yield Consequence(
        _("What was done about it, step by step, is deleted with it. If it is over, say so under “where it is now”.")
    )
    for page in (thing.event, thing.case_study, thing.recommendation):
        if page is not None and page.live:
            yield Consequence(_("People read it on the page of “%(title)s”.") % {"title": page.title})
