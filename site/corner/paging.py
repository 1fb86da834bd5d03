"""Long lists a page at a time."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 20


def one_page(items: QuerySet, request: HttpRequest) -> Page:
    """The page that `?page=` asks for; the first or last one for anything that is no page of this list."""
    return Paginator(items, PER_PAGE).get_page(request.GET.get("page"))


def other_parameters(request: HttpRequest) -> str:
    """The filters of this list as a query string, without the page; ends with "&" when there are any."""
    chosen = request.GET.copy()
    chosen.pop("page", None)
    return f"{chosen.urlencode()}&" if chosen else ""
