"""What every page of accounts is, and where Wagtail's own ways in lead now."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from wagtail.admin.localization import get_localized_response

from corner.accounts import limits
from corner.guards import client_address
from corner.personal import View, personal


def staff_page(view: View) -> View:
    """In the language of whoever is signed in, as all of the admin; kept by no cache; no machine may try for ever."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            try:
                limits.begin(limits.FORMS, client_address(request))
            except limits.Locked as error:
                return render(request, "account/too_often.html", {"minutes": error.minutes}, status=429)
        return get_localized_response(view, request, *args, **kwargs)

    return personal(page)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Instead of Wagtail's own ways in, which ask for no second factor (safety.md 7): nothing that is sent is read."""
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    query = f"?{urlencode({'next': asked})}" if asked and is_ours else ""
    return HttpResponseRedirect(reverse(settings.LOGIN_URL) + query)


def to_forgotten_password(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Instead of Wagtail's own."""
    return HttpResponseRedirect(reverse("account_reset_password"))
