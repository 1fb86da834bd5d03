"""The form behind every way to write to somebody through the site."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.models import Message
from corner.form_fields import EmailAddressField, LineField, LinesField, PhoneField
from corner.guards import FormGuard
from corner.problems import TellsProblems

Kind = Message.Kind

#: Whoever writes these may stay unknown: what they say counts, and some have reason to be careful.
MAY_BE_NAMELESS = (Kind.UNCLEAR, Kind.COMPLAINT, Kind.REMOVAL)


class MessageForm(FormGuard, TellsProblems):
    """`kind` is what the form is for; without one the form asks (`Message.Kind.reasons`)."""

    reason = forms.ChoiceField(
        label=_("Why do you write?"),
        choices=Kind.reasons,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one answer"), "invalid_choice": _("Choose one answer")},
    )
    text = LinesField(
        label=_("Your message"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write your message")},
    )
    name = LineField(
        label=_("What should we call you?"),
        help_text=_("Any name is fine."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailAddressField(label=_("What is your e-mail address?"), required=False)
    phone = PhoneField(label=_("What is your phone number?"), required=False)

    def __init__(self, *args: Any, kind: Message.Kind | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        self._kind = kind
        if kind:
            del self.fields["reason"]
        if kind == Kind.REMOVAL:
            self.fields["text"].required = False

    @property
    def kind(self) -> Message.Kind:
        """What was written: known once the form is valid."""
        return self._kind or Kind(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_known = not {"email", "phone", "reason"} & self.errors.keys()
        if is_known and not (cleaned["email"] or cleaned["phone"]) and self.kind not in MAY_BE_NAMELESS:
            self.add_error("email", gettext("Write your e-mail address, or a phone number"))
        return cleaned
