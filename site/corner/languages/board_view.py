"""The translation board in the admin: pages by languages, narrowed by a form, and pages offered from it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from corner.filters import SeveralOf
from corner.languages.board import Row, State, languages_for, may_see_board, name_of, originals, pages_for, rows_of
from corner.languages.offering import Offered, offer
from corner.languages.translators import SUBMIT
from corner.paging import one_page

ON_A_PAGE = 50


class BoardFilter(forms.Form):
    """What the board is narrowed by; nothing has to be answered."""

    state = SeveralOf(label=gettext_lazy("State"), choices=State.choices)
    words = forms.CharField(label=gettext_lazy("Words in the title"), required=False, max_length=100)

    def __init__(self, data: Any, locales: Sequence[Locale]) -> None:
        super().__init__(data)
        every = ("", _("All"))
        languages = [(each.language_code, name_of(each)) for each in locales]
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=[every, *languages], required=False)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind of page"), choices=[every, *_kinds()], required=False)
        self.full_clean()  # what is right in an address typed by hand counts, and the rest is said at its field

    def languages(self, locales: Sequence[Locale]) -> list[Locale]:
        code = self.cleaned_data.get("language")
        return [locale for locale in locales if not code or locale.language_code == code]

    def pages(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        if kind := self.cleaned_data.get("kind"):
            pages = pages.filter(content_type_id=int(kind))
        if words := self.cleaned_data.get("words"):
            pages = pages.filter(title__icontains=words)
        return pages

    def states(self) -> set[str]:
        return set(self.cleaned_data.get("state") or ())


def _kinds() -> list[tuple[str, str]]:
    kinds = ContentType.objects.filter(pk__in=originals().order_by().values("content_type"))
    return sorted(((str(kind.pk), capfirst(kind.name)) for kind in kinds), key=lambda kind: kind[1])


class OfferForm(forms.Form):
    """Which of the pages on the board go to the translators of which language."""

    def __init__(self, data: QueryDict, pages: QuerySet[Page], locales: Sequence[Locale]) -> None:
        data = data.copy()
        if one := str(data.get("one", "")):  # the button in a cell says both: "12:pl"
            number, _colon, code = one.partition(":")
            data.setlist("pages", [number])
            data["to"] = code
        super().__init__(data)
        self.fields["pages"] = forms.ModelMultipleChoiceField(
            queryset=pages, error_messages={"required": _("Nothing was offered. Tick the pages first.")}
        )
        self.fields["to"] = forms.ModelChoiceField(
            queryset=Locale.objects.filter(pk__in=[locale.pk for locale in locales]),
            to_field_name="language_code",
            error_messages={"required": _("Nothing was offered. Choose a language.")},
        )


class Board(WagtailAdminTemplateMixin, TemplateView):
    """Pages by languages. GET shows it; POST, for staff, offers pages to the translators of one language."""

    template_name = "corner/admin/translation_board.html"
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    locales: list[Locale]

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not may_see_board(request.user):
            raise PermissionDenied
        self.locales = languages_for(request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = BoardFilter(self.request.GET, self.locales)
        languages = form.languages(self.locales)
        pages = form.pages(pages_for(self.request.user, self.locales))
        paged, rows = self._page_of_rows(pages, languages, form.states())
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "all_languages": [(locale.language_code, name_of(locale)) for locale in self.locales],
            "languages": [name_of(locale) for locale in languages],
            "rows": rows,
            "states": list(State),
            "is_narrowed": any(form.cleaned_data.values()),
            "may_offer": self.request.user.has_perm(SUBMIT),
            **paged,
        }

    def _page_of_rows(
        self, pages: QuerySet[Page], languages: Sequence[Locale], states: set[str]
    ) -> tuple[dict[str, Any], list[Row]]:
        """Only a filter by state has to look at every page; it keeps the rows that have such a cell."""
        pages = pages.select_related("locale", "content_type")
        if not states:
            paged = one_page(pages, self.request, ON_A_PAGE)
            return paged, rows_of(paged["found"].object_list, languages)
        rows = [row for row in rows_of(pages, languages) if any(cell.state in states for cell in row.cells)]
        paged = one_page(rows, self.request, ON_A_PAGE)
        return paged, list(paged["found"].object_list)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        form = OfferForm(request.POST, originals(), self.locales)
        if form.is_valid():
            locale = form.cleaned_data["to"]
            say_what_became_of_it(request, offer(form.cleaned_data["pages"], locale, request.user), name_of(locale))
        else:
            for errors in form.errors.values():
                messages.error(request, str(errors[0]))
        return redirect(request.get_full_path())


def say_what_became_of_it(request: HttpRequest, offered: Offered, language: str) -> None:
    if count := len(offered.asked):
        words = ngettext(
            "%(count)d page is offered to the translators: %(language)s.",
            "%(count)d pages are offered to the translators: %(language)s.",
            count,
        )
        messages.success(request, words % {"count": count, "language": language})
    if offered.above:
        words = _("What stands above was missing, so it is offered too: %(pages)s.")
        messages.success(request, words % {"pages": _titles(offered.above)})
    if count := len(offered.there):
        words = ngettext(
            "%(count)d page was there already. Nothing changed on it.",
            "%(count)d pages were there already. Nothing changed on them.",
            count,
        )
        messages.info(request, words % {"count": count})
    if offered.refused:
        words = _("These could not be offered: %(pages)s. Tell whoever looks after the site.")
        messages.error(request, words % {"pages": _titles(offered.refused)})


def _titles(pages: Sequence[Page]) -> str:
    return ", ".join(f"“{page.title}”" for page in pages)


class BoardItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_board(request.user)
