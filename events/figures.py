"""How sign-ups came out, for the figures that whoever runs the site can watch (docs/watching.md)."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from corner.models import AuditEntry

DAY = timedelta(days=1)
#: Actions of the audit that say how a sign-up came out, by the word for it.
OUTCOMES = {
    f"signup.{word}": word
    for word in ("confirmed", "waiting", "held", "repeated", "offered", "accepted", "declined", "cancelled")
}


def sign_ups_of_a_day() -> dict[str, float]:
    """How often each happened in the last 24 hours; 0 where it did not."""
    lately = AuditEntry.objects.filter(action__in=OUTCOMES, at__gt=timezone.now() - DAY)
    found = dict(lately.order_by().values_list("action").annotate(Count("pk")))
    return {word: float(found.get(action, 0)) for action, word in OUTCOMES.items()}
