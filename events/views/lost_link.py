"""Asking for the link to one's own sign-up again. The answer is the same sentence, whoever asks."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from corner.form_fields import EmailAddressField
from corner.guards import FormGuard, client_address, too_many
from corner.models import SiteSettings
from corner.personal import personal
from corner.problems import TellsProblems
from events import lost_links

#: Links asked for with one address in a day. Beyond it nothing is sent, and the sentence is the same.
LIMIT_PER_EMAIL = 5


class LostLinkForm(FormGuard, TellsProblems):
    email = EmailAddressField(label=_("Your e-mail address"))


@csrf_protect
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def lost_link(request: HttpRequest) -> HttpResponse:
    """A form; then always the same page, after the same work. Mail goes only to an address that is on a list."""
    if "sent" in request.GET and request.method != "POST":
        return render(request, "events/signup/lost_link_sent.html", {"section": "s-events"})
    form = LostLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not _too_often(request, form.cleaned_data["email"]):
            lost_links.ask(form.cleaned_data["email"], form.nonce, request.LANGUAGE_CODE)
        return redirect(f"{reverse('signup_lost_link')}?sent")
    return render(request, "events/signup/lost_link.html", {"section": "s-events", "form": form})


def _too_often(request: HttpRequest, email: str) -> bool:
    limit = SiteSettings.load().limit_per_address
    return too_many("lost-link.address", client_address(request), limit, timedelta(hours=1)) or too_many(
        "lost-link.email", email, LIMIT_PER_EMAIL, timedelta(days=1)
    )
