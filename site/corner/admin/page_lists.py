"""Lists of one kind of page each, on Wagtail's own listing: columns, filters, search, files, bulk actions.

Each page stands there once, in the language it was written in; how far its translations are is on the board of
translations. For staff only: translators have the board.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from corner.admin.filters import OneOf
from corner.languages.translators import is_translator

PER_PAGE = 50


def may_see_lists(user: Any) -> bool:
    """Whoever writes or publishes pages; a translator has the board instead."""
    rights = {"add", "change", "publish"}
    return not is_translator(user) and page_permission_policy.user_has_any_permission(user, rights)


def may_add(user: Any, model: type[Page]) -> bool:
    """Whether there is a place where `user` may add a page of this kind."""
    return may_see_lists(user) and ChoosePlace(model=model).get_valid_parent_pages(user).exists()


class PageFilters(WagtailFilterSet):
    """Whether readers see the page. Kinds of pages add their own.

    No filter by language, which Wagtail would add: each page is listed once.
    """

    live = OneOf(
        label=gettext_lazy("Status"),
        choices=[("true", gettext_lazy("On the site")), ("false", gettext_lazy("Not on the site"))],
        method="by_live",
    )

    def _add_locale_filter(self) -> None:
        pass

    def by_live(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        return pages.filter(live=value == "true")


class ForStaff:
    """For views of lists: refused to translators and to whoever has no pages to write."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_lists(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class PageIndex(ForStaff, IndexView):
    """Every page of a kind that the user may find among the pages."""

    template_name = "corner/admin/page_list.html"
    results_template_name = "corner/admin/page_list_results.html"
    show_locale_labels = False
    breadcrumbs_items: ClassVar[list] = [{"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}]
    default_ordering = "title"
    is_explicitly_ordered = True  # searching changes nothing about the order
    #: What stands there while no page of the kind exists: what it is good for.
    teaches: str | Promise = ""
    #: The columns of the list as a file: heading, and what a page has there. Made harmless by `spreadsheets`.
    files: ClassVar[dict[str, tuple[str | Promise, Callable[[Any], Any]]]] = {}

    @property
    def list_export(self) -> tuple[str, ...]:
        return tuple(self.files)

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(self.files[field][0])

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: value(item) for name, (_heading, value) in self.files.items()}

    def get_base_queryset(self) -> QuerySet:
        mine = page_permission_policy.explorable_instances(self.request.user).values("pk")
        pages = self.model._default_manager.filter(alias_of=None, locale_id=F("source_locale_id"), pk__in=mine)
        return self.annotate_queryset(self.with_facts(pages))

    def with_facts(self, pages: QuerySet) -> QuerySet:
        """A place to add what columns show and sort by."""
        return pages

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """By words of the title, also of one not published yet. Not by the index: it refuses filters like ours."""
        for word in self.search_query.split():
            queryset = queryset.filter(Q(title__icontains=word) | Q(draft_title__icontains=word))
        return queryset

    def get_add_url(self) -> str | None:
        return super().get_add_url() if may_add(self.request.user, self.model) else None

    def as_spreadsheet(self, queryset: QuerySet, spreadsheet_format: str) -> HttpResponse:
        """The whole list as filtered. A row needs what `prepare` reads for all of them at once."""
        return super().as_spreadsheet(self.prepare(list(queryset)), spreadsheet_format)

    def prepare(self, pages: list[Any]) -> list[Any]:
        """A place to read for all `pages` at once what their rows show."""
        return pages

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(self.prepare(list(object_list)))


class ChoosePlace(ForStaff, ChooseParentView):
    """Where the new page goes: nearly always there is one place only, and then nobody is asked."""

    def get_valid_parent_pages(self, user: Any) -> QuerySet[Page]:
        """In the site's own language, where staff write. What is below them is translated elsewhere."""
        return super().get_valid_parent_pages(user).filter(locale_id=Locale.get_default().pk)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.get_valid_parent_pages(request.user).exists():
            messages.warning(request, _("There is no place yet where you may add one. Ask an administrator."))
            return redirect(self.index_url_name or "wagtailadmin_home")
        return super().get(request, *args, **kwargs)


class PageListItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_lists(request.user)


def columns(*own: Any) -> list[Any]:
    """The columns of a list: ticks, title, what is special to the kind, when it was changed, and its status."""
    return [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=gettext_lazy("Title"), sort_key="title", classname="title"),
        *own,
        DateColumn(
            "latest_revision_created_at",
            label=gettext_lazy("Changed"),
            sort_key="latest_revision_created_at",
            width="10%",
        ),
        PageStatusColumn("status", label=gettext_lazy("Status"), sort_key="live", width="10%"),
    ]


class PageList(PageListingViewSet):
    """A list with its place in the menu. Say `model`, `name`, `columns`, `filterset_class` and what goes into files."""

    index_view_class = PageIndex
    choose_parent_view_class = ChoosePlace
    list_per_page = PER_PAGE
    menu_item_class = PageListItem
