"""The list of sign-ups as a file."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from corner import audit
from corner.personal import mark_personal
from events import exports, safety
from events.admin.scope import occasion_for

_MAKERS = {"csv": (exports.as_csv, exports.CSV_TYPE), "xlsx": (exports.as_xlsx, exports.XLSX_TYPE)}


@require_POST
def download(request: HttpRequest, occasion_id: int, kind: str) -> HttpResponse:
    """By POST: who took the list is written down, and opening a link changes nothing."""
    occasion = occasion_for(request, occasion_id)
    make, content_type = _MAKERS[kind]
    audit.record(
        "signups.exported", occasion, request.user, kind=kind, count=safety.for_files(occasion.signups.all()).count()
    )
    response = HttpResponse(make(occasion), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="sign-ups-{occasion.pk}.{kind}"'
    return mark_personal(response)
