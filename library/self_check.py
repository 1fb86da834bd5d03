"""Statements that readers hold up to their own work. Their answers stay with them: no form sends them anywhere."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SelfCheckBlock(blocks.CharBlock):
    """A statement that somebody can answer with yes, partly or not yet. Its id is the same in every language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 160, "label": _("Statement"), **kwargs})

    class Meta:
        icon = "tick-inverse"
        description = _("One short sentence that people can say yes to.")
        preview_value = "We say what we pay before people sign up."
