"""The form of a page: its tabs, and above them what is missing or was refused, languages, links and advice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Media
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.panels import TabbedInterface
from wagtail.models import Locale, Page

from corner.admin.page_links import PageLink, links_for
from corner.admin.places import Place, places_in


@dataclass(frozen=True)
class Line:
    """One thing to do: the name of the field with the way to it, and what there is to say of it."""

    label: str
    anchor: str
    words: str


class PageTabs(TabbedInterface):
    """Wagtail's tabs, with the state of the page above them. Everything there can be read without JavaScript."""

    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "corner/admin/page_form.html"

        @property
        def media(self) -> Media:
            return super().media + Media(css={"all": ["corner/admin/page-form.css"]}, js=["corner/admin/page-form.js"])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), **state_of(self)}


def state_of(panel: Any) -> dict[str, Any]:
    """What stands above the form: after a refusal what was wrong, otherwise what is missing before publishing."""
    from corner.admin.advice import advice_on
    from corner.admin.missing import what_is_missing
    from corner.admin.refused import what_was_refused

    page, form = panel.instance, panel.form
    places = places_in(panel)
    if form.is_bound and (form.errors or not all(formset.is_valid() for formset in form.formsets.values())):
        return {"refused": list(_lines(what_was_refused(form), places)), "is_new": not page.pk}
    return {
        "missing": list(_lines(what_is_missing(page, form), places)),
        "is_new": not page.pk,
        "links": [*(_own_links(page, panel.request) if page.pk else ()), *links_for(page, panel.request.user)],
        **(_of_saved(page, panel.request.user) if page.pk else {}),
        "advice": [
            Line(places[each.field].label if each.field in places else "", _anchor(places, each.field), each.words)
            for each in advice_on(page)
        ],
    }


def _of_saved(page: Any, user: Any) -> dict[str, Any]:
    from corner.admin.checked import last_check

    checked_on, checked_by = last_check(page) if page.live else (None, "")
    return {
        "page": page,
        "languages": list(languages_of(page, user)),
        "checked_on": checked_on,
        "checked_by": checked_by,
    }


def _lines(found: dict[str, list[str]], places: dict[str, Place]) -> Iterator[Line]:
    """In the order of the form; what belongs to no field, or to one that is not shown, comes first."""
    order = list(places)
    for name in sorted(found, key=lambda name: order.index(name) if name in places else -1):
        label = places[name].label if name in places and name != NON_FIELD_ERRORS else ""
        for words in found[name] or [""]:
            # Refusals name the field themselves where they stand alone; here its name stands before them.
            yield Line(label, _anchor(places, name), words.removeprefix(f"“{label}”: "))


def _anchor(places: dict[str, Place], name: str) -> str:
    return places[name].anchor if name in places else ""


def _own_links(page: Any, request: Any) -> Iterator[PageLink]:
    if page.live and (url := page.get_url(request)):
        yield PageLink(_("See the live page"), url)
    if page.has_unpublished_changes or not page.live:
        yield PageLink(_("See the draft"), reverse("wagtailadmin_pages:view_draft", args=[page.pk]))


@dataclass(frozen=True)
class InLanguage:
    """The page in one language, for the list above the form."""

    name: str
    words: str
    url: str  # empty for the page that is being edited, and where the user has nothing to do


def languages_of(page: Any, user: Any) -> Iterable[InLanguage]:
    """Every language that the page is there in, the one it was written in first: with the translation board's words.

    A translator gets no link to a language that is not their own.
    """
    from corner.languages.board import name_of, rows_of
    from corner.languages.board_cells import State
    from corner.languages.translators import own_languages

    source, own = page.facts, own_languages(user)
    there = Page.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=source.pk)
    others = Locale.objects.filter(pk__in=there.values("locale"))
    cells = rows_of([source], others)[0].cells if others else []
    for name, words, its_page in [
        (name_of(source.locale), _state_of_source(source), source),
        *((name_of(cell.locale), cell.words, cell.thing) for cell in cells if cell.state != State.MISSING),
    ]:
        is_open = its_page.pk != page.pk and (own is None or its_page.locale_id in own)
        yield InLanguage(name, words, reverse("wagtailadmin_pages:edit", args=[its_page.pk]) if is_open else "")


def _state_of_source(page: Any) -> str:
    if not page.live:
        return _("Draft")
    return _("Live, with changes that are not published yet") if page.has_unpublished_changes else _("Live")
