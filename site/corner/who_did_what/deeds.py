"""What stands in the list: from several tables, in an order by time, and without anybody's data but staff's names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import F, IntegerField, QuerySet, Value
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry
from wagtail.models import Page, TranslatableMixin

from corner.models import AuditEntry
from corner.who_did_what.words import in_words

#: Rows that are looked up at a time: SQLite takes only so many numbers in one question.
BATCH = 500


@dataclass(frozen=True)
class Deed:
    """One line of the list."""

    moment: datetime
    who: str
    what: str
    about: str

    @property
    def when(self) -> str:
        return date_format(localtime(self.moment), "j F Y, H:i")


def sources() -> list[Any]:
    """The models that something is written down in: ours, then Wagtail's."""
    return [AuditEntry, *registry.get_log_entry_models()]


def rows_of(number: int, model: Any) -> QuerySet:
    """What the list needs to filter and sort: `moment`, `doer` (id of a user, or None), `action`, and where it is."""
    is_ours = model is AuditEntry
    return (
        model.objects.order_by()
        .annotate(
            moment=F("at" if is_ours else "timestamp"),
            doer=F("actor_id" if is_ours else "user_id"),
            source=Value(number, output_field=IntegerField()),
        )
        .values("pk", "action", "moment", "doer", "source")
    )


def deeds(rows: Iterable[Mapping[str, Any]]) -> Iterator[Deed]:
    """The lines for `rows`, in their order; a few queries for each batch."""
    batch: list[Mapping[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield from _of_batch(batch)
            batch = []
    yield from _of_batch(batch)


def _of_batch(rows: list[Mapping[str, Any]]) -> Iterator[Deed]:
    models = sources()
    wanted = defaultdict(list)
    for row in rows:
        wanted[row["source"]].append(row["pk"])
    entries = {number: _entries(models[number]).in_bulk(pks) for number, pks in wanted.items()}
    users = _users(rows, [entry for found in entries.values() for entry in found.values()])
    for row in rows:
        if entry := entries[row["source"]].get(row["pk"]):
            who = users.get(row["doer"]) or gettext("Nobody who was signed in")
            yield Deed(row["moment"], who, in_words(row["action"]), _about(entry, users))


def _entries(model: Any) -> QuerySet:
    return model.objects.all() if model is AuditEntry else model.objects.select_related("content_type")


def _users(rows: list[Mapping[str, Any]], entries: list[Any]) -> dict[int, str]:
    """Names of staff: who did it, and whose account it was about."""
    user_model = get_user_model()
    about = {pk for model, pk in map(_record, entries) if model is user_model and pk}
    doers = {row["doer"] for row in rows if row["doer"]}
    users = user_model.objects.filter(pk__in=about | doers).select_related("wagtail_userprofile")
    return {user.pk: get_user_display_name(user) for user in users}


def _about(entry: Any, users: dict[int, str]) -> str:
    """What it was done to: a title where all staff may read it, else the kind and the number."""
    model, pk = _record(entry)
    if model is None:
        return str(getattr(entry, "record", ""))
    if model is get_user_model():
        if pk is None:
            return gettext("No account of this site")
        return users.get(pk) or gettext("Account %(number)s, which is gone") % {"number": pk}
    kind = str(model._meta.verbose_name).capitalize()
    label = getattr(entry, "label", "") if issubclass(model, Page | TranslatableMixin | Group) else ""
    return f"{kind}: {label}" if label else f"{kind} {pk}"


def _record(entry: Any) -> tuple[Any, int | None]:
    """The model and the id that an entry is about; None for what is not known any more."""
    if not isinstance(entry, AuditEntry):
        object_id = getattr(entry, "object_id", None) or getattr(entry, "page_id", None)
        return (entry.content_type.model_class() if entry.content_type else None), _number(object_id)
    label, _colon, pk = entry.record.partition(":")
    try:
        return apps.get_model(label), _number(pk)
    except (LookupError, ValueError):
        return None, None


def _number(text: Any) -> int | None:
    return int(text) if str(text).isdecimal() else None
