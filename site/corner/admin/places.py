"""Where the fields of a page's form stand, so that a link can lead to each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.panels.group import PanelGroup


@dataclass(frozen=True)
class Place:
    """One field (or list of rows) of the form: what it is called, and the id of the element around it."""

    label: str
    anchor: str


def places_in(panel: Any) -> dict[str, Place]:
    """Every place in a bound panel, by the field's name in the form, in the order in which people meet them.

    Rows are named as in HTML ("dates-0-day"), and the whole list of rows by its relation ("dates").
    """
    return dict(_walk(panel, ""))


def _walk(panel: Any, row: str) -> Iterator[tuple[str, Place]]:
    if not panel.is_shown():
        return
    if isinstance(panel, FieldPanel.BoundPanel):
        if panel.bound_field is not None:
            label = f"{row}: {panel.heading}" if row else str(panel.heading)
            yield panel.bound_field.html_name, Place(label, f"{panel.prefix}-wrapper")
    elif isinstance(panel, InlinePanel.BoundPanel):
        yield panel.panel.relation_name, Place(str(panel.heading), f"id_{panel.formset.prefix}-FORMS")
        for number, child in enumerate(panel.children, start=1):
            yield from _walk(child, f"{panel.label} {number}")
    elif isinstance(panel, PanelGroup.BoundPanel):
        for child in panel.visible_children:
            yield from _walk(child, row)
