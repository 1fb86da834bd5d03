"""Long lists a page at a time, for `components/paging.html`."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

PER_PAGE = 20


def one_page(items: Any, request: HttpRequest, per_page: int = PER_PAGE) -> dict[str, Any]:
    """The page that `?page=` asks for as `found`, with the queries of the pages before and after it.

    Anything that is no page of this list gives the first or the last one. The other parameters are kept.
    """
    found = Paginator(items, per_page).get_page(request.GET.get("page"))
    return {
        "found": found,
        "earlier_page": _query(request, found.previous_page_number()) if found.has_previous() else None,
        "later_page": _query(request, found.next_page_number()) if found.has_next() else None,
    }


def _query(request: HttpRequest, number: int) -> str:
    wanted = request.GET.copy()
    wanted["page"] = str(number)
    return f"?{wanted.urlencode()}"
