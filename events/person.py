"""Everything that the site holds about one e-mail address, over all organisations and tables: to hand out, to erase.

For administrators, when somebody asks by law what is held about them or wants it gone. Accounts of staff are handed out
as well, but deleted where accounts are: in Users, by who knows what hangs on them.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet

from contacts import keeping
from corner import audit, tombstones
from corner.mail.keeping import NO_WORDS
from corner.models import OutgoingEmail, Receipt, SiteSettings
from events import leaving, receipts
from events.held import everything_about
from events.models import AccessNeed, Attendee, CallTask, LostLinkRequest, ResponsibleAdult, SignUp
from events.requests import email_key

#: What `corner.tombstones` calls somebody who was erased everywhere, by their address.
STONE = "person"


def signups_of(email: str) -> QuerySet[SignUp]:
    return SignUp.objects.filter(email_key=email_key(email), anonymised_at=None).exclude(email_key="")


def tables(email: str) -> dict[str, QuerySet]:
    """What there is, table by table; `admin/person.py` has the words for people."""
    signups = signups_of(email)
    return {
        "signups": signups,
        "people": Attendee.objects.filter(signup__in=signups),
        "access_needs": AccessNeed.objects.filter(signup__in=signups),
        "responsible_adults": ResponsibleAdult.objects.filter(signup__in=signups),
        "calls": CallTask.objects.filter(signup__in=signups),
        "messages": keeping.messages_of(email),
        "private_addresses": keeping.addresses_of(email),
        "mails": _mails(email),
        "lost_links": _lost_links(email),
        "accounts": _accounts(email),
    }


def _mails(email: str) -> QuerySet[OutgoingEmail]:
    """To the address or answered to it, what carries its messages, and what these parties got at another time."""
    about = {"about__signup__in": list(signups_of(email).values_list("pk", flat=True)), "kind__startswith": "signup."}
    with_messages = keeping.mails_about(keeping.messages_of(email)).values("pk")
    address = email.strip()
    to_or_from = Q(to__iexact=address) | Q(reply_to__iexact=address)
    return OutgoingEmail.objects.filter(to_or_from | Q(**about) | Q(pk__in=with_messages))


def _lost_links(email: str) -> QuerySet[LostLinkRequest]:
    return LostLinkRequest.objects.filter(email__iexact=email.strip())


def _accounts(email: str) -> QuerySet[Any]:
    return get_user_model()._default_manager.filter(email__iexact=email.strip()).exclude(email="")


def _counts(email: str) -> dict[str, int]:
    return {name: rows.count() for name, rows in tables(email).items()}


def look_up(email: str, actor: Any) -> dict[str, int]:
    """How many rows there are in each table; it is written down who looked, and not for whom."""
    found = _counts(email)
    audit.record("person.looked_up", SiteSettings.load(), actor, count=sum(found.values()))
    return found


def hand_out(email: str, actor: Any) -> dict[str, Any]:
    """All of it as plain data, with the words of mails as far as they are still there. It leaves a receipt."""
    receipts.write(Receipt.Deed.HANDED_OUT, email, _counts(email), actor)
    signups = list(signups_of(email).select_related("places", *_DESCRIBED))
    audit.record("person.handed_out", SiteSettings.load(), actor, signups=[signup.pk for signup in signups])
    return {
        "sign_ups": [everything_about(signup, "en-gb") for signup in signups],
        "messages": keeping.everything_about(email),
        "pages_whose_messages_go_there": [str(each.subject_key) for each in keeping.addresses_of(email)],
        "mails": [
            {"about": mail.kind, "to": mail.to, "subject": mail.subject, "text": mail.text, "at": _when(mail)}
            for mail in _mails(email)
        ],
        "requests_for_a_lost_link": [wish.created_at.isoformat() for wish in _lost_links(email)],
        "accounts": [_account(user) for user in _accounts(email)],
        "asked_before": [{"what": each.deed, "at": each.at.isoformat()} for each in receipts.of(email)],
    }


def _account(user: Any) -> dict[str, Any]:
    """Of a member of staff. Their sessions and keys they see themselves; never a secret."""
    return {
        "login": user.get_username(),
        "name": user.get_full_name(),
        "email": user.email,
        "since": user.date_joined.isoformat(),
        "last_signed_in": user.last_login.isoformat() if user.last_login else None,
        "groups": [group.name for group in user.groups.all()],
        "works_for": [str(each.organisation) for each in user.memberships.all()],
    }


_DESCRIBED = ("occasion__event__source_locale", "occasion__event__responsible_organisation", "occasion__venue")


def _when(mail: OutgoingEmail) -> str:
    return (mail.sent_at or mail.created_at).isoformat()


def erase_person(email: str, actor: Any) -> int:
    """Take the person out of every table; places to come become free. How many sign-ups they were on.

    It leaves a receipt, and what keeps them erased after a restore. Safe to repeat.
    """
    counts = _counts(email)
    del counts["accounts"]
    erased = _erase(email, actor)
    receipts.write(Receipt.Deed.ERASED, email, counts, actor)
    return erased


def _erase(email: str, actor: Any) -> int:
    """Each sign-up is erased by itself, because each holds its own date."""
    signups = list(signups_of(email))
    mails = list(_mails(email).values_list("pk", flat=True))
    erased = sum(leaving.leave(signup, actor) for signup in signups)
    with transaction.atomic():
        left = OutgoingEmail.objects.filter(pk__in=mails)
        left.waiting().update(state=OutgoingEmail.State.DROPPED)
        left.update(**NO_WORDS)
        _lost_links(email).delete()
        keeping.erase(keeping.messages_of(email))
        keeping.addresses_of(email).delete()
        tombstones.lay(STONE, email_key(email))
        audit.record("person.erased", SiteSettings.load(), actor, signups=[signup.pk for signup in signups])
    return erased


# --- after a restore ------------------------------------------------------------------------------------------


def addresses() -> set[str]:
    """Every e-mail address of somebody who is no member of staff, as addresses are compared."""
    columns = [
        SignUp.objects.values_list("email_key", flat=True),
        LostLinkRequest.objects.values_list("email", flat=True),
        OutgoingEmail.objects.values_list("to", flat=True),
        OutgoingEmail.objects.values_list("reply_to", flat=True),
        keeping.addresses(),
    ]
    return {email_key(address) for column in columns for address in column.iterator()} - {""}


def erase_again(email: str) -> None:
    """They had been erased before the restore, and have their receipt."""
    _erase(email, None)
