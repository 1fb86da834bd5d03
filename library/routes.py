"""Addresses below a page that can be cited: the citation as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from corner.previewing import PreviewModes
from library.citation_files import BIBTEX, RIS, FileKind, work_of


class CitationRoutes(PreviewModes, RoutablePageMixin):
    """ "Cite this" as BibTeX and RIS. Whoever may read the page may have them: Wagtail asks before it comes here."""

    class Meta:
        abstract = True

    # Wagtail hands routes their path with a slash at the end; `corner.urls` lets addresses without one in.
    @path("cite.bib/", name="bibtex")
    def bibtex_route(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return _as_file(self, request, BIBTEX)

    @path("cite.ris/", name="ris")
    def ris_route(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return _as_file(self, request, RIS)


def _as_file(page: Any, request: HttpRequest, kind: FileKind) -> HttpResponse:
    """To be saved under the name of the page."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    response = HttpResponse(kind.write(page).encode(), content_type=kind.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{work_of(page).slug}.{kind.extension}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
