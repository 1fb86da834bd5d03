"""Personal data of sign-ups has an end date, and this keeps it (signups.md, "Retention"). Counts stay for ever.

Safe to run again at any time: what is erased is not found again.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from corner import audit
from corner.models import OutgoingEmail
from events.models import AccessNeed, Attendee, SignUp
from events.terms import MAIL_DAYS

BATCH = 200


def access_needs_due() -> QuerySet[AccessNeed]:
    return AccessNeed.objects.filter(erase_after__lt=timezone.localdate())


def signups_due() -> QuerySet[SignUp]:
    return SignUp.objects.filter(erase_after__lt=timezone.localdate(), anonymised_at=None)


def mails_due() -> QuerySet[OutgoingEmail]:
    """Mail about sign-ups whose words nobody needs any more: sent, given up or no longer wanted two weeks ago."""
    before = timezone.now() - timedelta(days=MAIL_DAYS)
    ended = [OutgoingEmail.State.FAILED, OutgoingEmail.State.DROPPED]
    return OutgoingEmail.objects.filter(
        Q(state=OutgoingEmail.State.SENT, sent_at__lt=before) | Q(state__in=ended, created_at__lt=before),
        kind__startswith="signup.",
    ).exclude(to="", text="", html="")


def due() -> dict[str, int]:
    """What `erase_due` would erase now: the dry run."""
    return {
        "access_needs": access_needs_due().count(),
        "signups": signups_due().count(),
        "mails": mails_due().count(),
    }


def erase_due() -> dict[str, int]:
    """Erase what is past its end date; how many records of each kind."""
    with transaction.atomic():
        needs, _by_model = access_needs_due().delete()
    signups = 0
    while keys := list(signups_due().values_list("pk", flat=True)[:BATCH]):
        signups += sum(_erase(key) for key in keys)
    mails = mails_due().update(to="", reply_to="", subject="", text="", html="")
    return {"access_needs": needs, "signups": signups, "mails": mails}


@transaction.atomic
def _erase(key: int) -> int:
    """Take the person out of a sign-up; what remains says only that somebody had so many places."""
    signup = SignUp.objects.select_for_update().get(pk=key)
    signup.name = signup.email = signup.email_key = signup.phone = ""
    signup.answers, signup.asked = {}, {}
    signup.would_like_to_help_host = False
    signup.out_of_turn_reason = ""
    signup.token_version += 1  # links that were mailed show nothing any more
    signup.anonymised_at = timezone.now()
    signup.save()
    Attendee.objects.filter(signup=signup).update(name="")
    AccessNeed.objects.filter(signup=signup).delete()
    OutgoingEmail.objects.waiting().filter(kind__startswith="signup.", about__signup=key).update(
        state=OutgoingEmail.State.DROPPED, to="", subject="", text="", html=""
    )
    audit.record("signup.erased", signup)
    return 1
