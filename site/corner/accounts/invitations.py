"""The one service of ways in by mail. What it does is written down, and the mail is queued, in the same transaction."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from corner import audit
from corner.accounts import mails, sessions
from corner.links import BadLink, sign, unsign
from corner.models import Invitation

PURPOSE = "accounts.welcome"
Reason = Invitation.Reason


@transaction.atomic
def invite(user: Any, actor: Any) -> Invitation:
    """Let `user`, who was just made with what they may do, choose a password."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    invitation = Invitation.objects.create(user=user, invited_by=actor)
    _send(invitation)
    audit.record("account.invited", user, actor)
    return invitation


@transaction.atomic
def let_in_again(user: Any, actor: Any) -> Invitation:
    """For somebody who lost the phone: nothing that opened the account does any more, and a link begins anew.

    Whoever calls this has made sure that it is them; `actor` is None for whoever runs the server.
    """
    factors, _rows = Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()  # who found the phone may know the password; it also ends every session
    user.save(update_fields=["password"])
    sessions.end_all(user)
    Invitation.objects.waiting().filter(user=user).update(withdrawn_at=timezone.now())
    invitation = Invitation.objects.create(user=user, invited_by=actor, reason=Reason.LOST)
    _send(invitation)
    audit.record("account.let_in_again", user, actor, factors=factors)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, actor: Any) -> None:
    """A new link, good as long as the first was; the older ones stop working."""
    changed = Invitation.objects.waiting().filter(pk=invitation.pk).update(sent_at=timezone.now())
    if changed:
        invitation.refresh_from_db()
        _send(invitation)
        audit.record("account.invited_again", invitation.user, actor)


@transaction.atomic
def withdraw(invitation: Invitation, actor: Any) -> None:
    """The link stops working. Somebody who never came in is forgotten altogether."""
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        return
    audit.record("account.invitation_withdrawn", invitation.user, actor)
    if invitation.reason == Reason.NEW and invitation.user.last_login is None:
        invitation.user.delete()


def find(token: str) -> Invitation:
    """The invitation of a link. Raises BadLink where it is forged, too old, replaced, withdrawn or used."""
    key, numbers = unsign(PURPOSE, token)
    invitation = Invitation.objects.select_related("user").filter(uuid=key).first()
    if invitation is None or numbers != [invitation.version] or not invitation.is_open:
        raise BadLink
    return invitation


@transaction.atomic
def accept(invitation: Invitation, password: str) -> None:
    """The person has chosen `password`. Raises BadLink where somebody was quicker: a link is good once."""
    used = Invitation.objects.waiting().filter(pk=invitation.pk, version=invitation.version)
    if not used.update(used_at=timezone.now()):
        raise BadLink
    invitation.user.set_password(password)
    invitation.user.save(update_fields=["password"])
    audit.record("account.password_chosen", invitation.user, invitation.user)


def link(invitation: Invitation) -> str:
    """The address in the mail."""
    token = sign(PURPOSE, invitation.uuid, invitation.version)
    return settings.WAGTAILADMIN_BASE_URL + reverse("accounts_welcome", args=[token])


def _send(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(version=F("version") + 1)
    invitation.refresh_from_db()
    mails.invite(invitation, link(invitation))
