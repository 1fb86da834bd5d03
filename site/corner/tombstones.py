"""Whatever is erased before its time stays erased when an older backup is restored (safety.md, "Privacy").

What passed its end date needs none of this: retention finds it again. But nobody would know who asked to be forgotten
since the backup was made. So each such erasure lays a stone, in its transaction: what kind, when, and a keyed hash of
what was erased, which tells nothing to who does not hold the thing itself. The worker copies it to the store of
uploaded files, because a database that is lost loses its stones, too.

After a restore: `import_` what was `exported` before, then `replay` since the backup was made. Both may be repeated.
"""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.utils import timezone

from corner import failures
from corner.keyed import all_keyed, keyed
from corner.models import Tombstone

logger = logging.getLogger(__name__)

#: Longer than any backup is kept (35 days, signups.md), with room for one that somebody forgot.
KEEP = timedelta(days=100)
#: In the store of uploaded files. Never below images/, which anybody may read.
FOLDER = "tombstones"
#: A backup is dated when it begins; what was erased while it ran may be in it.
MARGIN = timedelta(hours=1)


@dataclass(frozen=True)
class Kind:
    #: Of everything that is there now, what a stone may have been laid for: compared by its hash.
    values: Callable[[], Iterable[str]]
    erase: Callable[[str], object]


_kinds: dict[str, Kind] = {}


def register(name: str, values: Callable[[], Iterable[str]], erase: Callable[[str], object]) -> None:
    """Have what stones of this kind stand for erased again. Call it in `AppConfig.ready()`."""
    if name in _kinds:
        raise ValueError(f"There is a kind {name} already.")
    _kinds[name] = Kind(values, erase)


def lay(kind: str, value: str) -> None:
    """Remember that this was erased. Call it in the transaction that erases."""
    if kind not in _kinds:
        raise LookupError(f"Nobody knows how to erase a {kind} again.")
    Tombstone.objects.create(kind=kind, hashed=keyed(f"tombstones.{kind}", value))


def replay(since: datetime) -> dict[str, int]:
    """Erase again what was erased since then; how many things of each kind were found again.

    To be called on the restored database with the moment at which the backup was made, when web and worker stand still
    or before they start. Raises what erasing raises; each thing is a transaction of its own, so repeating goes on.
    """
    import_(_mirrored())
    stones: dict[str, set[str]] = {}
    for kind, hashed in Tombstone.objects.filter(at__gte=since - MARGIN).values_list("kind", "hashed"):
        stones.setdefault(kind, set()).add(hashed)
    found: Counter[str] = Counter(dict.fromkeys(_kinds, 0))
    for name, hashes in stones.items():
        known = _kinds[name]
        for value in list(known.values()):
            if not hashes.isdisjoint(all_keyed(f"tombstones.{name}", value)):
                known.erase(value)
                found[name] += 1
    return dict(found)


# --- outside the database -----------------------------------------------------------------------------------


def exported() -> list[dict[str, str]]:
    """Every stone that can be had, as plain data: of the table if it answers, and of the copies if they can be read."""
    stones: dict[str, dict[str, str]] = {}
    for read in (_mirrored, _in_the_table):
        try:
            stones |= {stone["uuid"]: stone for stone in read()}
        except (DatabaseError, OSError) as error:  # this is asked before a restore, when either may be broken
            logger.warning("Tombstones of one place cannot be read: %s", failures.describe(error))
    return list(stones.values())


def import_(stones: Iterable[dict[str, str]]) -> int:
    """Take in stones that `exported` gave; how many were new. Raises KeyError or ValueError when they are others'."""
    wanted = {UUID(stone["uuid"]): stone for stone in stones}
    known = set(Tombstone.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    new = [
        Tombstone(pk=pk, kind=stone["kind"], hashed=stone["hashed"], at=datetime.fromisoformat(stone["at"]))
        for pk, stone in wanted.items()
        if pk not in known
    ]
    Tombstone.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def mirror() -> None:
    """Copy new stones out of the database. The worker's; it waits while the store is away."""
    for stone in Tombstone.objects.filter(is_mirrored=False):
        if not default_storage.exists(_path(stone.pk)):
            default_storage.save(_path(stone.pk), ContentFile(json.dumps(_plain(stone))))
        Tombstone.objects.filter(pk=stone.pk).update(is_mirrored=True)


def forget_old() -> None:
    """Take away stones that no backup can need any more, here and outside."""
    for pk in list(Tombstone.objects.filter(at__lt=timezone.now() - KEEP).values_list("pk", flat=True)):
        with transaction.atomic():
            Tombstone.objects.filter(pk=pk).delete()
            default_storage.delete(_path(pk))


def _path(pk: UUID) -> str:
    return f"{FOLDER}/{pk}.json"


def _plain(stone: Tombstone) -> dict[str, str]:
    return {"uuid": str(stone.pk), "kind": stone.kind, "hashed": stone.hashed, "at": stone.at.isoformat()}


def _in_the_table() -> Iterator[dict[str, str]]:
    return map(_plain, Tombstone.objects.all())


def _mirrored() -> Iterator[dict[str, Any]]:
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in names:
        with default_storage.open(f"{FOLDER}/{name}") as file:
            yield json.loads(file.read())
