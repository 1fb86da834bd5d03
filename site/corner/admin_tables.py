"""Columns for lists in the admin."""

from typing import Any

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column


class DayColumn(Column):
    """A day, as a day. Wagtail's `DateColumn` says how long ago it was, and of every day to come "Just now"."""

    def get_value(self, instance: Any) -> str:
        day = super().get_value(instance)
        return date_format(day, "j F Y") if day else ""
