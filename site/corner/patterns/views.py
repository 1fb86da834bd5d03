"""Patterns as files: a pattern never changes, so it may be kept for ever."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from corner.patterns.draw import SECTIONS, draw

YEAR = 365 * 24 * 60 * 60  # seconds
DOOR = "-door"


@require_safe
@cache_control(public=True, max_age=YEAR, immutable=True)
def pattern(request: HttpRequest, section: str, key: UUID) -> HttpResponse:
    """The pattern of a page: `/patterns/events/<translation key>.svg`; `events-door` is the small one of a door.

    Raises Http404 for a section that does not exist.
    """
    name = section.removesuffix(DOOR)
    if name not in SECTIONS:
        raise Http404(f"no section {section!r}")
    tiles = 4 if section.endswith(DOOR) else 6
    return HttpResponse(draw(name, str(key), tiles), content_type="image/svg+xml")
