"""The site's style sheet as a printer takes it, for looking at on a screen before any paper is used."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

#: Paper is white, also on a screen that is dark.
PAPER = "\n:root { color-scheme: light; }\nbody { box-sizing: border-box; padding: 16mm; background: #fff; }\n"


@require_safe
def print_style(request: HttpRequest) -> HttpResponse:
    """What stands in the style sheet for print holds, and what stands in it for dark screens does not."""
    sheet = Path(str(finders.find("css/site.css"))).read_text(encoding="utf-8")
    for screen, paper in {"@media print": "@media all", "prefers-color-scheme: dark": "max-width: 0"}.items():
        sheet = sheet.replace(screen, paper)
    return HttpResponse(sheet + PAPER, content_type="text/css; charset=utf-8")
