"""The translation board: how far each page is in each language, from what is in the database at this moment.

Only words count. A page is out of date when there are words that nobody has translated yet; a new date, another number
of places (facts are shared, design.md, rule 1) or a change of spaces (`spaces.py`) never makes it so.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Max, Q, QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, Page, get_page_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog

from corner.languages.config import BY_CODE, LANGUAGES
from corner.languages.pages import open_to_all
from corner.languages.translators import own_languages
from corner.models import BasePage, TranslationCheck


class State(TextChoices):
    """How far a page is in a language, in the order of the work."""

    MISSING = "missing", gettext_lazy("Missing")
    DRAFT = "draft", gettext_lazy("Draft")
    OUT_OF_DATE = "out-of-date", gettext_lazy("Out of date")
    READY = "ready", gettext_lazy("Ready to publish")
    UNCHECKED = "unchecked", gettext_lazy("Not yet checked")
    FINE = "fine", gettext_lazy("Fine")
    ORIGINAL = "original", gettext_lazy("Original")

    @property
    def meaning(self) -> str:
        return str(_MEANINGS[self])

    @classmethod
    def for_translators(cls) -> list["State"]:
        """What waits for somebody who translates."""
        return [cls.DRAFT, cls.OUT_OF_DATE]


_MEANINGS = {
    State.MISSING: gettext_lazy("It has not been offered to the translators of this language."),
    State.DRAFT: gettext_lazy("It is being translated. Readers do not see it."),
    State.OUT_OF_DATE: gettext_lazy("It was published, and then words of the original changed or were added."),
    State.READY: gettext_lazy("Every word is translated. Somebody has to publish it."),
    State.UNCHECKED: gettext_lazy("Readers see it, with a notice: no speaker has said yet that it is right."),
    State.FINE: gettext_lazy("Readers see it, and a speaker has checked it."),
    State.ORIGINAL: gettext_lazy("It was written in this language."),
}


@dataclass(frozen=True)
class Cell:
    """One page in one language."""

    locale: Locale
    state: State
    #: The page in that language; none where it is missing.
    page: Page | None = None
    #: How many pieces of text there are, and how many of them are translated; 0 where nobody counts them.
    pieces: int = 0
    done: int = 0

    @property
    def words(self) -> str:
        """What staff and translators read in it."""
        if self.state == State.DRAFT and self.pieces:
            return _("Draft, %(percent)d %%") % {"percent": 100 * self.done // self.pieces}
        return str(self.state.label)


@dataclass(frozen=True)
class Row:
    """One page, with its cells in the order of the languages asked for."""

    page: Page
    cells: list[Cell]


def languages_for(user: Any) -> list[Locale]:
    """The languages that `user` sees, in the order of the list of languages: all, or a translator's own.

    English is among them only where a page was written in another language.
    """
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    english = locales.get(settings.LANGUAGE_CODE)
    if english and not originals().exclude(locale_id=english.pk).exists():
        del locales[settings.LANGUAGE_CODE]
    own = own_languages(user)
    shown = [locales[language.code] for language in LANGUAGES if language.code in locales]
    return [locale for locale in shown if own is None or locale.pk in own]


def may_see_board(user: Any) -> bool:
    """Staff of every language, and translators of one that is there."""
    return own_languages(user) is None or bool(languages_for(user))


def name_of(locale: Locale) -> str:
    return BY_CODE[locale.language_code].name


def originals() -> QuerySet[Page]:
    """Every live page in the language it was written in, in the order of the tree. Others wait for nobody."""
    written = Q()
    for model in get_page_models():
        if issubclass(model, BasePage):
            own = model._default_manager.filter(Q(source_locale=F("locale")) | Q(source_locale=None))
            written |= Q(pk__in=own.values("pk"))
    return Page.objects.filter(written, live=True, alias_of=None, depth__gt=1).order_by("path")


def pages_for(user: Any, locales: Sequence[Locale]) -> QuerySet[Page]:
    """The pages on the board of `user`. Translators hear of a page behind a restriction once it is offered to them."""
    pages = originals()
    if own_languages(user) is None:
        return pages
    offered = Page.objects.filter(locale__in=[locale.pk for locale in locales], alias_of=None)
    return pages.filter(
        Q(pk__in=open_to_all(originals()).values("pk")) | Q(translation_key__in=offered.values("translation_key"))
    )


def rows_of(pages: Iterable[Page], locales: Sequence[Locale]) -> list[Row]:
    """What the board says of each page in each language. Six queries, however many pages and languages there are."""
    sources = list(pages)
    facts = _Facts(sources, locales)
    return [Row(page, [facts.cell(page, locale) for locale in locales]) for page in sources]


def counted(rows: Iterable[Row]) -> Counter[tuple[int, State]]:
    """How many cells there are of each language (by the id of its locale) in each state."""
    return Counter((cell.locale.pk, cell.state) for row in rows for cell in row.cells)


#: A page in a language: the translation key, and the id of the locale.
Place = tuple[UUID, int]


class _Facts:
    """Everything that cells are made of, asked for all pages and languages together."""

    def __init__(self, pages: Sequence[Page], locales: Sequence[Locale]) -> None:
        keys = {page.translation_key for page in pages}
        source_locales = {page.translation_key: page.locale_id for page in pages}
        ids = [locale.pk for locale in locales]
        targets = Page.objects.filter(translation_key__in=keys, locale_id__in=ids, alias_of=None)
        self.targets: dict[Place, Page] = {(page.translation_key, page.locale_id): page for page in targets}
        self.sources: dict[Place, int] = {}
        #: When words were last taken out of the original (`sources.py`).
        self.taken_out: dict[Place, datetime] = {}
        for key, locale_id, source_id, source_locale, taken_out in Translation.objects.filter(
            source__object_id__in=keys, target_locale_id__in=ids, enabled=True
        ).values_list(
            "source__object_id", "target_locale_id", "source_id", "source__locale_id", "translations_last_updated_at"
        ):
            if source_locale == source_locales[key]:
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
                locale_id__in=ids,
                has_error=False,
            )
            .values("translation_of__segments__source_id", "locale_id")
            .annotate(done=Count("translation_of__segments"), newest=Max("updated_at"))
            .values_list("translation_of__segments__source_id", "locale_id", "done", "newest")
        }
        self.saved: dict[tuple[int, int], datetime] = {
            (source_id, locale_id): saved
            for source_id, locale_id, saved in TranslationLog.objects.filter(
                source_id__in=source_ids, locale_id__in=ids
            )
            .values("source_id", "locale_id")
            .annotate(saved=Max("created_at"))
            .values_list("source_id", "locale_id", "saved")
        }
        checks = TranslationCheck.objects.filter(translation_key__in=keys, locale_id__in=ids)
        self.checked: set[Place] = set(checks.values_list("translation_key", "locale_id"))

    def cell(self, page: Page, locale: Locale) -> Cell:
        place = (page.translation_key, locale.pk)
        if page.locale_id == locale.pk:
            return Cell(locale, State.ORIGINAL, page)
        target = self.targets.get(place)
        if target is None:
            return Cell(locale, State.MISSING)
        source_id = self.sources.get(place)
        if source_id is None:  # staff have stopped the translation: the page is written by hand
            return Cell(locale, self._published(place) if target.live else State.DRAFT, target)
        pieces = self.pieces.get(source_id, 0)
        done, newest = self.done.get((source_id, locale.pk), (0, None))
        return Cell(locale, self._state(place, target, pieces, done, newest), target, pieces, done)

    def _state(self, place: Place, target: Page, pieces: int, done: int, newest: datetime | None) -> State:
        if done < pieces:
            return State.OUT_OF_DATE if target.live or target.first_published_at else State.DRAFT
        if not target.live or self._is_newer_than_the_page(place, newest):
            return State.READY
        return self._published(place)

    def _published(self, place: Place) -> State:
        return State.FINE if place in self.checked else State.UNCHECKED

    def _is_newer_than_the_page(self, place: Place, newest: datetime | None) -> bool:
        """Whether words were translated or taken out after the page was last made from its strings."""
        saved = self.saved.get((self.sources[place], place[1]))
        changes = [when for when in (newest, self.taken_out.get(place)) if when]
        return bool(saved and changes and max(changes) > saved)
