"""The site's addresses with some that are wrong on purpose: the fuzz must find each (its negative controls)."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path

from corner.urls import handler404, handler500, urlpatterns  # noqa: F401
from events.models import SignUp


def raises(request, word):
    return HttpResponse(100 / len(word.strip()))  # nobody would send a blank


def reflects(request):
    return HttpResponse(f"<p>You sent {' '.join(request.GET.values())}</p>")


def leads_away(request):
    return HttpResponseRedirect(request.GET.get("next", "/").strip()[:99])


def leaks(request):
    return HttpResponse(", ".join(SignUp.objects.values_list("name", flat=True)))


CONTROLS = {
    "planted/raises/": path("planted/raises/<str:word>/", raises),
    "planted/reflects/": path("planted/reflects/", reflects),
    "planted/leads-away/": path("planted/leads-away/", leads_away),
    "planted/leaks/": path("planted/leaks/", leaks),
}
urlpatterns = [*CONTROLS.values(), *urlpatterns]
