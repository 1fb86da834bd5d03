"""The translation board in the admin: pages by languages, narrowed by a form, and pages offered from it.

What pages share has a screen of its own beside it (`board_shared_view.py`), made of the same parts.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from corner.filters import SeveralOf
from corner.languages.board import languages_for, may_see_board, name_of, originals, pages_for, rows_of
from corner.languages.board_cells import Row, State
from corner.languages.board_shared import may_see_shared
from corner.languages.config import direction, lang_tag
from corner.languages.offering import Offered, offer
from corner.languages.translators import SUBMIT
from corner.paging import one_page

ON_A_PAGE = 50


class BoardFilter(forms.Form):
    """What the board is narrowed by; nothing has to be answered."""

    words = forms.CharField(required=False, max_length=100)

    def __init__(
        self,
        data: Any,
        locales: Sequence[Locale],
        states: Sequence[State],
        kinds: Sequence[tuple[str, str]],
        labels: dict[str, str],
    ) -> None:
        super().__init__(data, label_suffix="")
        every = ("", _("All"))
        languages = [(each.language_code, name_of(each)) for each in locales]
        self.fields["state"] = SeveralOf(label=_("State"), choices=[(state.value, state.label) for state in states])
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=[every, *languages], required=False)
        self.fields["kind"] = forms.ChoiceField(choices=[every, *kinds], required=False)
        for name, label in labels.items():
            self.fields[name].label = label
        self.full_clean()  # what is right in an address typed by hand counts, and the rest is said at its field

    def languages(self, locales: Sequence[Locale]) -> list[Locale]:
        code = self.cleaned_data.get("language")
        return [locale for locale in locales if not code or locale.language_code == code]

    @property
    def kind(self) -> str:
        return self.cleaned_data.get("kind") or ""

    @property
    def asked(self) -> str:
        return self.cleaned_data.get("words") or ""

    def states(self) -> set[str]:
        return set(self.cleaned_data.get("state") or ())


class OfferForm(forms.Form):
    """Which of the things on the board go to the translators of which language."""

    def __init__(self, data: QueryDict, ticked: forms.Field, locales: Sequence[Locale]) -> None:
        data = data.copy()
        if one := str(data.get("one", "")):  # the button in a cell says both: "12:pl"
            key, _colon, code = one.partition(":")
            data.setlist("ticked", [key])
            data["to"] = code
        super().__init__(data)
        self.fields["ticked"] = ticked
        self.fields["to"] = forms.ModelChoiceField(
            queryset=Locale.objects.filter(pk__in=[locale.pk for locale in locales]),
            to_field_name="language_code",
            error_messages={"required": _("Nothing was offered. Choose a language.")},
        )


class BoardOf(WagtailAdminTemplateMixin, TemplateView):
    """One part of the board. GET shows it; POST, for staff, offers what is ticked to one language's translators."""

    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    #: The name of its address.
    name: str
    #: The words above its two filters that differ from part to part.
    labels: dict[str, Any]
    meanings: dict[State, Any]
    locales: list[Locale]

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self.may_see(request.user):
            raise PermissionDenied
        self.locales = languages_for(request.user)

    def may_see(self, user: Any) -> bool:
        raise NotImplementedError

    def kinds(self) -> list[tuple[str, str]]:
        """What the filter by kind offers: value and words."""
        raise NotImplementedError

    def things(self, form: BoardFilter) -> Any:
        """What the filter leaves, as it was written: a list, or a QuerySet that is asked for a page of it only."""
        raise NotImplementedError

    def rows(self, things: Iterable[Any], languages: Sequence[Locale]) -> list[Row]:
        raise NotImplementedError

    def ticked_field(self) -> forms.Field:
        """Takes the keys of rows (`Row.key`) and gives the things."""
        raise NotImplementedError

    def offer(self, things: Iterable[Any], locale: Locale) -> Offered:
        raise NotImplementedError

    def say_offered(self, count: int, language: str) -> str:
        raise NotImplementedError

    def say_there(self, count: int) -> str:
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = BoardFilter(self.request.GET, self.locales, list(self.meanings), self.kinds(), self.labels)
        languages = form.languages(self.locales)
        paged, rows = self._page_of_rows(self.things(form), languages, form.states())
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "all_languages": [(locale.language_code, name_of(locale)) for locale in self.locales],
            "languages": [name_of(locale) for locale in languages],
            "rows": rows,
            "meanings": [(state.label, meaning) for state, meaning in self.meanings.items()],
            "is_narrowed": any(form.cleaned_data.values()),
            "may_offer": self.request.user.has_perm(SUBMIT),
            "address": reverse(self.name),
            "parts": self._parts(),
            **paged,
        }

    def _parts(self) -> list[tuple[str, str, bool]]:
        """The parts of the board: words, address, whether it is the one that is shown; none where there is only one."""
        if not may_see_shared(self.request.user):
            return []
        parts = (("translation_board", _("Pages")), ("shared_board", _("Shared things")))
        return [(words, reverse(name), name == self.name) for name, words in parts]

    def _page_of_rows(
        self, things: Any, languages: Sequence[Locale], states: set[str]
    ) -> tuple[dict[str, Any], list[Row]]:
        """Only a filter by state has to look at everything; it keeps the rows that have such a cell."""
        if not states:
            paged = one_page(things, self.request, ON_A_PAGE)
            return paged, self.rows(paged["found"].object_list, languages)
        rows = [row for row in self.rows(things, languages) if any(cell.state in states for cell in row.cells)]
        paged = one_page(rows, self.request, ON_A_PAGE)
        return paged, list(paged["found"].object_list)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        form = OfferForm(request.POST, self.ticked_field(), self.locales)
        if form.is_valid():
            locale = form.cleaned_data["to"]
            self._say_what_became_of_it(self.offer(form.cleaned_data["ticked"], locale), name_of(locale))
        else:
            for errors in form.errors.values():
                messages.error(request, str(errors[0]))
        return redirect(request.get_full_path())

    def _say_what_became_of_it(self, offered: Offered, language: str) -> None:
        if count := len(offered.asked):
            messages.success(self.request, self.say_offered(count, language))
        if offered.above:
            words = _("What stands above was missing, so it is offered too: {titles}.")
            messages.success(self.request, format_html(words, titles=_titles(offered.above)))
        if count := len(offered.there):
            messages.info(self.request, self.say_there(count))
        if offered.refused:
            words = _("These could not be offered: {titles}. Tell whoever looks after the site.")
            messages.error(self.request, format_html(words, titles=_titles(offered.refused)))


def _titles(things: Sequence[Any]) -> SafeString:
    """Each with its language and direction; that of the sentence around them is English."""
    return format_html_join(
        ", ",
        '“<bdi lang="{}" dir="{}">{}</bdi>”',
        (
            (lang_tag(thing.locale.language_code), direction(thing.locale.language_code), Row(thing, []).title)
            for thing in things
        ),
    )


class Board(BoardOf):
    """Pages by languages."""

    template_name = "corner/admin/translation_board.html"
    name = "translation_board"
    labels = {"kind": gettext_lazy("Kind of page"), "words": gettext_lazy("Words in the title")}
    meanings = {
        State.MISSING: gettext_lazy("It has not been offered to the translators of this language."),
        State.DRAFT: gettext_lazy("It is being translated. Readers do not see it."),
        State.OUT_OF_DATE: gettext_lazy("It was published, and then words of the original changed or were added."),
        State.READY: gettext_lazy("Every word is translated. Somebody has to publish it."),
        State.UNCHECKED: gettext_lazy("Readers see it, with a notice: no speaker has said yet that it is right."),
        State.FINE: gettext_lazy("Readers see it, and a speaker has checked it."),
        State.ORIGINAL: gettext_lazy("It was written in this language."),
    }

    def may_see(self, user: Any) -> bool:
        return may_see_board(user)

    def kinds(self) -> list[tuple[str, str]]:
        kinds = ContentType.objects.filter(pk__in=originals().order_by().values("content_type"))
        return sorted(((str(kind.pk), capfirst(kind.name)) for kind in kinds), key=lambda kind: kind[1])

    def things(self, form: BoardFilter) -> QuerySet[Page]:
        pages = pages_for(self.request.user, self.locales).select_related("locale", "content_type")
        if form.kind:
            pages = pages.filter(content_type_id=int(form.kind))
        return pages.filter(title__icontains=form.asked) if form.asked else pages

    def rows(self, things: Iterable[Page], languages: Sequence[Locale]) -> list[Row]:
        return rows_of(things, languages)

    def ticked_field(self) -> forms.Field:
        return forms.ModelMultipleChoiceField(
            queryset=originals(), error_messages={"required": _("Nothing was offered. Tick the pages first.")}
        )

    def offer(self, things: Iterable[Page], locale: Locale) -> Offered:
        return offer(things, locale, self.request.user)

    def say_offered(self, count: int, language: str) -> str:
        words = ngettext(
            "%(count)d page is offered to the translators: %(language)s.",
            "%(count)d pages are offered to the translators: %(language)s.",
            count,
        )
        return words % {"count": count, "language": language}

    def say_there(self, count: int) -> str:
        words = ngettext(
            "%(count)d page was there already. Nothing changed on it.",
            "%(count)d pages were there already. Nothing changed on them.",
            count,
        )
        return words % {"count": count}


class BoardItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_board(request.user)
