"""What follows when something is taken off the site or deleted, said on the screen where staff confirm it.

Wagtail counts what refers to a thing; people need to read which pages these are, and who is waiting for them. What
only a room further up knows (sign-ups, say) it registers here in `AppConfig.ready()`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.contenttypes.models import ContentType
from django.db.models import ManyToManyRel, Model
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex, TranslatableMixin

from corner.languages.cascade import is_original, translations_that_go

Action = Literal["unpublish", "delete"]
#: More links than this nobody reads; Wagtail's own list, a click away, has them all.
LONGEST = 20


@dataclass(frozen=True)
class Consequence:
    """A sentence or two for staff."""

    words: str
    #: Whether it has to be ticked before anything happens: people outside rely on what is taken away.
    is_grave: bool = False


#: Called with one thing (a page is its specific self), what is done to it, and who asks.
Provider = Callable[[Any, Action, Any], Iterable[Consequence]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Have `provider` asked before something is unpublished or deleted. Call it in `AppConfig.ready()`."""
    _providers.append(provider)


def consequences_of(thing: Model, action: Action, user: Any) -> list[Consequence]:
    """What every room has to say about it, in the order of the rooms."""
    specific = thing.specific if isinstance(thing, Page) else thing
    return [consequence for provider in _providers for consequence in provider(specific, action, user)]


def is_grave(things: Iterable[Model], action: Action, user: Any) -> bool:
    """Whether staff have to tick that they know what follows."""
    return any(consequence.is_grave for thing in things for consequence in consequences_of(thing, action, user))


# --- What links to it -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    title: str
    #: Where this user edits it.
    url: str


@dataclass(frozen=True)
class LinkedFrom:
    """What refers to a thing. `hidden` counts what this user cannot open, `more` what is left out of a long list."""

    links: list[Link]
    hidden: int = 0
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.links or self.hidden)


def linked_from(thing: Model, action: Action, user: Any) -> LinkedFrom:
    """What refers to the thing, or to what goes with it, by title from A to Z; not what goes with it itself.

    The number of queries grows with the kinds of things that refer to it, and with what is shown (rights are asked
    page by page), never with how many there are.
    """
    going = _goes_too(thing, action)
    gone = {_place(each) for each in going}
    references = ReferenceIndex.get_references_to_in_bulk(going)
    places = {*references.values_list("base_content_type_id", "object_id"), *_places_that_list(going)} - gone
    found = sorted(_objects(places), key=lambda each: str(each).casefold())
    finder = AdminURLFinder(user)
    links = [
        Link(each.get_admin_display_title() if isinstance(each, Page) else str(each), finder.get_edit_url(each) or "")
        for each in found[:LONGEST]
    ]
    open_links = [link for link in links if link.url]
    return LinkedFrom(open_links, len(links) - len(open_links), len(found) - len(links))


def _place(thing: Model) -> tuple[int, str]:
    """How the reference index names it."""
    return ReferenceIndex._get_base_content_type(thing).pk, str(thing.pk)


def _places_that_list(things: Iterable[Model]) -> Iterator[tuple[int, str]]:
    """What holds one of the things in a list of several (topics, hosts …): Wagtail's index leaves such lists out."""
    by_model = defaultdict(list)
    for thing in things:
        specific = thing.specific_deferred if isinstance(thing, Page) else thing
        by_model[type(specific)].append(specific.pk)
    for model, keys in by_model.items():
        for relation in model._meta.get_fields(include_hidden=True):
            if isinstance(relation, ManyToManyRel):
                wanted = {f"{relation.field.name}__in": keys}
                for holder in relation.related_model._default_manager.filter(**wanted).only("pk"):
                    yield _place(holder)


def _goes_too(thing: Model, action: Action) -> Sequence[Model]:
    """The thing with its translations, and the pages below it when it is deleted."""
    things: list[Model] = [thing]
    if isinstance(thing, Page):
        things += thing.get_translations() if is_original(thing.specific) else []
    elif isinstance(thing, TranslatableMixin):
        things += translations_that_go(thing)
    if action == "delete":
        things += [below for page in list(things) if isinstance(page, Page) for below in page.get_descendants()]
    return things


def _objects(places: Iterable[tuple[int, str]]) -> Iterator[Model]:
    by_kind = defaultdict(list)
    for content_type_id, key in places:
        by_kind[content_type_id].append(key)
    for content_type_id, keys in by_kind.items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is not None:  # of a room that is no longer there
            yield from model._default_manager.filter(pk__in=keys)


# --- What this room itself knows ------------------------------------------------------------------------------


def translations_go_too(thing: Any, action: Action, user: Any) -> Iterator[Consequence]:
    """For what has no drafts: its other languages are deleted with it (`corner.languages.cascade`)."""
    if action != "delete" or isinstance(thing, Page) or not isinstance(thing, TranslatableMixin):
        return
    if number := translations_that_go(thing).count():
        yield Consequence(
            ngettext(
                "It is deleted in %(number)d other language, too.",
                "It is deleted in %(number)d other languages, too.",
                number,
            )
            % {"number": number}
        )
