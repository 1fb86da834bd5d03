"""allauth's forms, with our words and our limits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.fields import PasswordField, SetPasswordField
from allauth.account.forms import ChangePasswordForm, LoginForm, PasswordVerificationMixin, ResetPasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from corner.accounts import codes, limits
from corner.accounts.adapter import wait

#: Of an e-mail address (RFC 5321); names of users are shorter.
LONGEST_LOGIN = 254


@contextmanager
def guess(limit: limits.Limit, value: object) -> Iterator[None]:
    """What is inside is a guess: it counts when it raises. Raises ValidationError where there were too many."""
    try:
        attempt = limits.begin(limit, value)
    except limits.Locked as error:
        raise wait(error) from error
    yield
    attempt.delete()


def _without_placeholders(form: forms.BaseForm) -> None:
    """A label says it; a placeholder says it again and is gone when one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):
    """Name and password, in our words."""

    def add_prefix(self, field_name: str) -> str:
        """The box is called what keepers of passwords look for, and what it was called on Wagtail's page."""
        return super().add_prefix("username" if field_name == "login" else field_name)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address or user name")
        # SQLite compares letters whatever their case up to some length, and raises beyond.
        self.fields["login"].validators.append(MaxLengthValidator(LONGEST_LOGIN))
        self.fields["password"].help_text = ""
        _without_placeholders(self)


class ForgottenPassword(ResetPasswordForm):
    """Says the same whatever the address is."""

    users: list[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        _without_placeholders(self)

    def clean_email(self) -> str:
        email = super().clean_email()
        # Whoever has not come in yet, or is let in again, has a link of their own.
        self.users = [user for user in self.users if user.has_usable_password()]
        try:
            limits.begin(limits.RESET, email)
        except limits.Locked:
            self.users = []
        return email


class ChangePassword(ChangePasswordForm):
    """Whoever finds a desk unlocked cannot guess for ever."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Your password now")
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label = _("New password")
        self.fields["password2"].label = _("New password, once more")
        _without_placeholders(self)

    def clean_oldpassword(self) -> str:
        with guess(limits.PASSWORD, self.user.get_username()):
            return super().clean_oldpassword()


class ChoosePassword(PasswordVerificationMixin, forms.Form):
    """For somebody who comes by a link of ours."""

    password1 = SetPasswordField(label=_("Password"))
    password2 = PasswordField(label=_("Password, once more"), autocomplete="new-password")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = user  # type: ignore[attr-defined]
        _without_placeholders(self)


class _Code(BaseAuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
        _without_placeholders(self)

    def clean_code(self) -> str:
        """As allauth's, with codes of an app remembered in the database, each good once."""
        code = self.cleaned_data["code"]
        found = Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN)
        with guess(limits.CODE, self.user.pk):
            for authenticator in found.order_by("-type"):  # the app before recovery codes
                is_app = authenticator.type == Authenticator.Type.TOTP
                if codes.use(authenticator, code) if is_app else authenticator.wrap().validate_code(code):
                    self.authenticator = Authenticator.objects.get(pk=authenticator.pk)
                    return code
            if first := found.order_by("-type").first():
                self._emit_authentication_failed(first)
            raise get_adapter().validation_error("incorrect_code")


class EnterCode(_Code, AuthenticateForm):
    """The second step of signing in."""


class EnterCodeAgain(_Code, ReauthenticateForm):
    """To go on with something that could shut the owner out."""


class ActivateApp(ActivateTOTPForm):
    """The first code shows that the app is set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six digits that the app shows now")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
        _without_placeholders(self)

    def clean_code(self) -> str:
        with guess(limits.CODE, self.user.pk):
            return super().clean_code()


@contextmanager
def what_a_device_sends() -> Iterator[None]:
    """Anybody may send anything in its place, at which the parser may raise anything: refused like a wrong code."""
    try:
        yield
    except ValidationError:
        raise
    except Exception as error:
        raise get_adapter().validation_error("incorrect_passkey") from error


class _Passkey:
    def clean_credential(self) -> Authenticator:
        with what_a_device_sends():
            return super().clean_credential()  # type: ignore[misc]


class SignInWithPasskey(_Passkey, LoginWebAuthnForm):
    """Instead of name and password."""


class ShowPasskey(_Passkey, AuthenticateWebAuthnForm):
    """The second step of signing in."""


class ShowPasskeyAgain(_Passkey, ReauthenticateWebAuthnForm):
    """To go on with something that could shut the owner out."""


class AddPasskey(AddWebAuthnForm):
    """A passkey that opens by itself, unless somebody unticks that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("Such as: my laptop.")
        self.fields["passwordless"].label = _("Sign in with this passkey alone")
        self.fields["passwordless"].help_text = _(
            "Your device asks for your finger, your face or its PIN. You need no password then."
        )
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        with what_a_device_sends():
            return super().clean()
