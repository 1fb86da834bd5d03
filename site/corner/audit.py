"""Who did what: written in the transaction that does it, as ids only (rules 4 and 5 of design.md)."""

import re
from typing import Any
from uuid import UUID

from django.db.models import Model

from corner.models import AuditEntry

# Ids, states, counts and moments look like this; names, addresses and sentences do not.
_PLAIN_CODE = re.compile(r"[A-Za-z0-9_.:+-]{0,60}")


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple | set):
        return [_plain(each) for each in value]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str) and _PLAIN_CODE.fullmatch(value):
        return str(value)
    raise ValueError("An audit entry holds ids, states and counts only, never words about people.")


def record(action: str, obj: Model, actor: Any = None, **ids: Any) -> AuditEntry:
    """Write down that `actor` (None: a visitor or the worker) did `action`, such as "signup.confirmed", to `obj`.

    `ids` are ids, states and counts, or lists of them; anything else raises ValueError.
    """
    return AuditEntry.objects.create(
        action=action,
        record=f"{obj._meta.label_lower}:{obj.pk}",
        actor=actor if getattr(actor, "is_authenticated", False) else None,
        details={name: _plain(value) for name, value in ids.items()},
    )
