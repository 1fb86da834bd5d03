"""The part of the translation board for what pages share: topics, venues, agreements, every snippet with words.

A snippet has no draft and no notice. Readers have it in their language when every word of it is a translator's, and
in the original's language until then (`pages.snippets_in_language`), also while it is out of date. Nobody is asked to
check it: so "not yet checked" is no state of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from wagtail.models import Locale, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from corner.languages.board import may_see_board
from corner.languages.board_cells import Facts, Place, Row, State, kind_of
from corner.languages.finished import texts_of, unfinished, wholly_translated
from corner.languages.translators import own_languages

STATES = [state for state in State if state is not State.UNCHECKED]


def shared_models(user: Any) -> list[Any]:
    """Every kind of snippet that is translated and that `user` may change, A to Z."""
    models = [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]
    allowed = [model for model in models if user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")]
    return sorted(allowed, key=kind_of)


def may_see_shared(user: Any) -> bool:
    return bool(shared_models(user)) and may_see_board(user)


def shared_for(user: Any, locales: Sequence[Locale]) -> list[Any]:
    """What is on this part of the board of `user`, each as it was written: kind by kind, A to Z.

    Translators hear of a thing once it is offered to them: an agreement may belong to a page behind a restriction.
    What has no words to translate, such as a venue with an address alone, waits for nobody and is not here.
    One query for each kind.
    """
    is_translator = own_languages(user) is not None
    found = []
    for model in shared_models(user):
        versions = model._default_manager.filter(translation_key=OuterRef("translation_key"))
        # A translation is made after its original. Nothing else says which is which where nobody has offered it.
        things = model._default_manager.exclude(Exists(versions.filter(pk__lt=OuterRef("pk"))))
        if is_translator:
            things = things.filter(Exists(versions.filter(locale__in=[locale.pk for locale in locales])))
        words = [thing for thing in things.select_related("locale") if texts_of(thing)]
        found += sorted(words, key=lambda thing: str(thing).casefold())
    return found


def rows_of_shared(things: Iterable[Any], locales: Sequence[Locale]) -> list[Row]:
    """What the board says of each thing in each language. Queries grow with the kinds, never with the things."""
    originals = list(things)
    facts = _SharedFacts(originals, locales)
    return [facts.row(thing, locales) for thing in originals]


class _SharedFacts(Facts):
    def __init__(self, originals: Sequence[Any], locales: Sequence[Locale]) -> None:
        super().__init__(originals, locales)
        behind = [target for place, target in self.targets.items() if place in self.sources and self._is_behind(place)]
        self.once_whole: set[Place] = {
            (target.translation_key, target.locale_id) for target in wholly_translated(behind)
        }
        self.unfinished_by_hand = self._find_unfinished_by_hand()

    def _is_behind(self, place: Place) -> bool:
        pieces, done, _newest = self.progress(place)
        return done < pieces

    def _find_unfinished_by_hand(self) -> set[Place]:
        """`unfinished` takes one language at a time, so queries grow with the languages that have such a thing."""
        by_locale = defaultdict(list)
        for place, target in self.targets.items():
            if place not in self.sources and target != self.originals[target.translation_key]:
                by_locale[target.locale_id].append(target)
        return {
            (target.translation_key, target.locale_id)
            for targets in by_locale.values()
            for target, strings in unfinished(targets).items()
            if strings
        }

    def find_targets(self) -> Iterable[Any]:
        for model in {type(original) for original in self.originals.values()}:
            yield from model._default_manager.filter(translation_key__in=self.originals, locale_id__in=self.locale_ids)

    def was_seen(self, place: Place) -> bool:
        return place in self.once_whole

    def is_seen(self, place: Place) -> bool:
        return True  # as soon as it is made from its strings

    def state_by_hand(self, place: Place) -> State:
        return State.DRAFT if place in self.unfinished_by_hand else State.FINE

    def state_when_done(self, place: Place) -> State:
        return State.FINE
