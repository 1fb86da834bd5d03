"""On the admin's first screen: which translations wait for whoever looks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import GroupPagePermission, Locale

from corner.admin.home import HomePanel, Line, Order
from corner.languages.board import languages_for, may_see_board, name_of, pages_for, rows_of
from corner.languages.board_cells import State, counted
from corner.languages.board_shared import rows_of_shared, shared_for
from corner.languages.translators import own_languages

#: The names of the addresses of the board's two parts.
PAGES, SHARED = "translation_board", "shared_board"
SHARED_WAITING = [*State.for_translators(), State.READY]

#: How many cells there are of each language in each state.
Counts = Counter[tuple[int, State]]


def what_waits(user: Any) -> Iterator[tuple[str, str]]:
    """What waits for `user`, as a sentence with the address of those pages or shared things on the board."""
    locales = languages_for(user)
    pages = counted(rows_of(pages_for(user, locales), locales))
    shared = counted(rows_of_shared(shared_for(user, locales), locales))
    if own_languages(user) is None:
        yield from _for_staff(pages, shared)
        return
    may_publish = _languages_to_publish_in(user)
    for locale in locales:
        language = name_of(locale)
        if count := sum(pages[locale.pk, state] for state in State.for_translators()):
            words = ngettext(
                "%(count)d page waits for you: %(language)s.", "%(count)d pages wait for you: %(language)s.", count
            )
            yield words % {"count": count, "language": language}, _address(PAGES, State.for_translators(), locale)
        # Whoever may change a shared thing also publishes it: one line for all that is to be done.
        if count := sum(shared[locale.pk, state] for state in SHARED_WAITING):
            words = ngettext(
                "%(count)d shared thing waits for you: %(language)s.",
                "%(count)d shared things wait for you: %(language)s.",
                count,
            )
            yield words % {"count": count, "language": language}, _address(SHARED, SHARED_WAITING, locale)
        if locale.pk in may_publish and (count := pages[locale.pk, State.READY]):
            words = ngettext(
                "%(count)d page is ready to publish: %(language)s.",
                "%(count)d pages are ready to publish: %(language)s.",
                count,
            )
            yield words % {"count": count, "language": language}, _address(PAGES, [State.READY], locale)


def _for_staff(pages: Counts, shared: Counts) -> Iterator[tuple[str, str]]:
    if count := _in_state(pages, State.OUT_OF_DATE):
        words = ngettext("%(count)d translation is out of date.", "%(count)d translations are out of date.", count)
        yield words % {"count": count}, _address(PAGES, [State.OUT_OF_DATE])
    if count := _in_state(pages, State.READY):
        words = ngettext(
            "%(count)d translation is ready to publish.", "%(count)d translations are ready to publish.", count
        )
        yield words % {"count": count}, _address(PAGES, [State.READY])
    if count := _in_state(shared, State.OUT_OF_DATE):
        words = ngettext(
            "%(count)d translation of a shared thing is out of date.",
            "%(count)d translations of shared things are out of date.",
            count,
        )
        yield words % {"count": count}, _address(SHARED, [State.OUT_OF_DATE])


def _in_state(found: Counts, wanted: State) -> int:
    return sum(count for (_locale, state), count in found.items() if state == wanted)


def _languages_to_publish_in(user: Any) -> set[int]:
    rows = GroupPagePermission.objects.filter(group__user=user, permission__codename="publish_page")
    return set(rows.values_list("page__locale_id", flat=True))


def _address(part: str, states: Sequence[State], locale: Locale | None = None) -> str:
    query = QueryDict(mutable=True)
    if locale:
        query["language"] = locale.language_code
    query.setlist("state", [state.value for state in states])
    return f"{reverse(part)}?{query.urlencode()}"


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A hook: for whoever sees the board; nothing at all while nothing waits."""
    if may_see_board(request.user) and (lines := [Line(*line) for line in what_waits(request.user)]):
        icon = "wagtail-localize-language"
        panels.append(HomePanel("translations-waiting", _("Translations"), lines, order=Order.TRANSLATIONS, icon=icon))
