"""Everything about one e-mail address: for administrators only. The address is typed and posted, and in no URL."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from corner.form_fields import EmailAddressField
from corner.models import Receipt
from corner.personal import mark_personal
from events import person, receipts
from events.admin.pages import Screen


class EmailForm(forms.Form):
    email = EmailAddressField(
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )


LABELS = {
    "signups": gettext_lazy("Sign-ups"),
    "people": gettext_lazy("People of these parties"),
    "access_needs": gettext_lazy("What people need"),
    "responsible_adults": gettext_lazy("Responsible adults and emergency contacts"),
    "calls": gettext_lazy("Calls"),
    "messages": gettext_lazy("Messages they wrote"),
    "private_addresses": gettext_lazy("Pages whose messages go to this address"),
    "mails": gettext_lazy("Mails"),
    "lost_links": gettext_lazy("Requests for a lost link"),
    "accounts": gettext_lazy("Accounts of staff: see Users"),
}


class Person(Screen):
    """Look up, download, and erase after a second press. Every press is written down, without the address."""

    template_name = "events/staff/person.html"
    page_title = gettext_lazy("Everything about one person")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_superuser:
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": kwargs.get("form") or EmailForm()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EmailForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        email, wish = form.cleaned_data["email"], request.POST.get("go")
        if wish == "download":
            return self._file(email)
        if wish == "erase":
            erased = person.erase_person(email, request.user)
            said = ngettext("Erased from %(erased)d sign-up.", "Erased from %(erased)d sign-ups.", erased)
            messages.success(request, said % {"erased": erased} + " " + _("Mails and requests are emptied, too."))
            return self.render_to_response(self.get_context_data(receipts=receipts.of(email)[:1]))
        found = person.look_up(email, request.user)
        rows = [(LABELS[name], count) for name, count in found.items()]
        more = {
            "found": rows,
            "there_is_something": any(found.values()),
            "ask": wish == "ask",
            "receipts": receipts.of(email),
        }
        return self.render_to_response(self.get_context_data(form=form, email=email, **more))

    def _file(self, email: str) -> HttpResponse:
        everything = person.hand_out(email, self.request.user)
        response = JsonResponse(everything, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response.headers["Content-Disposition"] = 'attachment; filename="person.json"'
        return mark_personal(response)


def receipt(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """On paper, or to be copied into a mail: what was done for somebody who asked by law."""
    if not request.user.is_superuser:
        raise PermissionDenied
    found = get_object_or_404(Receipt, pk=receipt_id)
    rows = [(LABELS[name], found.counts[name]) for name in LABELS if name in found.counts]
    return mark_personal(render(request, "events/staff/receipt.html", {"receipt": found, "rows": rows}))
