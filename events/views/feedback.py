"""The page that asks how it was. Its address names a date, never a person, and is the same for everybody."""

from datetime import timedelta

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from corner.guards import client_address, too_many
from corner.models import SiteSettings
from corner.personal import SeeOther, by_link
from corner.text import ltr
from events import feedback
from events.describing import Description, describe
from events.feedback_form import FeedbackForm
from events.models import Feedback, Occasion
from events.statements import statements_of

#: Answers from one internet connection in an hour: everybody in a room shares one.
LIMIT_PER_ADDRESS = 60


# Without CSRF cookie and token, as on the page of a sign-up (`manage`): there is no login that a forged form could
# use, and with `Referrer-Policy: no-referrer` browsers send `Origin: null`, which Django's check refuses.
@csrf_exempt
@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def say_how_it_was(request: HttpRequest, token: str) -> HttpResponse:
    """Asks, and thanks. `?room` stands in the code on the wall, `?sent` in the address of the thanks."""
    occasion = feedback.occasion_behind(token)
    if occasion is None:
        context = {"section": "s-events", "is_for_all": True}
        return render(request, "events/signup/stale_link.html", context, status=404)
    event = describe(occasion, request.LANGUAGE_CODE)
    if "sent" in request.GET and request.method != "POST":
        return _show("thanks", request, occasion, event)
    facts = event.page.facts if event.page else None
    reason = feedback.why_closed(occasion, facts)
    if reason or event.page is None:
        status = 409 if request.method == "POST" else 200
        return _show("closed", request, occasion, event, status, reason=reason.value if reason else "")
    form = FeedbackForm(request.POST if request.method == "POST" else None, statements=statements_of(event.page, facts))
    if request.method == "POST" and form.is_valid() and _keep(request, occasion, form):
        return SeeOther(f"{request.path}?{'room&' if 'room' in request.GET else ''}sent")
    status = 429 if form.has_error(NON_FIELD_ERRORS, "too_often") else 200
    return _show("form", request, occasion, event, status, form=form, facts=facts)


def _keep(request: HttpRequest, occasion: Occasion, form: FeedbackForm) -> bool:
    """Whether the answer is kept, now or when the same form was sent before."""
    if Feedback.objects.filter(nonce=form.nonce).exists():
        return True
    if too_many("feedback.address", client_address(request), LIMIT_PER_ADDRESS, timedelta(hours=1)):
        form.add_error(None, _too_often())
        return False
    source = Feedback.Source.ROOM if "room" in request.GET else Feedback.Source.LINK
    words = form.cleaned_data["words"]
    feedback.give(occasion, form.nonce, form.ratings(), words, source=source, language=request.LANGUAGE_CODE)
    return True


def _show(
    name: str, request: HttpRequest, occasion: Occasion, event: Description, status: int = 200, **more: object
) -> HttpResponse:
    context = {
        "section": "s-events",
        "occasion": occasion,
        "event": event,
        "in_room": "room" in request.GET,
        "keep_days": SiteSettings.current().keep_feedback_days,
        **more,
    }
    return render(request, f"events/feedback/{name}.html", context, status=status)


def _too_often() -> ValidationError:
    words = _(
        "There were very many answers from this internet connection. Yours is still here. "
        "Please try again later, or ring us on %(phone)s."
    )
    return ValidationError(words % {"phone": ltr(SiteSettings.current().phone)}, code="too_often")
