"""What is written down about accounts, and what follows from it. Connected once, when the site starts."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from corner import audit


def wire_accounts() -> None:
    """Connect everything. The imports stand inside: models are not loaded when this module is."""
    from allauth.account import signals as account
    from allauth.mfa import signals as mfa
    from django.contrib.auth import signals as django_auth
    from django.db.models.signals import post_delete, post_save
    from wagtail.users.models import UserProfile

    from corner import jobs
    from corner.accounts import mails, sessions
    from corner.forgetting import forget_avatar

    account.user_logged_in.connect(_signed_in, dispatch_uid="accounts")
    account.password_changed.connect(_password_changed, dispatch_uid="accounts")
    account.password_reset.connect(_password_reset, dispatch_uid="accounts")
    account.email_changed.connect(_email_changed, dispatch_uid="accounts")
    mfa.authenticator_added.connect(_factor_added, dispatch_uid="accounts")
    mfa.authenticator_removed.connect(_factor_removed, dispatch_uid="accounts")
    mfa.authenticator_reset.connect(_codes_made_anew, dispatch_uid="accounts")
    mfa.authentication_failed.connect(_code_refused, dispatch_uid="accounts")
    django_auth.user_logged_in.connect(_session_begins, dispatch_uid="accounts")
    django_auth.user_logged_out.connect(_session_ends, dispatch_uid="accounts")
    django_auth.user_login_failed.connect(_sign_in_failed, dispatch_uid="accounts")
    post_save.connect(_one_address, get_user_model(), dispatch_uid="accounts")
    post_delete.connect(forget_avatar, UserProfile, dispatch_uid="accounts")
    mails.register_kinds()
    jobs.register("accounts.forget-sessions", sessions.forget_ended, every=timedelta(hours=1))


def _session_begins(request: Any, **kwargs: Any) -> None:
    from corner.accounts.idle import SEEN

    request.session[SEEN] = int(timezone.now().timestamp())


def _session_ends(request: Any, user: Any, **kwargs: Any) -> None:
    from allauth.usersessions.models import UserSession

    UserSession.objects.filter(session_key=request.session.session_key or "").delete()
    if user is not None:
        audit.record("account.signed_out", user, user)


def _signed_in(user: Any, **kwargs: Any) -> None:
    audit.record("account.signed_in", user, user)


def _sign_in_failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Whose account it was about, if it is one; never the name that was typed, which may be a password."""
    from allauth.account.internal.userkit import filter_users_by_email

    users = get_user_model()
    name = str(credentials.get("username") or "")
    found = users.objects.filter(username=name).first() if name else None
    if found is None and (email := credentials.get("email") or name):
        found = next(iter(filter_users_by_email(email)), None)
    audit.record("account.sign_in_failed", found or users())


def _code_refused(user: Any, authenticator: Any, **kwargs: Any) -> None:
    audit.record("account.code_refused", user, type=authenticator.type)


def _password_changed(user: Any, **kwargs: Any) -> None:
    audit.record("account.password_changed", user, user)


def _password_reset(user: Any, **kwargs: Any) -> None:
    from corner.accounts import limits, sessions

    for name in (user.email, user.get_username()):
        limits.forget(limits.PASSWORD, name)
    sessions.end_all(user)
    audit.record("account.password_reset", user, user)


def _email_changed(user: Any, **kwargs: Any) -> None:
    audit.record("account.email_changed", user, user)


def _factor_added(request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """Whoever sets up an app or a passkey shows it by that: they are not asked for it once more at once."""
    from allauth.account.internal.flows.login import record_authentication

    from corner.accounts import codes

    kinds = type(authenticator).Type
    if authenticator.type != kinds.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    if authenticator.type == kinds.TOTP:
        codes.mark(authenticator, codes.now())
    audit.record("account.factor_added", user, user, type=authenticator.type)


def _factor_removed(user: Any, authenticator: Any, **kwargs: Any) -> None:
    audit.record("account.factor_removed", user, user, type=authenticator.type)


def _codes_made_anew(user: Any, authenticator: Any, **kwargs: Any) -> None:
    audit.record("account.codes_made_anew", user, user, type=authenticator.type)


def _one_address(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """The address of a user opens the account, and one that an administrator has replaced opens nothing any more.

    allauth keeps addresses in a table of its own. Ours are proved, by the invitation or by an administrator's word: one
    that is not is taken away, and the user's with it, when somebody begins to change it. A new one that waits for its
    owner's answer stays. An address that two users share stays with the first: no two can prove it.
    """
    from allauth.account.models import EmailAddress

    if raw:
        return
    own = EmailAddress.objects.filter(user=instance)
    own.filter(verified=True).exclude(email__iexact=instance.email).delete()
    is_proved = EmailAddress.objects.filter(email__iexact=instance.email, verified=True).exists()
    if not instance.email or is_proved:
        return
    own.exclude(email__iexact=instance.email).update(primary=False)
    if not own.filter(email__iexact=instance.email).update(verified=True, primary=True):
        EmailAddress.objects.create(user=instance, email=instance.email.lower(), verified=True, primary=True)
