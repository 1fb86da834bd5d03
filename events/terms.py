"""How long personal data of sign-ups is kept (signups.md, "Retention"). Days count from the end of the occasion."""

from datetime import date, timedelta

from django.utils import timezone

from events.models import Occasion

#: Access needs: what people need is of no use once the day is over.
ACCESS_NEEDS_DAYS = 14
#: Name, contact, answers, people: long enough to send the record and to hear how it was.
CONTACT_DAYS = 90
#: Who never had a place: long enough to hear of the next dates.
WITHOUT_A_PLACE_DAYS = 7
#: The words of a mail, after it was sent.
MAIL_DAYS = 14


def last_day(occasion: Occasion) -> date:
    """The local day (Europe/London) on which the occasion ends."""
    end = occasion.ends_at or occasion.starts_at
    return timezone.localdate(end) if end else occasion.day


def access_erase_after(occasion: Occasion) -> date:
    """Access needs are deleted once this day is over."""
    return last_day(occasion) + timedelta(days=ACCESS_NEEDS_DAYS)


def contact_erase_after(occasion: Occasion, *, had_place: bool) -> date:
    """Names, addresses and answers are deleted once this day is over."""
    return last_day(occasion) + timedelta(days=CONTACT_DAYS if had_place else WITHOUT_A_PLACE_DAYS)
