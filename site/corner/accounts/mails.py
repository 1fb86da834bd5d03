"""Mail about accounts. All of it waits in the outbox, so that a mail server that is away loses none."""

import uuid
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corner.mail import kinds, outbox
from corner.models import Invitation, OutgoingEmail

#: What allauth calls them, and which kind of ours that is.
KINDS = {
    "account/email/password_reset_key": ("accounts.forgotten", "password_reset_url"),
    "account/email/email_confirmation": ("accounts.confirm", "activate_url"),
}
#: What was changed, as the owner of the account is told: it may not have been them.
CHANGES = {
    "account/email/password_changed": _("Your password was changed."),
    "account/email/password_reset": _("A new password was set with a link from a mail."),
    "account/email/email_changed": _("Your e-mail address was changed."),
    "mfa/email/totp_activated": _("An app on a phone was set up for signing in."),
    "mfa/email/totp_deactivated": _("The app on a phone for signing in was taken away."),
    "mfa/email/webauthn_added": _("A passkey was added for signing in."),
    "mfa/email/webauthn_removed": _("A passkey for signing in was taken away."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made. The old ones do not work any more."),
}
_SOMETHING = _("Something about how you sign in was changed.")


def register_kinds() -> None:
    """Called when the site starts."""
    for name in ("accounts.forgotten", "accounts.confirm", "accounts.changed"):
        kinds.register(kinds.Kind(name))
    for name in ("accounts.invited", "accounts.let_in_again"):
        kinds.register(kinds.Kind(name, still_wanted=_is_open))


def send(template_prefix: str, email: str, context: dict[str, Any]) -> None:
    """A link that allauth has made, to `email`. Raises KeyError for a mail that this site does not know."""
    kind, link = KINDS[template_prefix]
    _queue(kind, email, context["user"], {"link": context[link]})


def tell_of_change(template_prefix: str, user: Any, email: str) -> None:
    """Tell the owner that something about the account was changed, to `email`."""
    if email:
        what = str(CHANGES.get(template_prefix, _SOMETHING))
        _queue("accounts.changed", email, user, {"what": what, "when": timezone.now()})


def invite(invitation: Invitation, link: str) -> OutgoingEmail:
    """The mail with the link of an invitation, or of a second start after a phone was lost."""
    kind = "accounts.invited" if invitation.reason == Invitation.Reason.NEW else "accounts.let_in_again"
    about = {"invitation": invitation.pk, "version": invitation.version}
    context = {"link": link, "until": invitation.ends_at, "inviter": _name(invitation.invited_by)}
    key = f"{kind}:{invitation.uuid}:{invitation.version}"
    return _queue(kind, invitation.user.email, invitation.user, context, about=about, key=key)


def _queue(
    kind: str, email: str, user: Any, context: dict[str, Any], *, about: dict[str, Any] | None = None, key: str = ""
) -> OutgoingEmail:
    return outbox.queue(
        kind,
        to=email,
        language=settings.LANGUAGE_CODE,  # as all of the admin
        dedupe_key=key or f"{kind}:{uuid.uuid4()}",
        context={
            "name": user.first_name or user.get_username(),
            "login": user.get_username(),
            "sign_in_url": settings.WAGTAILADMIN_BASE_URL + reverse("account_login"),
            **context,
        },
        about=about,
    )


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def _is_open(email: OutgoingEmail) -> bool:
    """Not for an invitation that was withdrawn, or sent again meanwhile."""
    invitation = Invitation.objects.filter(pk=email.about["invitation"], version=email.about["version"]).first()
    return invitation is not None and invitation.is_open
