"""Where browsers send their reports. Nobody waits for the answer, and nobody may do harm by sending."""

from datetime import timedelta

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from corner.guards import client_address, too_many
from corner.models import PolicyReport
from corner.policy_reports.understood import NotUnderstood, Violation, violations

#: Bytes. A browser's report is some hundred; the first bytes of a script may be quoted in it.
LONGEST = 32 * 1024
#: Requests that are looked at: of one connection, and of everybody. More tell nothing new.
OF_ONE = (20, timedelta(minutes=10))
OF_ALL = (1000, timedelta(hours=1))
#: Different lines of one day. The next ones are counted in one line, whatever they say.
MOST_LINES = 300
THE_REST = Violation("other", "other", "other")
KEEP = timedelta(days=30)


@csrf_exempt  # a browser sends it by itself, and no cookie counts here
@require_POST
@never_cache
def receive(request: HttpRequest) -> HttpResponse:
    """Count what is told. Too long, too often or no report at all: nothing is kept, and the status says so."""
    try:
        length = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        length = 0
    if length > LONGEST:
        return HttpResponse(status=413)
    if too_many("policy.report", client_address(request), *OF_ONE) or too_many("policy.reports", "", *OF_ALL):
        return HttpResponse(status=429)
    try:
        for violation in violations(request.body, request):
            count(violation)
    except NotUnderstood:
        return HttpResponse(status=400)
    return HttpResponse(status=204)


def count(violation: Violation) -> None:
    """One more of this today."""
    today = timezone.localdate()
    lines = PolicyReport.objects.filter(day=today)
    if not lines.filter(**vars(violation)).exists() and lines.count() >= MOST_LINES:
        violation = THE_REST
    line, _is_new = PolicyReport.objects.get_or_create(day=today, **vars(violation))
    lines.filter(pk=line.pk).update(count=F("count") + 1)


def forget_old() -> None:
    """For the worker."""
    PolicyReport.objects.filter(day__lt=timezone.localdate() - KEEP).delete()
