"""Writing to the network, to a person or an organisation: a form, then a page that says what happens next.

These views hold no rule: they ask `writing`. Nobody's address is shown, before or after.
"""

from datetime import timedelta
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page

from contacts import keeping, writing
from contacts.forms import MessageForm
from contacts.models import Message
from corner.frame import frame_for
from corner.guards import client_address, too_many
from corner.languages.pages import is_restricted, restricted_paths
from corner.models import SiteSettings
from corner.personal import SeeOther, personal
from corner.text import ltr

Kind = Message.Kind

#: Messages in an hour from one internet connection: a library or a community centre shares one.
LIMIT_PER_CONNECTION = 30
#: In a day from one e-mail address, and to one person or organisation: nobody's mailbox is flooded through us.
LIMIT_PER_EMAIL = 10
LIMIT_PER_PAGE = 40


@personal
def write(request: HttpRequest) -> HttpResponse:
    """To the network. `?reason=join` chooses a reason, `?page=12` names the page that was not clear."""
    return _answer(request, None, _page_named(request))


@personal
def complain(request: HttpRequest) -> HttpResponse:
    """A complaint: read by few, and answered by a day that the page names."""
    return _answer(request, Kind.COMPLAINT)


@personal
def write_to(page: Page, request: HttpRequest) -> HttpResponse:
    """To a person or an organisation, below their page."""
    return _answer(request, Kind.PAGE, page)


@personal
def ask_removal(page: Page, request: HttpRequest) -> HttpResponse:
    """Somebody wants this entry gone. Whether it is theirs is not asked here, and not shown: staff find out."""
    return _answer(request, Kind.REMOVAL, page)


def _answer(request: HttpRequest, kind: Message.Kind | None, page: Page | None = None) -> HttpResponse:
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if "sent" in request.GET and request.method != "POST":
        return _show("sent", request, kind, page)
    initial = {"reason": request.GET.get("reason", "")}
    form = MessageForm(request.POST if request.method == "POST" else None, kind=kind, initial=initial)
    if request.method == "POST" and form.is_valid() and _send(request, form, page):
        return SeeOther(f"{request.path}?sent")
    status = 429 if form.has_error(NON_FIELD_ERRORS, "too_often") else 200
    return _show("write", request, kind, page, status, form=form)


def _send(request: HttpRequest, form: MessageForm, page: Page | None) -> bool:
    """Whether the message is kept, now or when the same form was sent before."""
    wrote = form.cleaned_data
    if _too_often(request, wrote["email"], page if form.kind == Kind.PAGE else None):
        if writing.sent_before(form.nonce):  # a second press: the first one was let through
            return True
        form.add_error(None, _tried_too_often())
        return False
    is_about = form.kind in (Kind.PAGE, Kind.REMOVAL, Kind.UNCLEAR)
    writing.send(
        writing.Letter(
            kind=form.kind,
            nonce=form.nonce,
            language=request.LANGUAGE_CODE,
            page=page if is_about else None,
            **{name: wrote[name] for name in ("name", "email", "phone", "text")},
        )
    )
    return True


def _too_often(request: HttpRequest, email: str, page: Page | None) -> bool:
    hour, day = timedelta(hours=1), timedelta(days=1)
    return (
        too_many("message.address", client_address(request), LIMIT_PER_CONNECTION, hour)
        or bool(email and too_many("message.email", email, LIMIT_PER_EMAIL, day))
        or bool(page and too_many("message.page", str(page.translation_key), LIMIT_PER_PAGE, day))
    )


def _page_named(request: HttpRequest) -> Page | None:
    """The page that a reader came from, if anybody may read it; whatever else stands there is ignored."""
    number = request.GET.get("page", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    page = Page.objects.filter(pk=int(number), depth__gt=1).first()
    if page is None or is_restricted(page, restricted_paths()):
        return None
    # Asked of the page's own type: a person without a basis does not count as live (`contacts.people`).
    return page.specific_class._default_manager.live().filter(pk=page.pk).first()


def _show(
    name: str, request: HttpRequest, kind: Message.Kind | None, page: Page | None, status: int = 200, **more: Any
) -> HttpResponse:
    terms = SiteSettings.current()
    keep = terms.keep_complaint_days if kind == Kind.COMPLAINT else terms.keep_message_days
    is_below = kind in (Kind.PAGE, Kind.REMOVAL)
    below = page if is_below else None
    context = {
        "page": below,
        "facts": getattr(below, "facts", None),
        "about": None if is_below else page,
        "section": "s-people",
        "kind": kind.value if kind else "",
        "settings": terms,
        "keep_days": keep,
        "keep_at_most": keep + keeping.LONGEST_OPEN,
        "privacy_page": frame_for(request, below).named("privacy_page"),
        **more,
    }
    return render(request, f"contacts/{name}.html", context, status=status)


def _tried_too_often() -> ValidationError:
    words = _(
        "There were very many messages from this address or internet connection. Yours is not sent yet. "
        "It is still here. Try again later, or ring us on %(phone)s."
    )
    return ValidationError(words % {"phone": ltr(SiteSettings.current().phone)}, code="too_often")
