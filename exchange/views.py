"""The page that offers everything public as files, and the files. They only read, set no cookie, and anybody may
keep them."""

from typing import Any, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from exchange.files import KINDS, LICENCE, make

#: All kinds in one file.
EVERYTHING = "everything"
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


@require_safe
@cache_control(public=True, no_cache=True)
def data_page(request: HttpRequest) -> HttpResponse:
    """What there is to take along, and under which licence."""
    return render(request, "exchange/data.html", {"kinds": list(KINDS.values()), "licence": LICENCE})


@require_safe
def data_file(request: HttpRequest, kind: str, file_type: str) -> HttpResponse:
    """One kind as JSON or CSV, or everything as JSON; no more than "not modified" for who has it already."""
    wanted = list(KINDS.values()) if kind == EVERYTHING and file_type == "json" else [KINDS.get(kind)]
    if wanted[0] is None:
        raise Http404
    file, tag = make([found for found in wanted if found], file_type)
    response = FileResponse(file, content_type=TYPES[file_type], as_attachment=True, filename=f"{kind}.{file_type}")
    answer = for_everybody(request, response, tag)
    if answer is not response:
        file.close()
    return answer


def for_everybody(request: HttpRequest, response: Any, tag: str) -> HttpResponse:
    """Anybody may keep the answer, and asks each time if it is still right: a page that was hidden is gone at once.

    Programs on other sites may read it: nothing in it is anybody's own.
    """
    patch_cache_control(response, public=True, no_cache=True)
    response.headers["ETag"] = f'W/"{tag}"'
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Access-Control-Allow-Origin"] = "*"
    answer = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return cast(HttpResponse, answer)  # never None, for a response was given
