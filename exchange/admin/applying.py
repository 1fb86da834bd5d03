"""Writing a sheet that was looked at: all of its rows, or none."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.models import Page

from corner import audit
from exchange.admin import cells
from exchange.admin.columns import KINDS, Kind
from exchange.admin.planning import CHANGED, NEW, WRONG, Planned, found_by_name, plan
from exchange.uploads import uploads_of


class Gone(Exception):
    """The sheet is not there any more: it was applied, thrown away, or its day is over."""


@dataclass
class Outcome:
    """What was done. With `lines`, nothing was: these rows would now come out otherwise than they were shown."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[int] = field(default_factory=list)


@transaction.atomic
def apply(uuid: Any, user: Any) -> Outcome:
    """Make drafts of what is new, and new drafts of what is changed; nothing is published. Then forget the sheet.

    Raises Gone. A sheet with a wrong row is never applied: then `lines` names the wrong rows.
    """
    upload = uploads_of(user).select_for_update().filter(pk=uuid).first()
    if upload is None:
        raise Gone
    kind = KINDS[upload.kind]
    now = plan(kind, upload.rows, user)
    if now != upload.plan:
        lines = [new["line"] for new, shown in zip(now, upload.plan, strict=True) if new != shown]
        upload.plan = now
        upload.save(update_fields=["plan"])
        return Outcome(lines=lines)
    if wrong := [row["line"] for row in now if row["state"] == WRONG]:
        return Outcome(lines=wrong)
    _write(kind, now, user)
    counts = Counter(row["state"] for row in now)
    audit.record("import.applied", upload, user, kind=kind.key, **{state: counts[state] for state in (NEW, CHANGED)})
    upload.delete()
    return Outcome(counts)


def _write(kind: Kind, rows: list[Planned], user: Any) -> None:
    place = kind.place()
    assert place is not None  # noqa: S101  whoever may not import into it does not come here
    to_do = [row for row in rows if row["state"] in (NEW, CHANGED)]
    drafts = {row["line"]: _page(kind, row, place, user) for row in to_do}
    # Only now, because rows may name each other.
    others = _others(kind)
    for row in to_do:
        draft = drafts[row["line"]]
        for column in kind.columns:
            if column.name in others and column.name in row["values"]:
                cells.put(draft, column, row["values"][column.name], others[column.name])
        # A draft may be unfinished; what is missing is asked for when it is published.
        draft.save_revision(user=user, log_action=row["state"] == CHANGED, clean=False)


def _page(kind: Kind, row: Planned, place: Page, user: Any) -> Any:
    """The page of a row with what the row says, relations left out. What is new stands below `place` as a draft."""
    if row["state"] == CHANGED:
        draft = kind.model._default_manager.get(pk=row["page"]).get_latest_revision_as_object()
    else:
        draft = kind.model(live=False, has_unpublished_changes=True, owner=user, locale=place.locale)
    for column in kind.columns:
        if column.name in row["values"] and not kind.model._meta.get_field(column.name).many_to_many:
            cells.put(draft, column, row["values"][column.name], {})
    if row["state"] == NEW:
        place.add_child(instance=draft)
    return draft


def _others(kind: Kind) -> dict[str, dict[str, Any]]:
    """What names in each column stand for, the pages made a moment ago included."""
    relations = [column for column in kind.columns if kind.model._meta.get_field(column.name).many_to_many]
    found = {}
    for column in relations:
        related: Any = kind.model._meta.get_field(column.name).related_model
        found[column.name] = {name: objects[0] for name, objects in found_by_name(related).items()}
    return found
