"""A form of the admin that comes without fields that its page always sends: refused in words, no error of ours.

Wagtail's editor counts its blocks in fields that its script writes. Without them (a script that did not load, a form
made by hand) it raises, and staff would see an error page (found by tests/sweeps/test_hostile_staff.py).
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError

WORDS = "This form did not arrive whole, and nothing was kept. Go back, load the page again, and send it once more."


class IncompleteForm:
    """In the admin only: what the public sends is asked for by forms, which miss nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, MultiValueDictKeyError) and request.path.startswith(self.admin):
            return HttpResponseBadRequest(WORDS, content_type="text/plain; charset=utf-8")
        return None
