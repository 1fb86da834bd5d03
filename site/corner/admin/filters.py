"""Filters above the lists of the admin."""

from typing import Any

import django_filters
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _


class OneOf(django_filters.ChoiceFilter):
    """One of a few, all in sight as buttons; first of all "All", which narrows nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"empty_label": _("All"), "widget": RadioSelect, **kwargs})
