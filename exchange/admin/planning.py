"""What would happen: for each row of a sheet whether a page is new, changed, unchanged, or what is wrong, in words.

It only looks. It is asked twice, before the look and before anything is written, and has to say the same.
"""

from collections import Counter, defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from exchange.admin import cells
from exchange.admin.columns import Column, Kind, in_words, same_name
from exchange.admin.reading import Row

NEW, CHANGED, UNCHANGED, WRONG = "new", "changed", "unchanged", "wrong"
#: So much of a text is shown beside a change.
SHOWN = 300

Planned = dict[str, Any]


def plan(kind: Kind, rows: list[Row], user: Any) -> list[Planned]:
    """One entry a row, in the order of the sheet, as plain values:

    `line`, `name`, `state`; `values` by field, checked; `changes` as (heading, before, after); `problems` as (heading,
    why); `page` and `revision`, the ids of what the row was compared with.
    """
    names = Counter(same_name(row["cells"].get("title", "")) for row in rows)
    known = {column.name: _known(kind, column, rows) for column in _relations(kind)}
    pages = _pages(kind, names)
    circles = _circles(kind, rows)
    planned = []
    for row in rows:
        key = same_name(row["cells"].get("title", ""))
        found = pages.get(key, [])
        problems = []
        if key and names[key] > 1:
            problems.append(
                ["Name", _("This name stands in %(count)d rows. Keep one of them.") % {"count": names[key]}]
            )
        if len(found) > 1:
            problems.append(
                [
                    "Name",
                    _("There are %(count)d pages with this name already. Change it there.") % {"count": len(found)},
                ]
            )
        if key in circles:
            problems.append(["Goes well with", circles[key]])
        planned.append(_row(kind, row, found[0] if len(found) == 1 else None, known, problems, user))
    return planned


def _relations(kind: Kind) -> list[Column]:
    return [column for column in kind.columns if kind.model._meta.get_field(column.name).many_to_many]


def _related_model(kind: Kind, column: Column) -> type[Model]:
    related: Any = kind.model._meta.get_field(column.name).related_model
    return related


def _known(kind: Kind, column: Column, rows: list[Row]) -> dict[str, int]:
    """How many things have each name that may stand in this column: on the site, and new ones of the sheet itself."""
    related = _related_model(kind, column)
    counts = {name: len(objects) for name, objects in found_by_name(related).items()}
    if related is kind.model:
        for row in rows:
            counts.setdefault(same_name(row["cells"].get("title", "")), 1)
    return counts


def found_by_name(model: type[Model]) -> dict[str, list[Any]]:
    """Pages or topics by name, in the language that the network writes in; drafts too, by the name they will have."""
    objects: Any = model._default_manager.filter(locale=Locale.get_default())
    found = defaultdict(list)
    if issubclass(model, Page):
        for page in objects.filter(alias_of=None).defer_streamfields():
            found[same_name(page.draft_title or page.title)].append(page)
    else:
        for topic in objects:
            found[same_name(str(topic))].append(topic)
    return found


def _pages(kind: Kind, names: Counter[str]) -> dict[str, list[Any]]:
    """The pages that rows are about, by name."""
    place = kind.place()
    if place is None:
        return {}
    children = kind.model._default_manager.child_of(place).filter(alias_of=None).select_related("latest_revision")
    found = defaultdict(list)
    for page in children:
        if (name := same_name(page.draft_title or page.title)) in names:
            found[name].append(page)
    return found


def _circles(kind: Kind, rows: list[Row]) -> dict[str, str]:
    """Rows of the sheet that lead back to themselves by what they go well with, each with the way round."""
    column = kind.column("goes_well_with")
    if column is None:
        return {}
    titles = {same_name(row["cells"].get("title", "")): row["cells"].get("title", "").strip() for row in rows}
    leads_to = {}
    for row in rows:
        try:
            others = cells.value_of(row["cells"].get(column.name, ""), column, kind.model)
        except ValidationError:
            others = []
        name = same_name(row["cells"].get("title", ""))
        leads_to[name] = [key for other in others if (key := same_name(other)) in titles]
    return {
        name: _("It leads round in a circle: %(way)s. Take one of them out.")
        % {"way": " → ".join(titles[key] for key in way)}
        for name in leads_to
        if (way := _way_back(name, leads_to))
    }


def _way_back(start: str, leads_to: dict[str, list[str]]) -> list[str]:
    """The shortest way from a row to itself; empty without one. No recursion: a sheet may hold a long chain."""
    came_from: dict[str, str] = {}
    waiting = [start]
    for here in waiting:
        for there in leads_to.get(here, []):
            if there == start:
                way = [start, here]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return []


def _row(
    kind: Kind, row: Row, page: Any, known: dict[str, dict[str, int]], problems: list[list[str]], user: Any
) -> Planned:
    entry: Planned = {
        "line": row["line"],
        "name": " ".join(row["cells"].get("title", "").split())[:255],
        "values": {},
        "changes": [],
        "problems": problems,
        "page": page.pk if page else None,
        "revision": page.latest_revision_id if page else None,
    }
    for column in kind.columns:
        if cell := row["cells"].get(column.name):
            try:
                value = cells.value_of(cell, column, kind.model)
                _refuse_unknown(value, column, known, entry["name"])
                entry["values"][column.name] = value
            except ValidationError as error:
                problems.append([column.heading, " ".join(error.messages)])
        elif column.needed and (page is None or column.name == "title"):
            problems.append([column.heading, _("Fill this in.")])
    if entry["name"] and not slugify(entry["name"], allow_unicode=True):
        # The page's address is made of it.
        problems.append(["Name", _("There is no letter and no number in it.")])
    draft = page.get_latest_revision_as_object() if page else kind.model()
    if page:
        _refuse_untouchable(page, user, problems)
        entry["changes"] = _changes(kind, draft, entry["values"], problems)
    elif not problems:
        entry["changes"] = [
            [column.heading, "", _shown(entry["values"][column.name])]
            for column in kind.columns
            if column.name in entry["values"] and column.name != "title"
        ]
    if not problems and kind.asks_publishing_rules:
        _ask_publishing_rules(kind, draft, entry["values"], problems)
    entry["state"] = WRONG if problems else NEW if page is None else CHANGED if entry["changes"] else UNCHANGED
    return entry


def _refuse_unknown(value: Any, column: Column, known: dict[str, dict[str, int]], own_name: str) -> None:
    """Raises ValidationError for names that nothing has, that several have, or that are the row's own."""
    if column.name not in known:
        return
    counts = known[column.name]
    if strange := [name for name in value if same_name(name) not in counts]:
        raise ValidationError(
            _("Nothing has this name: %(names)s. Correct it, or add the page first.") % {"names": in_words(strange)}
        )
    if twice := [name for name in value if counts[same_name(name)] > 1]:
        raise ValidationError(
            _("Several have this name: %(names)s. Choose on the page itself.") % {"names": in_words(twice)}
        )
    if column.name == "goes_well_with" and same_name(own_name) in map(same_name, value):
        raise ValidationError(_("It names itself. Take that out."))


def _refuse_untouchable(page: Page, user: Any, problems: list[list[str]]) -> None:
    rights = page.permissions_for_user(user)
    if not rights.can_edit() or rights.page_locked():
        problems.append(["Name", _("This page is locked, or you may not change it.")])


def _changes(kind: Kind, draft: Page, values: dict[str, Any], problems: list[list[str]]) -> list[list[str]]:
    found = []
    for column in kind.columns:
        if column.name not in values:
            continue
        before, after = cells.present(draft, column), values[column.name]
        if before is None and kind.model._meta.get_field(column.name).get_internal_type() == "JSONField":
            problems.append(
                [
                    column.heading,
                    _("The page says more here than a cell can hold. Leave it empty, and change the page."),
                ]
            )
        elif _comparable(before) != _comparable(after):
            found.append([column.heading, _shown(before), _shown(after)])
    return found


def _comparable(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(same_name(str(each)) for each in value)
    return value


def _shown(value: Any) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _ask_publishing_rules(kind: Kind, draft: Page, values: dict[str, Any], problems: list[list[str]]) -> None:
    """What the page could never be published with, as far as the sheet says it; what is still missing is no matter."""
    relations = {column.name for column in _relations(kind)}
    for column in kind.columns:
        if column.name in values and column.name not in relations:
            cells.put(draft, column, values[column.name], {})
    try:
        draft.clean_for_publishing()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            if name in values and (named := kind.column(name)):
                problems.append([named.heading, " ".join(messages)])
