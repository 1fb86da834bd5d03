"""Against machines that fill in forms, without a puzzle that keeps people out (signups.md, "Forms").

A form carries a nonce (one act for one rendered form, however often it is sent), a signed moment (a machine answers
faster than a person reads) and a box that people never see. Every refusal keeps what was typed and says what to do.
"""

from copy import copy
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

#: After this, a form on the screen is stale: dates and questions may have changed.
OPEN_FOR = timedelta(hours=24)

FIELDS = ("nonce", "made_at", "website")


class HiddenFromPeople(forms.TextInput):
    """A box that looks worth filling in to a machine. People do not see, hear or reach it."""

    is_hidden = True

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return format_html(
            '<div class="hide" aria-hidden="true"><label for="{id}">{label}</label>'
            '<input type="text" name="{name}" id="{id}" value="{value}" autocomplete="off" tabindex="-1"></div>',
            id=(attrs or {}).get("id") or f"id_{name}",
            label=_("Leave this empty"),
            name=name,
            value=value or "",
        )


class FormGuard(forms.Form):
    """Put it before the form's other bases, and `{{ form.guard }}` inside the form element.

    After validation `form.nonce` is the id of this rendered form. Refusals are errors of the whole form; what was
    typed stays, and the form that comes back can be sent again.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nonce, made_at = _stamps(timezone.now())
        # Plain fields: whatever a machine puts into them is judged in `clean`, not reported where nobody looks.
        self.fields["nonce"] = forms.Field(required=False, widget=forms.HiddenInput, initial=nonce)
        self.fields["made_at"] = forms.Field(required=False, widget=forms.HiddenInput, initial=made_at)
        self.fields["website"] = forms.Field(required=False, widget=HiddenFromPeople)
        self._nonce: UUID | None = None

    @property
    def guard(self) -> SafeString:
        """The three fields, ready to stand in the form element."""
        return format_html_join("", "{}", ((self[name],) for name in FIELDS))

    @property
    def nonce(self) -> UUID:
        """The id of this rendered form, for a record's unique `nonce`. Only once the guard found nothing wrong."""
        if self._nonce is None:
            raise ValueError("The form was not validated, or its guard refused it.")
        return self._nonce

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        nonce, made_at, trap = (str(cleaned.pop(name, None) or "") for name in FIELDS)
        try:
            self._nonce = _checked(nonce, made_at, trap)
        except ValidationError as error:
            self.add_error(None, error)
            if error.code != "too_fast":  # that one passes by waiting; the others need values that can pass
                self._renew()
        return cleaned

    def _renew(self) -> None:
        """New hidden values for the form that goes back, old enough to be sent again at once."""
        stamps = _stamps(timezone.now() - timedelta(seconds=settings.FORM_MINIMUM_SECONDS))
        data: Any = copy(self.data)
        for name, value in zip(FIELDS, (*stamps, ""), strict=True):
            data[self.add_prefix(name)] = value
        self.data = data


def _signer() -> Signer:
    return Signer(salt="corner.guards.form", sep=".")


def _stamps(moment: datetime) -> tuple[str, str]:
    """A new nonce, and the moment signed together with it, so that neither is good without the other."""
    nonce = uuid4().hex
    signed = _signer().sign(f"{nonce}.{int(moment.timestamp())}")
    return nonce, signed.removeprefix(f"{nonce}.")


def _checked(nonce: str, made_at: str, trap: str) -> UUID:
    """The nonce, or ValidationError in plain words."""
    token = f"{nonce}.{made_at}"
    try:
        if not token.isascii():
            raise BadSignature
        _nonce, _dot, made = _signer().unsign(token).partition(".")
    except BadSignature:
        raise ValidationError(
            _("We could not check this form. Your answers are still here. Please send it again."), code="forged"
        ) from None
    if trap:
        raise ValidationError(
            _(
                "A box that should stay empty was filled in, perhaps by your browser. We have emptied it. "
                "Your answers are still here. Please send the form again."
            ),
            code="trap",
        )
    age = timezone.now().timestamp() - int(made)
    if age > OPEN_FOR.total_seconds():
        raise ValidationError(
            _(
                "This form was open for more than a day. Your answers are still here. "
                "Please check them and send the form again."
            ),
            code="expired",
        )
    if age < settings.FORM_MINIMUM_SECONDS:
        raise ValidationError(
            _(
                "The form came back very quickly, so we could not tell that a person sent it. "
                "Your answers are still here. Please wait a few seconds and send it again."
            ),
            code="too_fast",
        )
    return UUID(nonce)
