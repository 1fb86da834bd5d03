"""Views without a site."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from bench.contestants.models import Row


def hello(request: HttpRequest) -> HttpResponse:
    """What the middleware costs by itself."""
    return HttpResponse("<!doctype html><title>Hello</title><p>Hello from the bench")


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """One row, committed: what keeping anything costs."""
    row = Row(name=request.POST.get("name", "Amina"))
    row.save()
    return HttpResponse(f"<!doctype html><title>Row</title><p>Kept as {row.pk}")
