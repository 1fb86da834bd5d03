"""The outbox, as staff see it: which mail left, which did not, and why. Never its words: they hold personal links."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from contacts.models.membership import organisation_keys
from corner.mail import retrying
from corner.models import OutgoingEmail
from events.admin.pages import Screen

ON_A_PAGE = 50
State = OutgoingEmail.State

KINDS = {
    "signup.confirmed": gettext_lazy("You have a place"),
    "signup.waiting": gettext_lazy("You are on the waiting list"),
    "signup.offered": gettext_lazy("A place is free for you"),
    "signup.offer_lapsed": gettext_lazy("The offer is over"),
    "signup.not_reached": gettext_lazy("No place became free"),
    "signup.reminder": gettext_lazy("Reminder"),
    "signup.already_signed_up": gettext_lazy("You were already on the list"),
    "signup.lost_link": gettext_lazy("The link to their place"),
    "signup.date_changed": gettext_lazy("The date has changed"),
    "signup.cancelled": gettext_lazy("The place is cancelled"),
    "signup.date_cancelled": gettext_lazy("The date is cancelled"),
    "signup.host_message": gettext_lazy("Message from the host"),
    "contact.message": gettext_lazy("Message from the contact form"),
    "contact.task": gettext_lazy("Complaint, or wish to be taken off the site"),
}


def mails_for(user: Any) -> QuerySet[OutgoingEmail]:
    """Mail of the user's organisations; all of it for an administrator, contact messages too."""
    if not user.is_active:
        return OutgoingEmail.objects.none()
    if user.is_superuser:
        return OutgoingEmail.objects.all()
    return OutgoingEmail.objects.filter(organisation_key__in=organisation_keys(user))


def trouble_for(user: Any) -> dict[str, int]:
    """How many mails failed lately, and how many are late; empty when all is well."""
    own = mails_for(user)
    found = {"failed": retrying.failed(own).count(), "late": retrying.late(own).count()}
    return found if any(found.values()) else {}


def kind_in_words(kind: str) -> str:
    return str(KINDS.get(kind) or kind.rpartition(".")[2].replace("_", " ").capitalize())


def error_in_words(error: str) -> str:
    """What `corner.mail.sending` wrote down, for people; empty where there was no error."""
    if not error:
        return ""
    if error == "given up":
        return _("We tried many times. Then we stopped.")
    if error[:1] == "5" or error == "the server cannot take this address" or error == "no recipient":
        return _("The mail server does not take it. The address may be wrong.")
    if error[:1] == "4":
        return _("The mail server is busy, or asks us to try later.")
    if error.partition(" ")[0] in AWAY:
        return _("We cannot reach the mail server.")
    return _("Something went wrong here. Please tell whoever looks after the site.")


#: What the ways in which a server can be away are called.
AWAY = {
    "ConnectionRefusedError",
    "ConnectionResetError",
    "BrokenPipeError",
    "TimeoutError",
    "gaierror",
    "OSError",
    "SSLError",
    "SSLCertVerificationError",
    "SMTPServerDisconnected",
    "SMTPConnectError",
    "SMTPHeloError",
}


class Mail(Screen):
    """What failed first, then what waits, then the rest; the newest first."""

    template_name = "events/staff/mail.html"
    page_title = gettext_lazy("Mail")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("state", "")
        state = asked if asked in State.values else ""
        found = mails_for(self.request.user).defer("text", "html")
        if state:
            found = found.filter(state=state)
        order = [When(state=State.FAILED, then=Value(0)), When(state__in=[State.QUEUED, State.SENDING], then=Value(1))]
        urgency = Case(*order, default=Value(2), output_field=IntegerField())
        ordered = found.order_by(urgency, "-created_at", "-pk")
        shown = Paginator(ordered, ON_A_PAGE).get_page(self.request.GET.get("page"))
        rows = [
            (email, kind_in_words(email.kind), error_in_words(email.last_error), email.state == State.FAILED)
            for email in shown.object_list
        ]
        trouble = trouble_for(self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "rows": rows,
            "shown": shown,
            "state": state,
            "states": State.choices,
            "mail_trouble": trouble,
        }


@require_POST
def try_again(request: HttpRequest, email_id: int) -> HttpResponse:
    """One press, one mail that failed."""
    email = get_object_or_404(mails_for(request.user), pk=email_id)
    if retrying.try_again(email, request.user):
        messages.success(request, _("We try to send it again now."))
    else:
        messages.warning(request, _("It cannot be sent again: it left already, or its words are erased."))
    return redirect(reverse("events_mail"))
