"""allauth's questions about accounts, answered for this site."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from corner.accounts import limits, mails
from corner.guards import client_address

_WRONG = _("The e-mail address or the password is not right. Check both and try again.")


def wait(error: limits.Locked) -> ValidationError:
    """The refusal in words: how long to wait."""
    words = ngettext(
        "There were too many wrong tries. Wait %(minutes)s minute, then try again.",
        "There were too many wrong tries. Wait %(minutes)s minutes, then try again.",
        error.minutes,
    )
    return ValidationError(words % {"minutes": error.minutes}, code="too_many_login_attempts")


class AccountAdapter(DefaultAccountAdapter):
    """Invitation only; guesses are counted in the database; mail goes through the outbox."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _WRONG,
        "username_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "incorrect_password": _("That is not your password. Try again."),
        "enter_current_password": _("That is not your password now. Try again."),
        "email_taken": _("Somebody else signs in with this e-mail address."),
        "same_as_current": _("This is the address that you have already."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Raises ValidationError where somebody guesses too often, before the password is looked at."""
        try:
            attempt = limits.begin(limits.PASSWORD, credentials.get("email") or credentials.get("username") or "")
        except limits.Locked as error:
            raise wait(error) from error
        if credentials.get("email") == credentials.get("username"):
            # What looks like an address is tried as both, so allauth would look at a known one's password twice, and
            # the clock would tell who has an account.
            credentials.pop("email", None)
        user = super().authenticate(request, **credentials)
        if user is not None:
            attempt.delete()
        return user

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of somebody who has signed in this very moment: who sets up a phone has just typed a password."""
        records = get_authentication_records(self.request, getattr(self.request, "user", None))
        age = timezone.now().timestamp() - records[-1]["at"] if records else None
        return age is None or age > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_client_ip(self, request: HttpRequest) -> str:
        """As believed by the limits: what our own proxies say."""
        address = client_address(request)
        return "0.0.0.0" if address == "unknown" else address  # noqa: S104  not to listen at

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.WAGTAILADMIN_BASE_URL + path.replace("UID-KEY", key)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return settings.WAGTAILADMIN_BASE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        """In our words."""
        words = {
            "reauthenticate": gettext("Type your password"),
            "mfa_reauthenticate": gettext("Type a code from your app, or a recovery code"),
            "mfa_reauthenticate:webauthn": gettext("Use your passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        mails.send(template_prefix, email, context)

    def send_notification_mail(self, template_prefix: str, user: Any, context: Any = None, email: Any = None) -> None:
        """Without address and browser, which allauth would add: they are kept no longer than the session."""
        mails.tell_of_change(template_prefix, user, email or user.email)
