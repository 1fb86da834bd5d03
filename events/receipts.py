"""What somebody gets in hand when their wish was met: what was handed out or erased, when, by whom, how much.

Counts only. Whose it is stands there as a keyed hash, so that it is found again by who knows the address.
"""

from typing import Any

from django.db.models import QuerySet

from corner.keyed import all_keyed, keyed
from corner.models import Receipt
from events.requests import email_key

_PURPOSE = "events.receipts"


def write(deed: Receipt.Deed, email: str, counts: dict[str, int], actor: Any) -> Receipt:
    """To be called in the transaction of what it is about."""
    hashed = keyed(_PURPOSE, email_key(email))
    return Receipt.objects.create(deed=deed, hashed=hashed, counts=counts, actor=actor)


def of(email: str) -> QuerySet[Receipt]:
    """What was done for this address before, the newest first."""
    return Receipt.objects.filter(hashed__in=all_keyed(_PURPOSE, email_key(email)))
