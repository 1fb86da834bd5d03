"""What a cell of the translation board says, from what is in the database at this moment; for pages and shared things.

Only words count. A page is out of date when there are words that nobody has translated yet; a new date, another number
of places (facts are shared, design.md, rule 1) or a change of spaces (`spaces.py`) never makes it so.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, TextChoices
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog


class State(TextChoices):
    """How far a page or a shared thing is in a language, in the order of the work."""

    MISSING = "missing", gettext_lazy("Missing")
    DRAFT = "draft", gettext_lazy("Draft")
    OUT_OF_DATE = "out-of-date", gettext_lazy("Out of date")
    READY = "ready", gettext_lazy("Ready to publish")
    UNCHECKED = "unchecked", gettext_lazy("Not yet checked")
    FINE = "fine", gettext_lazy("Fine")
    ORIGINAL = "original", gettext_lazy("Original")

    @classmethod
    def for_translators(cls) -> list["State"]:
        """What waits for somebody who translates."""
        return [cls.DRAFT, cls.OUT_OF_DATE]


@dataclass(frozen=True)
class Cell:
    """One page or shared thing in one language."""

    locale: Locale
    state: State
    #: The page or shared thing in that language; none where it is missing.
    thing: Any = None
    #: How many pieces of text there are, and how many of them are translated; 0 where nobody counts them.
    pieces: int = 0
    done: int = 0

    @property
    def words(self) -> str:
        """What staff and translators read in it."""
        if self.state == State.DRAFT and self.pieces:
            return _("Draft, %(percent)d %%") % {"percent": 100 * self.done // self.pieces}
        return str(self.state.label)

    @property
    def address(self) -> str:
        """Where the work is done: the editor."""
        if isinstance(self.thing, Page):
            return reverse("wagtailadmin_pages:edit", args=[self.thing.pk])
        return reverse(self.thing.snippet_viewset.get_url_name("edit"), args=[self.thing.pk])


@dataclass(frozen=True)
class Row:
    """One page or shared thing as it was written, with its cells in the order of the languages asked for."""

    thing: Any
    cells: list[Cell]

    @property
    def key(self) -> str:
        """What the boxes and buttons of this row send."""
        return str(self.thing.pk if isinstance(self.thing, Page) else self.thing.translation_key)

    @property
    def title(self) -> str:
        return self.thing.title if isinstance(self.thing, Page) else str(self.thing)

    @property
    def kind(self) -> str:
        return self.thing.page_type_display_name if isinstance(self.thing, Page) else kind_of(type(self.thing))


def kind_of(model: Any) -> str:
    return capfirst(str(model._meta.verbose_name))


def counted(rows: Iterable[Row]) -> Counter[tuple[int, State]]:
    """How many cells there are of each language (by the id of its locale) in each state."""
    return Counter((cell.locale.pk, cell.state) for row in rows for cell in row.cells)


#: A page or shared thing in a language: the translation key, and the id of the locale.
Place = tuple[UUID, int]


class Facts(ABC):
    """Everything that cells are made of, asked for all things and languages together."""

    def __init__(self, originals: Sequence[Any], locales: Sequence[Locale]) -> None:
        self.originals = {original.translation_key: original for original in originals}
        self.locale_ids = [locale.pk for locale in locales]
        self.targets: dict[Place, Any] = {
            (target.translation_key, target.locale_id): target for target in self.find_targets()
        }
        self._count_pieces()

    @abstractmethod
    def find_targets(self) -> Iterable[Any]:
        """What there is of `originals` in the languages of `locale_ids`."""

    @abstractmethod
    def was_seen(self, place: Place) -> bool:
        """Whether readers have ever had it in this language: new words make it out of date, and no draft."""

    @abstractmethod
    def is_seen(self, place: Place) -> bool:
        """Whether readers have it in this language, if all of its pieces are translated."""

    @abstractmethod
    def state_by_hand(self, place: Place) -> State:
        """The state where staff have stopped the translation, so that nobody counts its pieces."""

    @abstractmethod
    def state_when_done(self, place: Place) -> State:
        """The state where readers have every word."""

    def _count_pieces(self) -> None:
        self.sources: dict[Place, int] = {}
        #: When words were last taken out of the original (`sources.py`).
        self.taken_out: dict[Place, datetime] = {}
        for key, locale_id, source_id, source_locale, taken_out in Translation.objects.filter(
            source__object_id__in=self.originals, target_locale_id__in=self.locale_ids, enabled=True
        ).values_list(
            "source__object_id", "target_locale_id", "source_id", "source__locale_id", "translations_last_updated_at"
        ):
            if source_locale == self.originals[key].locale_id:
                self.sources[key, locale_id] = source_id
                if taken_out:
                    self.taken_out[key, locale_id] = taken_out
        source_ids = set(self.sources.values())
        self.pieces: dict[int, int] = dict(
            StringSegment.objects.filter(source_id__in=source_ids)
            .values("source_id")
            .annotate(pieces=Count("pk"))
            .values_list("source_id", "pieces")
        )
        self.done: dict[tuple[int, int], tuple[int, datetime]] = {
            (source_id, locale_id): (done, newest)
            for source_id, locale_id, done, newest in StringTranslation.objects.filter(
                translation_of__segments__source_id__in=source_ids,
                translation_of__segments__context_id=F("context_id"),
                locale_id__in=self.locale_ids,
                has_error=False,
            )
            .values("translation_of__segments__source_id", "locale_id")
            .annotate(done=Count("translation_of__segments"), newest=Max("updated_at"))
            .values_list("translation_of__segments__source_id", "locale_id", "done", "newest")
        }
        self.saved: dict[tuple[int, int], datetime] = {
            (source_id, locale_id): saved
            for source_id, locale_id, saved in TranslationLog.objects.filter(
                source_id__in=source_ids, locale_id__in=self.locale_ids
            )
            .values("source_id", "locale_id")
            .annotate(saved=Max("created_at"))
            .values_list("source_id", "locale_id", "saved")
        }

    def row(self, original: Any, locales: Collection[Locale]) -> Row:
        return Row(original, [self._cell(original, locale) for locale in locales])

    def _cell(self, original: Any, locale: Locale) -> Cell:
        place = (original.translation_key, locale.pk)
        if original.locale_id == locale.pk:
            return Cell(locale, State.ORIGINAL, original)
        target = self.targets.get(place)
        if target is None:
            return Cell(locale, State.MISSING)
        if place not in self.sources:
            return Cell(locale, self.state_by_hand(place), target)
        pieces, done, newest = self.progress(place)
        return Cell(locale, self._state(place, pieces, done, newest), target, pieces, done)

    def progress(self, place: Place) -> tuple[int, int, datetime | None]:
        """How many pieces there are, how many of them are translated, and when the newest was."""
        source_id = self.sources[place]
        done, newest = self.done.get((source_id, place[1]), (0, None))
        return self.pieces.get(source_id, 0), done, newest

    def _state(self, place: Place, pieces: int, done: int, newest: datetime | None) -> State:
        if done < pieces:
            return State.OUT_OF_DATE if self.was_seen(place) else State.DRAFT
        if not self.is_seen(place) or self._is_newer_than_the_target(place, newest):
            return State.READY
        return self.state_when_done(place)

    def _is_newer_than_the_target(self, place: Place, newest: datetime | None) -> bool:
        """Whether words were translated or taken out after the target was last made from its strings."""
        saved = self.saved.get((self.sources[place], place[1]))
        changes = [when for when in (newest, self.taken_out.get(place)) if when]
        return bool(saved and changes and max(changes) > saved)
