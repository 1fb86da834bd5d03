"""The part of the translation board for what pages share, in the admin: topics, venues, agreements by languages."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Locale

from corner.languages.board_cells import Row, State, kind_of
from corner.languages.board_shared import may_see_shared, rows_of_shared, shared_for, shared_models
from corner.languages.board_view import BoardFilter, BoardOf
from corner.languages.offering import Offered, offer_shared


class SharedBoard(BoardOf):
    """Shared things by languages."""

    template_name = "corner/admin/shared_board.html"
    page_title = gettext_lazy("Translations: shared")
    name = "shared_board"
    labels = {"kind": gettext_lazy("Kind"), "words": gettext_lazy("Words in its name")}
    meanings = {
        State.MISSING: gettext_lazy("It has not been offered to the translators of this language."),
        State.DRAFT: gettext_lazy("It is being translated. Readers see the original."),
        State.OUT_OF_DATE: gettext_lazy("Words of the original changed or were added. Readers see the original."),
        State.READY: gettext_lazy("Every word is translated. Somebody has to press Publish."),
        State.FINE: gettext_lazy("Readers see it in this language."),
        State.ORIGINAL: gettext_lazy("It was written in this language."),
    }

    def may_see(self, user: Any) -> bool:
        return may_see_shared(user)

    def kinds(self) -> list[tuple[str, str]]:
        return [(model._meta.label_lower, kind_of(model)) for model in shared_models(self.request.user)]

    def things(self, form: BoardFilter) -> list[Any]:
        """There are few of them, and what one is called is said by its class: so they are narrowed here."""
        words = form.asked.casefold()
        return [
            thing
            for thing in shared_for(self.request.user, self.locales)
            if form.kind in ("", thing._meta.label_lower) and words in str(thing).casefold()
        ]

    def rows(self, things: Iterable[Any], languages: Sequence[Locale]) -> list[Row]:
        return rows_of_shared(things, languages)

    def ticked_field(self) -> forms.Field:
        things = {Row(thing, []).key: thing for thing in shared_for(self.request.user, self.locales)}
        return forms.TypedMultipleChoiceField(
            choices=[(key, key) for key in things],
            coerce=things.__getitem__,
            error_messages={
                "required": _("Nothing was offered. Tick something first."),
                "invalid_choice": _("Nothing was offered. Choose from the list."),
            },
        )

    def offer(self, things: Iterable[Any], locale: Locale) -> Offered:
        return offer_shared(things, locale, self.request.user)

    def say_offered(self, count: int, language: str) -> str:
        words = ngettext(
            "%(count)d shared thing is offered to the translators: %(language)s.",
            "%(count)d shared things are offered to the translators: %(language)s.",
            count,
        )
        return words % {"count": count, "language": language}

    def say_there(self, count: int) -> str:
        words = ngettext(
            "%(count)d shared thing was there already. Nothing changed on it.",
            "%(count)d shared things were there already. Nothing changed on them.",
            count,
        )
        return words % {"count": count}
