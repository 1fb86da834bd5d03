"""How much a form may send. The admin's long forms need thousands of fields; no public one does."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

#: Bytes. The longest answers, in a writing that takes six bytes a letter when it is sent.
LONGEST = 512 * 1024
#: A party of ten, and every question that an event may ask.
MOST_FIELDS = 1000


class SmallForms:
    """Middleware, before anything that reads what was sent. What is refused gets 400, as Django's own limits do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and not request.path.startswith(self.admin):
            _refuse_too_much(request)
        return self.get_response(request)


def _refuse_too_much(request: HttpRequest) -> None:
    """Raises RequestDataTooBig or TooManyFieldsSent, both of which Django answers with 400."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not (length.isascii() and length.isdecimal()) or int(length) > LONGEST:
        raise RequestDataTooBig("More than a form of this site sends.")
    if sum(len(values) for _name, values in request.POST.lists()) + len(request.FILES) > MOST_FIELDS:
        raise TooManyFieldsSent("More fields than a form of this site has.")
