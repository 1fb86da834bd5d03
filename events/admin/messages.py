"""Staff write to people on the list of a date: write, look at it, send it."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from corner.form_fields import LineField, LinesField
from events import host_messages, mail_kinds
from events.admin.pages import OccasionScreen
from events.models import HostMessage, Occasion, SignUp

NOBODY = gettext_lazy("Nobody is in this group. Choose another.")


class MessageForm(forms.Form):
    """The nonce makes a double press one message."""

    audience = forms.ChoiceField(
        label=gettext_lazy("Who gets it"),
        choices=HostMessage.Audience.choices,
        widget=forms.RadioSelect,
        initial=HostMessage.Audience.WITH_A_PLACE,
    )
    chosen = forms.TypedMultipleChoiceField(
        label=gettext_lazy("The people I choose"),
        help_text=gettext_lazy("Only for the last choice above."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    subject = LineField(label=gettext_lazy("Subject"), max_length=120)
    text = LinesField(
        label=gettext_lazy("Message"),
        help_text=gettext_lazy("Leave an empty line between paragraphs. Addresses of web pages become links."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, occasion: Occasion, user: Any, data: Any = None) -> None:
        super().__init__(data)
        self.occasion = occasion
        listed = SignUp.objects.for_user(user).filter(
            pk__in=host_messages.who_gets_it(occasion, HostMessage.Audience.ON_THE_LIST)
        )
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(signup.pk, f"{signup.name} ({signup.get_state_display()})") for signup in listed]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("audience") == HostMessage.Audience.CHOSEN and not cleaned.get("chosen"):
            self.add_error("chosen", _("Choose at least one person."))
        return cleaned

    def parties(self) -> list[SignUp]:
        return list(
            host_messages.who_gets_it(self.occasion, self.cleaned_data["audience"], self.cleaned_data["chosen"])
        )


class WriteMessage(OccasionScreen):
    """Nothing leaves before it was looked at."""

    template_name = "events/staff/message.html"
    label = gettext_lazy("Write to people")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or MessageForm(self.occasion, self.request.user)
        return {**super().get_context_data(**kwargs), "form": form}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = MessageForm(self.occasion, request.user, request.POST)
        go = request.POST.get("go")
        if go == "send" and (sent := self._sent_before(request)):
            return self._say_sent(sent)  # before anything that could refuse a double press
        if go not in ("preview", "send") or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if go == "send" and (message := self._send(form)):
            return self._say_sent(message)
        parties = form.parties()
        if not parties:
            form.add_error("audience", NOBODY)
            return self.render_to_response(self.get_context_data(form=form))
        return self.render_to_response(self.get_context_data(form=form, **self._preview(form, parties)))

    def _sent_before(self, request: HttpRequest) -> HostMessage | None:
        try:
            nonce = uuid.UUID(request.POST.get("nonce", ""))
        except ValueError:
            return None
        return self.occasion.messages.filter(nonce=nonce).first()

    def _send(self, form: MessageForm) -> HostMessage | None:
        return host_messages.send(self.occasion, actor=self.request.user, **form.cleaned_data)

    def _say_sent(self, message: HostMessage) -> HttpResponse:
        sent = ngettext(
            "Your message goes to %(count)d party.", "Your message goes to %(count)d parties.", message.parties
        )
        messages.success(self.request, sent % {"count": message.parties})
        return redirect("events_occasion", self.occasion.pk)

    def _preview(self, form: MessageForm, parties: list[SignUp]) -> dict[str, Any]:
        message = HostMessage(subject=form.cleaned_data["subject"], text=form.cleaned_data["text"])
        goes_to = ngettext("It goes to %(count)d party.", "It goes to %(count)d parties.", len(parties))
        words = mail_kinds.as_written(message, self.occasion)
        return {
            "goes_to": goes_to % {"count": len(parties)},
            "without_email": sum(not signup.email for signup in parties),
            "mail": mail_kinds.preview("signup.host_message", self.occasion, **words),
        }
