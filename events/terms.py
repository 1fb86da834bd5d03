"""How long personal data of sign-ups is kept (signups.md, "Retention"). Days count from the end of the occasion.

The numbers are the site's settings: administrators change them, and the end dates that were written before follow.
"""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from corner.models import SiteSettings
from events.models import AccessNeed, Feedback, Occasion, ResponsibleAdult, SignUp


def last_day(occasion: Occasion) -> date:
    """The local day (Europe/London) on which the occasion ends."""
    end = occasion.ends_at or occasion.starts_at
    return timezone.localdate(end) if end else occasion.day


def access_erase_after(occasion: Occasion) -> date:
    """Access needs and emergency contacts are deleted once this day is over: they are of no use after the event."""
    return last_day(occasion) + timedelta(days=SiteSettings.load().keep_access_days)


def contact_erase_after(occasion: Occasion, *, had_place: bool) -> date:
    """Names, addresses and answers are deleted once this day is over.

    Who had a place is sent the record and asked how it was; whoever waited, or was held back by staff, had none.
    """
    terms = SiteSettings.load()
    return last_day(occasion) + timedelta(days=terms.keep_contact_days if had_place else terms.keep_without_place_days)


def feedback_erase_after(occasion: Occasion) -> date:
    """Single answers are deleted once this day is over; all of a date together, so that sums stay sums."""
    return last_day(occasion) + timedelta(days=SiteSettings.load().keep_feedback_days)


def follow_occasion(occasion: Occasion) -> None:
    """Write the end dates of an occasion's personal data anew: it ends at another time, or the terms changed."""
    for had_place in (True, False):
        SignUp.objects.filter(occasion=occasion, confirmed_at__isnull=not had_place).update(
            erase_after=contact_erase_after(occasion, had_place=had_place)
        )
    for sensitive in (AccessNeed, ResponsibleAdult):
        sensitive._default_manager.filter(signup__occasion=occasion).update(erase_after=access_erase_after(occasion))
    Feedback.objects.filter(occasion=occasion).update(erase_after=feedback_erase_after(occasion))


def follow_terms() -> None:
    """Write all end dates anew. Safe to repeat; what is erased already has none to follow."""
    kept = SignUp.objects.filter(anonymised_at=None).order_by().values("occasion")
    answered = Feedback.objects.order_by().values("occasion")
    for occasion in Occasion.objects.filter(Q(pk__in=kept) | Q(pk__in=answered)):
        follow_occasion(occasion)
