"""The translation board: who sees which languages and pages on it, and how far each page is in each language.

What a cell says, and why, is in `board_cells.py`; what pages share (topics, venues …) is in `board_shared.py`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from wagtail.models import Locale, Page, get_page_models

from corner.languages.board_cells import Facts, Place, Row, State
from corner.languages.config import BY_CODE, LANGUAGES
from corner.languages.pages import open_to_all
from corner.languages.translators import own_languages
from corner.models import BasePage, TranslationCheck


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
    facts = _PageFacts(sources, locales)
    return [facts.row(page, locales) for page in sources]


class _PageFacts(Facts):
    def __init__(self, originals: Sequence[Page], locales: Sequence[Locale]) -> None:
        super().__init__(originals, locales)
        checks = TranslationCheck.objects.filter(translation_key__in=self.originals, locale_id__in=self.locale_ids)
        self.checked: set[Place] = set(checks.values_list("translation_key", "locale_id"))

    def find_targets(self) -> Iterable[Page]:
        return Page.objects.filter(translation_key__in=self.originals, locale_id__in=self.locale_ids, alias_of=None)

    def was_seen(self, place: Place) -> bool:
        page = self.targets[place]
        return bool(page.live or page.first_published_at)

    def is_seen(self, place: Place) -> bool:
        return bool(self.targets[place].live)

    def state_by_hand(self, place: Place) -> State:
        return self.state_when_done(place) if self.is_seen(place) else State.DRAFT

    def state_when_done(self, place: Place) -> State:
        return State.FINE if place in self.checked else State.UNCHECKED
