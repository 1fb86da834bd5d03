"""Everything that the site holds about one e-mail address, over all organisations and tables: to hand out, to erase.

For administrators, when somebody asks by law what is held about them or wants it gone. Logins of staff are not in it.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from contacts import keeping
from contacts.keeping import NO_WORDS
from corner import audit
from corner.models import OutgoingEmail, SiteSettings
from events import leaving
from events.held import everything_about
from events.models import AccessNeed, Attendee, CallTask, LostLinkRequest, ResponsibleAdult, SignUp
from events.requests import email_key


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


def look_up(email: str, actor: Any) -> dict[str, int]:
    """How many rows there are in each table; it is written down who looked, and not for whom."""
    found = {name: rows.count() for name, rows in tables(email).items()}
    audit.record("person.looked_up", SiteSettings.load(), actor, count=sum(found.values()))
    return found


def hand_out(email: str, actor: Any) -> dict[str, Any]:
    """All of it as plain data, with the words of mails as far as they are still there."""
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
    }


_DESCRIBED = ("occasion__event__source_locale", "occasion__event__responsible_organisation", "occasion__venue")


def _when(mail: OutgoingEmail) -> str:
    return (mail.sent_at or mail.created_at).isoformat()


def erase_person(email: str, actor: Any) -> int:
    """Take the person out of every table; places to come become free. How many sign-ups they were on.

    Each sign-up is erased by itself, because each holds its own date. Safe to repeat.
    """
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
        audit.record("person.erased", SiteSettings.load(), actor, signups=[signup.pk for signup in signups])
    return erased
