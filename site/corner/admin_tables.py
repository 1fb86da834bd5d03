"""Columns for lists in the admin."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column


class DayColumn(Column):
    """A day, as a day. Wagtail's `DateColumn` says how long ago it was, and of every day to come "Just now"."""

    def get_value(self, instance: Any) -> str:
        day = super().get_value(instance)
        return date_format(day, "j F Y") if day else ""


class LinesColumn(Column):
    """Several short texts, one a line. `link` gives (words, address) of a link below them, or None."""

    cell_template_name = "corner/admin/lines_cell.html"

    def __init__(
        self,
        name: str,
        *,
        lines: Callable[[Any], Iterable[Any]],
        link: Callable[[Any], tuple[Any, str] | None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name, **kwargs)
        self.lines, self.link = lines, link

    def get_value(self, instance: Any) -> list[Any]:
        return list(self.lines(instance))

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "link": self.link(instance) if self.link else None}
