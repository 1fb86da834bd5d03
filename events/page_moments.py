"""When pages change because of a date: signing up opens or closes, it begins, it is over."""

from datetime import datetime

from django.db.models import Min, Q

from events.models import Occasion

CHANGES = ("opens_at", "closes_at", "starts_at", "ends_at")


def next_moment(now: datetime) -> datetime | None:
    """The next one of any date. All dates are asked, for lists and the home page show many: one query a page kept."""
    ahead = {name: Min(name, filter=Q(**{f"{name}__gt": now})) for name in CHANGES}
    found = Occasion.objects.aggregate(**ahead)
    return min((moment for moment in found.values() if moment is not None), default=None)
