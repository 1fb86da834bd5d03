"""What the site keeps about somebody: they see it, take it with them, correct it and delete it, by the link they have.

Like `manage`: the address is the secret, looking changes nothing, and deleting takes two posts.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from corner.models import SiteSettings
from corner.personal import by_link
from events import correcting, leaving, signing_up
from events.describing import describe
from events.forms_own import OwnDataForm
from events.held import everything_about, mails_sent, responsible_adult
from events.models import Attendee, SignUp
from events.reading_back import kept, kept_needs
from events.views.manage import signup_behind

OwnView = Callable[[HttpRequest, str, SignUp], HttpResponse]


def _for_the_person(view: OwnView) -> Callable[[HttpRequest, str], HttpResponse]:
    """The view gets the sign-up of a good link. Anybody else reads that the link does not work."""

    # Without CSRF cookie and token, as in `manage`.
    @csrf_exempt
    @by_link
    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponse:
        signup = signup_behind(token)
        if signup is None:
            return render(request, "events/signup/stale_link.html", {"section": "s-events"}, status=404)
        return view(request, token, signup)

    return found


@_for_the_person
@require_http_methods(["GET", "HEAD", "POST"])
def kept_about_me(request: HttpRequest, token: str, signup: SignUp) -> HttpResponse:
    """Everything, in words; and deleting it."""
    wish = request.POST.get("go") if request.method == "POST" else None
    if wish == "ask":
        return render(request, "events/signup/delete.html", _context(request, token, signup))
    if wish == "delete":
        leaving.leave(signup)
        return redirect("signup_deleted")
    if request.method == "POST":
        return redirect(request.path)
    context = _context(request, token, signup)
    page = context["event"].page
    context |= {
        "answers": list(kept(signup, page)),
        "needs": list(kept_needs(signup, page)),
        "people": [each.name for each in signup.attendees.all()[1:] if each.name],
        "noted": signup.attendees.exclude(attendance=Attendee.Attendance.UNKNOWN),
        "adult": responsible_adult(signup),
        "calls": signup.calls.exclude(made_at=None),
        "mails": mails_sent(signup),
        "needs_until": max((need.erase_after for need in signup.access_needs.all()), default=None),
    }
    return render(request, "events/signup/kept.html", context)


@_for_the_person
@require_safe
def download(request: HttpRequest, token: str, signup: SignUp) -> HttpResponse:
    """The same as a file for programs."""
    response = JsonResponse(
        everything_about(signup, request.LANGUAGE_CODE), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response.headers["Content-Disposition"] = 'attachment; filename="what-we-keep-about-you.json"'
    return response


@_for_the_person
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, token: str, signup: SignUp) -> HttpResponse:
    """The form to correct it."""
    context = _context(request, token, signup)
    form = OwnDataForm(request.POST if request.method == "POST" else None, signup=signup, page=context["event"].page)
    if request.method == "POST" and form.is_valid():
        correcting.correct(signup, form.to_correction())
        return redirect("signup_kept", token)
    return render(request, "events/signup/change.html", {**context, "form": form})


@by_link
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """It is done. The page knows nobody: everybody may open it."""
    return render(request, "events/signup/deleted.html", {"section": "s-events"})


def _context(request: HttpRequest, token: str, signup: SignUp) -> dict[str, Any]:
    event = describe(signup.occasion, request.LANGUAGE_CODE)
    return {
        "section": "s-events",
        "signup": signup,
        "event": event,
        "facts": event.page.facts if event.page else None,
        "settings": SiteSettings.current(),
        "gives_place_back": signing_up.can_cancel(signup),
        "manage_url": reverse("signup_manage", args=[token]),
        "kept_url": reverse("signup_kept", args=[token]),
        "download_url": reverse("signup_kept_download", args=[token]),
        "change_url": reverse("signup_kept_change", args=[token]),
    }
