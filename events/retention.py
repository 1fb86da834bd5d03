"""Personal data has an end date, and this keeps it (signups.md, "Retention"; docs/data-protection.md).

Counts of sign-ups stay for ever.
Safe to run again at any time: what is erased is not found again.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from contacts import keeping
from corner import audit, forgetting, jobs
from corner.mail import keeping as mail_keeping
from corner.mail.keeping import NO_WORDS
from corner.models import OutgoingEmail, SiteSettings
from events.feedback_keeping import feedback_due, sum_up_due
from events.holding import hold
from events.models import AccessNeed, Attendee, CallTask, HostMessage, ResponsibleAdult, SignUp
from events.terms import follow_terms, last_day

BATCH = 200


def access_needs_due() -> QuerySet[AccessNeed]:
    return AccessNeed.objects.filter(erase_after__lt=timezone.localdate())


def adults_due() -> QuerySet[ResponsibleAdult]:
    return ResponsibleAdult.objects.filter(erase_after__lt=timezone.localdate())


def signups_due() -> QuerySet[SignUp]:
    return SignUp.objects.filter(erase_after__lt=timezone.localdate(), anonymised_at=None)


def messages_due() -> QuerySet[HostMessage]:
    """What hosts wrote to people: as long as the people's own contact. That it was sent, and to how many, stays."""
    first_kept = timezone.localdate() - timedelta(days=SiteSettings.load().keep_contact_days)
    with_words = HostMessage.objects.exclude(subject="", text="").select_related("occasion")
    # An occasion never ends before its day; most that are old enough by that are so by their end, too.
    found = with_words.filter(occasion__day__lt=first_kept)
    return with_words.filter(pk__in=[each.pk for each in found if last_day(each.occasion) < first_kept])


# --- what is due, and doing it ------------------------------------------------------------------------------


@transaction.atomic
def _delete(found: QuerySet) -> int:
    count, _by_model = found.delete()
    return count


def _erase_signups() -> int:
    count = 0
    while not jobs.stopping.is_set() and (found := list(signups_due()[:BATCH])):
        count += sum(erase(signup) for signup in found)
    return count


#: Each kind: what is due now, and how it is erased. In this order; `admin/retention.py` has the words for people.
KINDS: dict[str, tuple[Callable[[], QuerySet], Callable[[], int]]] = {
    "access_needs": (access_needs_due, lambda: _delete(access_needs_due())),
    "responsible_adults": (adults_due, lambda: _delete(adults_due())),
    "signups": (signups_due, _erase_signups),
    "messages": (messages_due, lambda: messages_due().update(subject="", text="")),
    "contact_messages": (keeping.messages_due, lambda: keeping.erase(keeping.messages_due())),
    "mails": (mail_keeping.mails_due, mail_keeping.erase_due),
    "feedback": (feedback_due, sum_up_due),
    "people": (keeping.people_due, keeping.delete_people),
    "pictures": (forgetting.pictures_due, forgetting.delete_pictures),
}

#: The entry in the audit that says what a run did, recorded with the site settings.
DONE = "retention.done"


def due() -> dict[str, int]:
    """What `erase_due` would erase now: the dry run."""
    return {name: find().count() for name, (find, _erase) in KINDS.items()}


def erase_due() -> dict[str, int]:
    """Erase what is past its end date; how many records of each kind."""
    follow_terms()
    keeping.follow_terms()
    done = {}
    for name, (_find, erase_kind) in KINDS.items():
        done[name] = erase_kind()
    if any(done.values()):
        audit.record(DONE, SiteSettings.load(), **done)
    return done


@transaction.atomic
def erase(signup: SignUp, actor: Any = None) -> bool:
    """Take the person out of a sign-up, everywhere; what remains says only that somebody had so many places.

    Whoever erases before the end of the date sees to it that the places become free (`leaving`). False when it was
    erased before.
    """
    hold(signup.occasion_id)
    signup = SignUp.objects.get(pk=signup.pk)
    if signup.anonymised_at:
        return False
    signup.name = signup.email = signup.email_key = signup.phone = ""
    signup.answers, signup.asked = {}, {}
    signup.would_like_to_help_host = signup.safeguarding_concern = False
    signup.out_of_turn_reason = ""
    signup.token_version += 1  # links that were mailed show nothing any more
    signup.anonymised_at = timezone.now()
    signup.save()
    Attendee.objects.filter(signup=signup).update(name="")
    ResponsibleAdult.objects.filter(signup=signup).delete()
    AccessNeed.objects.filter(signup=signup).delete()
    CallTask.objects.filter(signup=signup).update(note="")
    CallTask.objects.filter(signup=signup).open().update(outcome=CallTask.Outcome.NOT_NEEDED)
    about = mails_about(signup)
    about.waiting().update(state=OutgoingEmail.State.DROPPED)
    about.update(**NO_WORDS)
    audit.record("signup.erased", signup, actor)
    return True


def mails_about(signup: SignUp) -> Any:
    """Every mail to the party that the site has written."""
    return OutgoingEmail.objects.filter(kind__startswith="signup.", about__signup=signup.pk)
